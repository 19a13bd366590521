package org.quantumcoin.ui.page;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Messages;

/// Shows a page's content when a wallet is open, and else how to get one.
public final class WalletGate extends StackPane {
  public WalletGate(Desk desk, Node content) {
    Button create = new Button(Messages.text("wallet.create"), new FontIcon("fth-plus"));
    create.setId("gate-create");
    create.setDefaultButton(true);
    create.setOnAction(_ -> desk.navigator().go(Place.WALLET));
    Node none =
        Notes.empty(
            "fth-credit-card",
            Messages.text("wallet.none.title"),
            Messages.text("wallet.none.text"),
            create);
    Node starting =
        Notes.empty(
            "fth-clock", Messages.text("wallet.wait.title"), Messages.text("wallet.wait.text"));
    Runnable show =
        () -> {
          boolean started = desk.live().walletsProperty().get().isPresent();
          boolean open = desk.live().walletProperty().get().isPresent();
          getChildren().setAll(open ? content : started ? none : starting);
        };
    desk.live().walletsProperty().subscribe(_ -> show.run());
    desk.live().walletProperty().subscribe(_ -> show.run());
  }
}
