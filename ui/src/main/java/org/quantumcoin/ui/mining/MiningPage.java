package org.quantumcoin.ui.mining;

import java.util.Optional;
import javafx.scene.Node;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Mining among the pages. Its model follows the node whether it is shown or not, so that its chart
/// has no gaps.
public final class MiningPage implements Page {
  private final MiningView view;

  public MiningPage(Desk desk) {
    MiningViewModel model =
        new MiningViewModel(desk.live(), desk.work(), Runtime.getRuntime().availableProcessors());
    this.view = new MiningView(model);
    desk.live().viewProperty().subscribe(view -> view.ifPresent(model::show));
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
