package org.quantumcoin.ui.addresses;

import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.PayeeLine;

/// The address book, with its form beneath.
final class BookView extends VBox {
  private final Desk desk;
  private final BookViewModel model;

  BookView(Desk desk, BookViewModel model) {
    super(12);
    this.desk = desk;
    this.model = model;
    TextField search = new TextField();
    search.setId("book-search");
    search.setPromptText(Messages.text("addresses.search"));
    search.setAccessibleText(Messages.text("addresses.search"));
    search.setMaxWidth(260);
    search.textProperty().bindBidirectional(model.textProperty());
    Node table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(search, table, form());
  }

  private Node table() {
    PagedTable<PayeeLine> table = new PagedTable<>(model.items(), this::pay);
    table.setId("book");
    table.setAccessibleText(Messages.text("addresses.book"));
    table.text("book-label", Messages.text("book.name"), 220, PayeeLine::label);
    table.text(
        "book-address",
        Messages.text("addresses.address"),
        190,
        line -> Chunks.shortened(line.address().orElseGet(line.script()::toHex)));
    table.number(
        "book-paid", Messages.text("book.paid"), 190, line -> model.amount(line.paidSats()));
    table.text(
        "book-last",
        Messages.text("book.last"),
        150,
        line ->
            line.lastPaid().isPresent()
                ? Times.minutes(line.lastPaid().getAsLong())
                : Messages.text("book.never"));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .subscribe(row -> {
          if (row != null) {
            row.value().ifPresent(model::edit);
          }
        });
    StackPane placeholder = new StackPane();
    model
        .loadedProperty()
        .subscribe(loaded ->
            placeholder
                .getChildren()
                .setAll(
                    loaded
                        ? Notes.empty(
                            "fth-users",
                            Messages.text("book.none.title"),
                            Messages.text("book.none.text"))
                        : new Region()));
    table.setPlaceholder(placeholder);
    return table;
  }

  private void pay(PayeeLine line) {
    line.address().ifPresent(address -> desk.navigator().go(Place.SEND, address));
  }

  private Node form() {
    TextField address = new TextField();
    address.setId("book-form-address");
    address.setPrefColumnCount(30);
    address.textProperty().bindBidirectional(model.addressProperty());
    TextField name = new TextField();
    name.setId("book-form-name");
    name.setPrefColumnCount(16);
    name.textProperty().bindBidirectional(model.nameProperty());
    Button save = new Button(Messages.text("book.save"), new FontIcon("fth-save"));
    save.setId("book-save");
    save.disableProperty().bind(model.payableProperty().not());
    save.setOnAction(_ -> model.save(desk.prompts()::notice));
    name.setOnAction(_ -> save.fire());
    Button pay = new Button(Messages.text("book.pay"), new FontIcon("fth-arrow-up-right"));
    pay.setId("book-pay");
    pay.disableProperty().bind(model.payableProperty().not());
    pay.setOnAction(_ -> desk.navigator().go(Place.SEND, model.addressProperty().get().strip()));
    FlowPane form =
        new FlowPane(
            12,
            8,
            Fields.titled(
                Messages.text("addresses.address"),
                address,
                Fields.problem("book-problem", model.problemProperty())),
            Fields.titled(Messages.text("book.name"), name),
            save,
            pay);
    form.setRowValignment(VPos.BOTTOM);
    form.setAlignment(Pos.BOTTOM_LEFT);
    form.getStyleClass().add("card");
    return form;
  }
}
