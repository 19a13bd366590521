package org.quantumcoin.ui.console;

import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.Node;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Page;
import org.quantumcoin.wallet.Wallet;

/// The console among the pages; a subject is a command to begin with.
public final class ConsolePage implements Page {
  private final ConsoleView view;

  public ConsolePage(Desk desk, Supplier<Optional<ConsoleAccess>> console) {
    this.view =
        new ConsoleView(
            new ConsoleViewModel(
                console, () -> desk.live().walletProperty().get().map(Wallet::name), desk.work()));
  }

  @Override
  public Node content() {
    return view;
  }

  @Override
  public void onShow(Optional<String> subject) {
    view.begin(subject);
  }

  @Override
  public void onHide() {
    // A command that runs goes on.
  }
}
