package org.quantumcoin.ui.wallet;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.HistoryLine;
import org.quantumcoin.wallet.view.WalletSummary;

/// How much there is, and what came and went last.
final class OverviewView extends VBox {
  private final Desk desk;
  private final Label balance = new Label();
  private final GridPane parts = new GridPane();
  private final Label note = new Label();

  OverviewView(Desk desk, PagedTable<HistoryLine> latest) {
    this.desk = desk;
    getStyleClass().add("page");
    balance.setId("balance");
    balance.getStyleClass().add("balance");
    parts.getStyleClass().add("facts");
    note.setId("wallet-note");
    note.setWrapText(true);
    note.getStyleClass().add("text-warning");
    note.visibleProperty().bind(note.textProperty().isNotEmpty());
    note.managedProperty().bind(note.visibleProperty());
    Label title = new Label(Messages.text("overview.available"));
    title.getStyleClass().add("card-title");
    HBox buttons =
        new HBox(
            button(Place.SEND, "overview-send"), button(Place.RECEIVE, "overview-receive"), unit());
    buttons.getStyleClass().add("toolbar");
    VBox card = new VBox(title, balance, parts, note, buttons);
    card.getStyleClass().add("card");
    Label list = new Label(Messages.text("overview.latest"));
    list.getStyleClass().add("section-title");
    latest.setId("latest");
    VBox.setVgrow(latest, Priority.ALWAYS);
    getChildren().addAll(card, list, latest);
    desk.live().summaryProperty().subscribe(this::show);
    desk.live()
        .preferences()
        .unitProperty()
        .subscribe(_ -> show(desk.live().summaryProperty().get()));
  }

  private Button button(Place place, String id) {
    Button button = new Button(place.title(), new FontIcon(place.icon()));
    button.setId(id);
    button.setOnAction(_ -> desk.navigator().go(place));
    return button;
  }

  private Button unit() {
    Button button = new Button("", new FontIcon("fth-repeat"));
    button.setId("unit");
    var unit = desk.live().preferences().unitProperty();
    button.setOnAction(
        _ -> unit.set(unit.get() == AmountUnit.COIN ? AmountUnit.SATS : AmountUnit.COIN));
    unit.subscribe(now -> {
      String other =
          Amounts.unitName(
              now == AmountUnit.COIN ? AmountUnit.SATS : AmountUnit.COIN,
              desk.live().network().ticker());
      button.setText(Messages.text("overview.unit", other));
    });
    return button;
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private void show(Optional<WalletSummary> summary) {
    if (summary.isEmpty()) {
      return;
    }
    WalletSummary now = summary.get();
    balance.setText(amount(now.trustedSats()));
    parts.getChildren().clear();
    record Part(String key, String id, ToLongFunction<WalletSummary> sats) {}
    for (Part part :
        List.of(
            new Part("overview.pending", "pending", WalletSummary::pendingSats),
            new Part("overview.immature", "immature", WalletSummary::immatureSats),
            new Part("overview.used", "used", WalletSummary::usedSats))) {
      long sats = part.sats().applyAsLong(now);
      if (sats != 0) {
        Label title = new Label(Messages.text(part.key()));
        title.getStyleClass().add("text-muted");
        Label value = new Label(amount(sats));
        value.setId("balance-" + part.id());
        parts.addRow(parts.getRowCount(), title, value);
      }
    }
    note.setText(note(now));
  }

  private static String note(WalletSummary now) {
    if (now.scan().isPresent()) {
      return Messages.text("overview.scanning", Math.round(now.scan().get().part() * 100));
    }
    return now.guard() == WalletSummary.Guard.NONE && !now.watchOnly()
        ? Messages.text("overview.unprotected")
        : "";
  }
}
