package org.quantumcoin.ui.receive;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Receive among the pages.
public final class ReceivePage implements Page {
  private final Desk desk;
  private final ReceiveViewModel model;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public ReceivePage(Desk desk) {
    this.desk = desk;
    this.model = new ReceiveViewModel(desk.live(), desk.work());
    this.gate = new WalletGate(desk, new ReceiveView(desk, model));
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following =
        Subscription.combine(
            desk.live().walletProperty().subscribe(_ -> model.show()),
            desk.live()
                .summaryProperty()
                .subscribe(now -> now.ifPresent(each -> model.look(each.revision()))));
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
