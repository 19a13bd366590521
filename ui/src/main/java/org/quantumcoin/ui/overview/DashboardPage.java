package org.quantumcoin.ui.overview;

import java.time.Clock;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// The dashboard among the pages. Its view model is fed whether it is shown or not, so that its
/// charts have no gaps.
public final class DashboardPage implements Page {
  private final ScrollPane scroll;

  public DashboardPage(Desk desk, DashboardViewModel model, Clock clock) {
    NeedsViewModel needs = new NeedsViewModel(desk.live(), desk.work(), clock);
    this.scroll = new ScrollPane(new DashboardView(desk, model, needs));
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().add("page-scroll");
  }

  @Override
  public Node content() {
    return scroll;
  }

  @Override
  public void onShow(Optional<String> subject) {
    // Bound to a model that is always up to date.
  }

  @Override
  public void onHide() {
    // As above.
  }
}
