package org.quantumcoin.ui.payments;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;
import org.quantumcoin.ui.send.JointPayment;

/// Payments among the pages. What was written stays for when the person comes back.
public final class PaymentsPage implements Page {
  private final Desk desk;
  private final PaymentsViewModel model;
  private final JointPayment payment;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public PaymentsPage(Desk desk) {
    this.desk = desk;
    this.model = new PaymentsViewModel(desk.live(), desk.work());
    // Rows that were paid go at once: nobody is to pay them again by mistake.
    this.payment = new JointPayment(desk, model::clear);
    this.gate = new WalletGate(desk, new PaymentsView(desk, model, payment));
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    payment.refresh();
    following = desk.live().walletProperty().subscribe(_ -> model.otherWallet());
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
