package org.quantumcoin.ui.backups;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Backups among the pages.
public final class BackupsPage implements Page {
  private final Desk desk;
  private final BackupsViewModel model;
  private final BackupsView view;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public BackupsPage(Desk desk) {
    this.desk = desk;
    this.model = new BackupsViewModel(desk.live(), desk.work(), desk.prompts()::notice);
    this.view = new BackupsView(desk, model);
    this.gate = new WalletGate(desk, view);
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    following =
        desk.live()
            .walletProperty()
            .subscribe(_ -> {
              model.reload();
              view.suggestFiles();
            });
  }

  @Override
  public void onHide() {
    following.unsubscribe();
    // Nobody finds them on the screen who comes by later.
    model.hideWords();
  }
}
