package org.quantumcoin.ui.wallet;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.quantumcoin.ui.history.LatestTable;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;

/// The wallet's overview among the pages; the setup where no wallet is open, or where the subject
/// is `new`.
public final class WalletPage implements Page {
  private final Desk desk;
  private final SetupViewModel setup;
  private final SetupView setupView;
  private final LatestTable latest;
  private final OverviewView overview;
  private final StackPane content = new StackPane();
  private Subscription following = Subscription.EMPTY;
  private boolean another;

  public WalletPage(Desk desk) {
    this.desk = desk;
    this.setup = new SetupViewModel(desk.live(), desk.work());
    this.setupView = new SetupView(setup);
    this.latest = new LatestTable(desk);
    this.overview = new OverviewView(desk, latest.table());
  }

  @Override
  public Node content() {
    return content;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    another = subject.equals(Optional.of("new"));
    following =
        Subscription.combine(
            desk.live().walletProperty().subscribe(_ -> choose()),
            desk.live().walletsProperty().subscribe(_ -> setup.look()),
            setup.newWordsProperty().subscribe(_ -> choose()),
            latest.follow());
  }

  private void choose() {
    boolean making = setup.newWordsProperty().get().isPresent();
    if (making) {
      another = false;
    }
    boolean open = desk.live().walletProperty().get().isPresent();
    content.getChildren().setAll(List.of(making || another || !open ? setupView : overview));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
