package org.quantumcoin.ui.history;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.page.WalletGate;
import org.quantumcoin.wallet.Wallet;

/// Transactions among the pages: the list, or the transaction that the subject names.
public final class HistoryPage implements Page {
  private final Desk desk;
  private final HistoryViewModel list;
  private final TxViewModel one;
  private final HistoryView listView;
  private final TxView oneView;
  private final StackPane content = new StackPane();
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public HistoryPage(Desk desk) {
    this.desk = desk;
    this.list = new HistoryViewModel(desk.live(), desk.work());
    this.one = new TxViewModel(desk.live(), desk.work());
    this.listView =
        new HistoryView(
            desk, list, line -> desk.navigator().go(Place.TRANSACTIONS, line.txid().toString()));
    this.oneView = new TxView(desk, one);
    this.gate = new WalletGate(desk, content);
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    Optional<Txid> txid = subject.filter(each -> each.matches("[0-9a-f]{64}")).map(Txid::fromHex);
    content.getChildren().setAll(txid.isPresent() ? oneView : listView);
    txid.ifPresent(one::show);
    following = desk.live().onWallet(() -> reload(desk.live().walletProperty().get()));
  }

  private void reload(Optional<Wallet> wallet) {
    if (wallet.isPresent()) {
      list.reload();
      one.reload();
    }
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
