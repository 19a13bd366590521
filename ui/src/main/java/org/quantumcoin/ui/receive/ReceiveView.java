package org.quantumcoin.ui.receive;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.QrView;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;

/// The address large, its QR code beside it, and what may be asked for with it.
final class ReceiveView extends VBox {
  private static final double QR_PIXELS = 232;

  private final Desk desk;
  private final ReceiveViewModel model;

  ReceiveView(Desk desk, ReceiveViewModel model) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.receive"));
    title.getStyleClass().add("page-title");
    HBox both = new HBox(code(), words());
    both.getStyleClass().addAll("card", "receive-card");
    getChildren().addAll(title, both);
  }

  private Node code() {
    QrView qr = new QrView(QR_PIXELS);
    qr.setId("receive-qr");
    model.linkProperty().subscribe(link -> qr.show(link, Messages.text("receive.qr", link)));
    return qr;
  }

  private Node words() {
    Label hint = new Label(Messages.text("receive.hint"));
    hint.getStyleClass().add("text-muted");
    hint.setWrapText(true);
    hint.setMinHeight(USE_PREF_SIZE);
    Label address = new Label();
    address.setId("receive-address");
    address.getStyleClass().addAll("address", "mono");
    address.setWrapText(true);
    // It is compared, so all of it is shown.
    address.setMinHeight(USE_PREF_SIZE);
    address.textProperty().bind(model.addressProperty().map(Chunks::grouped));
    address.accessibleTextProperty().bind(model.addressProperty());
    Button copy = button("receive-copy", "receive.copy", "fth-copy");
    copy.setDefaultButton(true);
    copy.setOnAction(_ -> copy(model.addressProperty(), "receive.copied"));
    Button copyLink = button("receive-copy-link", "receive.copylink", "fth-link");
    copyLink.setOnAction(_ -> copy(model.linkProperty(), "receive.copiedlink"));
    Button another = button("receive-new", "receive.new", "fth-plus");
    another.setOnAction(_ -> model.another());
    FlowPane buttons = new FlowPane(copy, copyLink, another);
    buttons.setHgap(8);
    buttons.setVgap(8);
    TextField amount = new TextField();
    amount.setId("receive-amount");
    amount.textProperty().bindBidirectional(model.amountProperty());
    TextField label = new TextField();
    label.setId("receive-label");
    label.textProperty().bindBidirectional(model.labelProperty());
    label
        .focusedProperty()
        .subscribe(focused -> {
          if (!focused) {
            model.keepLabel();
          }
        });
    label.setOnAction(_ -> model.keepLabel());
    String unit =
        Amounts.unitName(
            desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
    HBox asked =
        new HBox(
            field(Messages.text("receive.amount", unit), amount),
            field(Messages.text("receive.label"), label));
    asked.getStyleClass().add("toolbar");
    Label problem = new Label();
    problem.setId("receive-problem");
    problem.setWrapText(true);
    problem.getStyleClass().add("text-danger");
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    VBox words = new VBox(hint, address, buttons, asked, problem, state());
    words.getStyleClass().add("receive-words");
    HBox.setHgrow(words, Priority.ALWAYS);
    return words;
  }

  private Node state() {
    FontIcon mark = new FontIcon("fth-clock");
    Label state = new Label();
    state.setId("receive-state");
    state.setGraphic(mark);
    state.setWrapText(true);
    state.getStyleClass().add("section-title");
    state.textProperty().bind(model.stateProperty());
    model
        .paidProperty()
        .subscribe(paid -> {
          mark.setIconLiteral(paid ? "fth-check-circle" : "fth-clock");
          state.getStyleClass().removeAll("text-good", "text-muted");
          state.getStyleClass().add(paid ? "text-good" : "text-muted");
        });
    return state;
  }

  private static Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    return button;
  }

  private static Node field(String title, TextField field) {
    Label label = new Label(title);
    label.getStyleClass().add("field-label");
    label.setLabelFor(field);
    field.setAccessibleText(title);
    VBox box = new VBox(label, field);
    box.getStyleClass().add("field");
    box.setAlignment(Pos.TOP_LEFT);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  private void copy(ObservableValue<String> text, String said) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text.getValue());
    Clipboard.getSystemClipboard().setContent(content);
    desk.prompts().notice(Messages.text(said));
  }
}
