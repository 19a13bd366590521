package org.quantumcoin.ui.overview;

import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.view.WalletSummary;

/// What the wallet has, in short, and the way to it.
final class MoneyCard extends VBox {
  private final Desk desk;
  private final Label balance = new Label();
  private final Label rest = new Label();
  private final Button open = new Button();

  MoneyCard(Desk desk) {
    this.desk = desk;
    balance.setId("money-balance");
    balance.getStyleClass().add("money");
    balance.setMinWidth(USE_PREF_SIZE);
    rest.setId("money-rest");
    rest.getStyleClass().add("text-muted");
    rest.setWrapText(true);
    rest.setMinHeight(USE_PREF_SIZE);
    open.setId("money-open");
    open.setOnAction(_ -> desk.navigator().go(Place.WALLET));
    HBox buttons = new HBox(open);
    buttons.getStyleClass().add("toolbar");
    Label title = new Label(Messages.text("card.money"));
    title.getStyleClass().add("card-title");
    getChildren().addAll(title, balance, rest, buttons);
    getStyleClass().add("card");
    desk.live().summaryProperty().subscribe(this::show);
    desk.live()
        .preferences()
        .unitProperty()
        .subscribe(_ -> show(desk.live().summaryProperty().get()));
  }

  private void show(Optional<WalletSummary> summary) {
    balance.setText(summary.map(now -> amount(now.trustedSats())).orElse("–"));
    rest.setText(summary.map(this::rest).orElse(Messages.text("money.none")));
    boolean has = summary.isPresent();
    open.setText(has ? Place.WALLET.title() : Messages.text("wallet.create"));
    open.setGraphic(new FontIcon(has ? Place.WALLET.icon() : "fth-plus"));
  }

  private String rest(WalletSummary summary) {
    if (summary.pendingSats() > 0) {
      return Messages.text("money.pending", amount(summary.pendingSats()));
    }
    return summary.immatureSats() > 0
        ? Messages.text("money.immature", amount(summary.immatureSats()))
        : summary.name();
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }
}
