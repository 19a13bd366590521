package org.quantumcoin.ui.addresses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chips;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.AccountLine;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressList;

/// The wallet's own addresses, with the one that is looked at beneath.
final class OwnView extends VBox {
  private final Desk desk;
  private final AddressesViewModel model;

  OwnView(Desk desk, AddressesViewModel model) {
    super(12);
    this.desk = desk;
    this.model = model;
    Node table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren()
        .addAll(
            toolbar(),
            Fields.problem("addresses-problem", model.problemProperty()),
            table,
            new AddressCard(desk, model));
  }

  private Node toolbar() {
    TextField search = new TextField();
    search.setId("addresses-search");
    search.setPromptText(Messages.text("addresses.search"));
    search.setAccessibleText(Messages.text("addresses.search"));
    search.setPrefColumnCount(14);
    search.textProperty().bindBidirectional(model.textProperty());
    FlowPane bar = new FlowPane(8, 8, search);
    bar.getChildren()
        .addAll(
            Chips.of(
                List.of(AddressesViewModel.Show.values()),
                show -> "addresses-" + show.name().toLowerCase(Locale.ROOT),
                show -> show.title(),
                model.showProperty()));
    bar.getChildren().add(accounts());
    return bar;
  }

  private Node accounts() {
    ComboBox<Optional<AccountLine>> box = new ComboBox<>();
    box.setId("addresses-account");
    box.setAccessibleText(Messages.text("addresses.account"));
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Optional<AccountLine> account) {
            // The control asks for the name of nothing, too, before anything is chosen.
            return account == null
                ? ""
                : account
                    .map(AddressWords::account)
                    .orElseGet(() -> Messages.text("addresses.account.all"));
          }

          @Override
          public Optional<AccountLine> fromString(String text) {
            return Optional.empty();
          }
        });
    Runnable fill =
        () -> {
          List<Optional<AccountLine>> choices = new ArrayList<>();
          choices.add(Optional.empty());
          model.accounts().forEach(account -> choices.add(Optional.of(account)));
          Optional<Integer> chosen = model.accountProperty().get().map(AccountLine::id);
          box.getItems().setAll(choices);
          box.setValue(
              choices.stream()
                  .filter(each -> each.map(AccountLine::id).equals(chosen))
                  .findFirst()
                  .orElse(Optional.empty()));
        };
    fill.run();
    model.accounts().addListener((ListChangeListener<AccountLine>) _ -> fill.run());
    box.setOnAction(_ -> {
      Optional<AccountLine> chosen = box.getValue();
      Optional<Integer> before = model.accountProperty().get().map(AccountLine::id);
      if (chosen != null && !chosen.map(AccountLine::id).equals(before)) {
        model.accountProperty().set(chosen);
      }
    });
    return box;
  }

  private Node table() {
    PagedTable<AddressLine> table = new PagedTable<>(model.items(), model::open);
    table.setId("addresses");
    table.setAccessibleText(Messages.text("place.addresses"));
    var index =
        table.number(
            "address-index",
            Messages.text("addresses.index"),
            60,
            line -> Quantities.count(line.index()));
    table.text("address-kind", Messages.text("history.kind"), 85, OwnView::kind);
    table.text("address-short", Messages.text("addresses.address"), 165, AddressWords::address);
    table.text("address-name", Messages.text("addresses.label"), 135, AddressLine::label);
    var balance =
        table.amount(
            "address-balance",
            Messages.text("addresses.balance"),
            165,
            line -> model.amount(line.balanceSats()));
    var payments =
        table.number(
            "address-payments",
            Messages.text("addresses.payments"),
            100,
            line -> Quantities.count(line.timesPaid()));
    Heading.sorting(index, AddressList.Column.INDEX, model.orderProperty());
    Heading.sorting(balance, AddressList.Column.BALANCE, model.orderProperty());
    payments.setMinWidth(90);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> {
          if (row != null) {
            row.value().ifPresent(model::open);
          }
        });
    StackPane placeholder = new StackPane();
    Runnable fill =
        () ->
            placeholder.getChildren().setAll(model.loadedProperty().get() ? none() : new Region());
    model.loadedProperty().subscribe(_ -> fill.run());
    model.countProperty().subscribe(_ -> fill.run());
    table.setPlaceholder(placeholder);
    return table;
  }

  private static String kind(AddressLine line) {
    return AddressWords.purpose(line.purpose());
  }

  private Node none() {
    if (model.isFiltered()) {
      return Notes.empty(
          "fth-search",
          Messages.text("history.nomatch.title"),
          Messages.text("addresses.nomatch.text"));
    }
    Button receive =
        new Button(Messages.text("place.receive"), new FontIcon("fth-arrow-down-left"));
    receive.setOnAction(_ -> desk.navigator().go(Place.RECEIVE));
    return Notes.empty(
        "fth-at-sign",
        Messages.text("addresses.none.title"),
        Messages.text("addresses.none.text"),
        receive);
  }
}
