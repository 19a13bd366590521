package org.quantumcoin.ui.coins;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Coins among the pages.
public final class CoinsPage implements Page {
  private final Desk desk;
  private final CoinsViewModel model;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public CoinsPage(Desk desk) {
    this.desk = desk;
    this.model = new CoinsViewModel(desk.live(), desk.work());
    this.gate = new WalletGate(desk, new CoinsView(desk, model));
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    following = desk.live().onWallet(model::reload);
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
