package org.quantumcoin.ui.overview;

import java.util.Optional;
import javafx.scene.Node;
import org.quantumcoin.ui.page.Page;

/// The dashboard among the pages. Its view model is fed whether it is shown or not, so that its
/// charts have no gaps.
public final class DashboardPage implements Page {
  private final DashboardView view;

  public DashboardPage(DashboardViewModel model) {
    this.view = new DashboardView(model);
  }

  @Override
  public Node content() {
    return view;
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
