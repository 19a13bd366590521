package org.quantumcoin.ui.send;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;

/// The form of a payment; the review and the outcome take its place.
final class SendView extends ScrollPane {
  private final Desk desk;
  private final SendViewModel model;
  private final VBox page = new VBox();
  private final VBox rows = new VBox();
  private final Map<RecipientRow, Node> rowNodes = new HashMap<>();
  private final Node form;

  SendView(Desk desk, SendViewModel model) {
    this.desk = desk;
    this.model = model;
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    this.form = form();
    model.rows().addListener((ListChangeListener<RecipientRow>) _ -> showRows());
    showRows();
    model.stepProperty().subscribe(this::show);
  }

  private void show(SendViewModel.Step step) {
    Label title = new Label(Messages.text("place.send"));
    title.getStyleClass().add("page-title");
    Node content =
        switch (step) {
          case SendViewModel.Step.Write _ -> form;
          case SendViewModel.Step.Review(var draft, boolean proposal) ->
              new ReviewView(desk, model, draft, proposal);
          case SendViewModel.Step.Done(var outcome) -> new OutcomeView(desk, model, outcome);
        };
    page.getChildren()
        .setAll(title, content, Fields.problem("send-problem", model.problemProperty()));
    setVvalue(0);
  }

  private Node form() {
    Button add = new Button(Messages.text("send.add"), new FontIcon("fth-plus"));
    add.setId("send-add");
    add.setOnAction(_ -> model.addRow());
    Button review = new Button(Messages.text("send.review"), new FontIcon("fth-eye"));
    review.setId("send-review");
    review.setDefaultButton(true);
    review.setOnAction(_ -> model.review());
    review.disableProperty().bind(model.busyProperty());
    Button clear = new Button(Messages.text("send.clear"));
    clear.setId("send-clear");
    clear.setOnAction(_ -> model.clear());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox buttons = new HBox(add, gap, clear, review);
    buttons.getStyleClass().add("toolbar");
    VBox box = new VBox(rows, coins(), FeeCard.of(model), buttons);
    box.getStyleClass().addAll("form");
    rows.getStyleClass().add("form");
    return box;
  }

  private void showRows() {
    rows.getChildren().clear();
    rowNodes.keySet().retainAll(model.rows());
    for (RecipientRow row : model.rows()) {
      rows.getChildren().add(rowNodes.computeIfAbsent(row, this::row));
    }
  }

  private Node row(RecipientRow row) {
    TextField payee = new TextField();
    payee.getStyleClass().addAll("mono", "payee");
    payee.setPromptText(Messages.text("send.payee.prompt"));
    payee.textProperty().bindBidirectional(row.payeeProperty());
    TextField amount = new TextField();
    amount.getStyleClass().add("amount");
    amount.textProperty().bindBidirectional(row.amountProperty());
    amount.disableProperty().bind(row.everythingProperty());
    ToggleButton everything = new ToggleButton(Messages.text("send.max"));
    everything.setMinWidth(USE_PREF_SIZE);
    everything.getStyleClass().add("everything");
    everything.setTooltip(new Tooltip(Messages.text("send.max.tooltip")));
    everything.selectedProperty().bindBidirectional(row.everythingProperty());
    TextField label = new TextField();
    label.getStyleClass().add("label-field");
    label.textProperty().bindBidirectional(row.labelProperty());
    Button remove = new Button("", new FontIcon("fth-x"));
    remove.setAccessibleText(Messages.text("send.remove"));
    remove.setTooltip(new Tooltip(Messages.text("send.remove")));
    remove.setOnAction(_ -> model.removeRow(row));
    String unit =
        Amounts.unitName(
            desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
    VBox payeeBox =
        Fields.titled(
            Messages.text("send.payee"),
            payee,
            Fields.problem("payee-problem", row.payeeProblemProperty()));
    VBox amountBox =
        Fields.titled(
            Messages.text("send.amount", unit),
            amount,
            Fields.problem("amount-problem", row.amountProblemProperty()));
    VBox labelBox = Fields.titled(Messages.text("send.label"), label);
    HBox.setHgrow(labelBox, Priority.ALWAYS);
    HBox second = new HBox(amountBox, everything, labelBox, remove);
    second.setAlignment(Pos.BOTTOM_LEFT);
    second.getStyleClass().add("toolbar-bottom");
    VBox card = new VBox(payeeBox, second);
    card.getStyleClass().addAll("card", "recipient");
    return card;
  }

  private Node coins() {
    Label words = new Label("", new FontIcon("fth-disc"));
    words.setId("send-coins");
    words.textProperty().bind(model.coinWordsProperty());
    Button any = new Button(Messages.text("send.anycoins"));
    any.setOnAction(_ -> model.chooseCoins(Set.of()));
    HBox row = new HBox(words, any);
    row.getStyleClass().add("toolbar");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(model.coinWordsProperty().isNotEmpty());
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }
}
