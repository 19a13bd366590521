package org.quantumcoin.ui.mining;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.history.LatestTable;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// Mining among the pages. Its model follows the node whether it is shown or not, so that its chart
/// has no gaps.
public final class MiningPage implements Page {
  private final MiningView view;
  private final LatestTable found;
  private Subscription following = Subscription.EMPTY;

  public MiningPage(Desk desk) {
    MiningViewModel model =
        new MiningViewModel(desk.live(), desk.work(), Runtime.getRuntime().availableProcessors());
    this.found = LatestTable.mined(desk);
    this.view = new MiningView(model, new GuardsViewModel(desk.live()), found.table());
    desk.live().viewProperty().subscribe(view -> view.ifPresent(model::show));
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    following = found.follow();
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
