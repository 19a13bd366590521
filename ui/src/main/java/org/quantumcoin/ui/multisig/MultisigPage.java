package org.quantumcoin.ui.multisig;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// The setup of several signers among the pages.
public final class MultisigPage implements Page {
  private final Desk desk;
  private final MultisigViewModel model;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public MultisigPage(Desk desk) {
    this.desk = desk;
    this.model = new MultisigViewModel(desk.live(), desk.work(), desk.prompts()::unlocked);
    this.gate =
        new WalletGate(
            desk,
            new MultisigView(
                desk,
                model,
                new SeatsViewModel(desk.live(), desk.work(), desk.prompts()::unlocked)));
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
