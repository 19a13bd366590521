package org.quantumcoin.ui.wallet;

import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.history.LatestTable;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.wallet.Wallet;

/// The wallet's overview among the pages; the setup where no wallet is open, or where the subject
/// is `new` or, from a backup file, `restore`.
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
    this.setup = new SetupViewModel(desk.live(), desk.work(), this::restored);
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
    boolean backup = subject.equals(Optional.of("restore"));
    another = backup || subject.equals(Optional.of("new"));
    if (backup) {
      setupView.choose(SetupViewModel.Way.BACKUP);
    }
    following =
        Subscription.combine(
            desk.live().walletProperty().subscribe(_ -> choose()),
            desk.live().walletsProperty().subscribe(_ -> setup.look()),
            setup.newWordsProperty().subscribe(_ -> choose()),
            latest.follow());
  }

  private void restored(Wallet wallet) {
    another = false;
    desk.live().choose(wallet);
    choose();
    desk.prompts().notice(Messages.text("setup.backup.done", wallet.name()));
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
