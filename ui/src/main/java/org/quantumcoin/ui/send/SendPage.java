package org.quantumcoin.ui.send;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;
import org.quantumcoin.wallet.spend.PaymentDraft.Purpose;

/// Send among the pages. Its subject is a payment link or an address; or one of `bump:TXID`,
/// `cancel:TXID` and `child:TXID`; or `coins:TXID:INDEX,…`, coins to be spent.
public final class SendPage implements Page {
  private final SendViewModel model;
  private final WalletGate gate;

  public SendPage(Desk desk) {
    this.model = new SendViewModel(desk.live(), desk.work(), desk.prompts()::unlocked);
    this.gate = new WalletGate(desk, new SendView(desk, model));
    desk.live().walletProperty().subscribe((_, _) -> model.otherWallet());
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    model.refreshFees();
    if (subject.isEmpty()) {
      if (!(model.stepProperty().get() instanceof SendViewModel.Step.Write)) {
        model.clear();
      }
      return;
    }
    String text = subject.get();
    int colon = text.indexOf(':');
    String verb = colon < 0 ? "" : text.substring(0, colon);
    String rest = text.substring(colon + 1);
    switch (verb) {
      case "bump" -> model.replace(Txid.fromHex(rest), Purpose.BUMP);
      case "cancel" -> model.replace(Txid.fromHex(rest), Purpose.CANCEL);
      case "child" -> model.replace(Txid.fromHex(rest), Purpose.CHILD_PAYS);
      case "coins" -> model.chooseCoins(coins(rest));
      default -> model.fill(text);
    }
  }

  private static Set<OutPoint> coins(String list) {
    Set<OutPoint> coins = new LinkedHashSet<>();
    Arrays.stream(list.split(",", -1))
        .forEach(each -> {
          int colon = each.indexOf(':');
          coins.add(
              new OutPoint(
                  Txid.fromHex(each.substring(0, colon)),
                  Integer.parseUnsignedInt(each.substring(colon + 1))));
        });
    return coins;
  }

  @Override
  public void onHide() {
    // What was written stays for when the person comes back.
  }
}
