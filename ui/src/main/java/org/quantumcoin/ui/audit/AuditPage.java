package org.quantumcoin.ui.audit;

import java.util.Optional;
import javafx.scene.Node;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// The audit log among the pages.
public final class AuditPage implements Page {
  private final Desk desk;
  private final AuditViewModel model;
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public AuditPage(Desk desk) {
    this.desk = desk;
    this.model = new AuditViewModel(desk.live(), desk.work(), desk.prompts()::unlocked);
    this.gate = new WalletGate(desk, new AuditView(desk, model));
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
