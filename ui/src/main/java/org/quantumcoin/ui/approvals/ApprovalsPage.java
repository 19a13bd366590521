package org.quantumcoin.ui.approvals;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.ui.page.WalletGate;

/// Approvals among the pages: the inbox, or the proposal that the subject names, or a payment that
/// came to a wallet that is no seat; `file:PATH` takes what is in a file.
public final class ApprovalsPage implements Page {
  private static final String FILE = "file:";

  private final Desk desk;
  private final ApprovalsViewModel model;
  private final PsbtViewModel loose;
  private final PsbtView payment;
  private final InboxView inbox;
  private final DetailView one;
  private final StackPane content = new StackPane();
  private final WalletGate gate;
  private Subscription following = Subscription.EMPTY;
  private Optional<Path> file = Optional.empty();

  public ApprovalsPage(Desk desk) {
    this.desk = desk;
    this.loose =
        new PsbtViewModel(
            desk.live(), desk.work(), desk.prompts()::unlocked, desk.prompts()::notice);
    this.model =
        new ApprovalsViewModel(
            desk.live(),
            desk.work(),
            desk.prompts()::unlocked,
            desk.prompts()::notice,
            loose::take);
    this.payment = new PsbtView(desk, loose, model);
    this.inbox = new InboxView(desk, model);
    this.one = new DetailView(desk, model);
    this.gate = new WalletGate(desk, content);
    desk.live()
        .walletProperty()
        .subscribe((_, _) -> {
          model.close();
          loose.close();
          content.getChildren().setAll(inbox);
          takeFile();
        });
    loose
        .shownProperty()
        .subscribe((before, now) -> {
          if (now.isPresent() && before.isEmpty()) {
            content.getChildren().setAll(payment);
          }
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
    boolean unfinished = loose.shownProperty().get().isPresent();
    content.getChildren().setAll(id.isPresent() ? one : unfinished ? payment : inbox);
    if (id.isPresent()) {
      model.open(id.get());
    } else {
      model.close();
    }
    subject
        .filter(each -> each.startsWith(FILE))
        .ifPresent(each -> {
          file = Optional.of(Path.of(each.substring(FILE.length())));
          takeFile();
        });
    following = desk.live().onWallet(model::reload);
  }

  /// A file may be opened before there is a wallet to show it to.
  private void takeFile() {
    if (file.isPresent() && desk.live().walletProperty().get().isPresent()) {
      model.take(file.get());
      file = Optional.empty();
    }
  }

  @Override
  public void onHide() {
    following.unsubscribe();
  }
}
