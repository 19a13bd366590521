package org.quantumcoin.ui.approvals;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Approvals among the pages: the inbox, or the proposal that the subject names; `file:PATH` takes
/// what is in a file.
public final class ApprovalsPage implements Page {
  private static final String FILE = "file:";

  private final Desk desk;
  private final ApprovalsViewModel model;
  private final InboxView inbox;
  private final DetailView one;
  private final StackPane content = new StackPane();
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;

  public ApprovalsPage(Desk desk) {
    this.desk = desk;
    this.model =
        new ApprovalsViewModel(
            desk.live(), desk.work(), desk.prompts()::unlocked, desk.prompts()::notice);
    this.inbox = new InboxView(desk, model);
    this.one = new DetailView(desk, model);
    this.gate = new WalletGate(desk, content);
    desk.live()
        .walletProperty()
        .subscribe((_, _) -> {
          model.close();
          content.getChildren().setAll(inbox);
        });
  }

  @Override
  public Node content() {
    return gate;
  }

  @Override
  public void onShow(Optional<String> subject) {
    following.unsubscribe();
    Optional<String> id = subject.filter(each -> each.matches("[0-9a-f]{64}"));
    content.getChildren().setAll(id.isPresent() ? one : inbox);
    if (id.isPresent()) {
      model.open(id.get());
    } else {
      model.close();
    }
    subject
        .filter(each -> each.startsWith(FILE))
        .ifPresent(each -> model.take(Path.of(each.substring(FILE.length()))));
    following = desk.live().onWallet(model::reload);
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
