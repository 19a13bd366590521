package org.quantumcoin.ui.addresses;

import java.util.Optional;
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
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressLine.Purpose;

/// The address that is looked at: whole, with its QR code, its label, and what came in.
final class AddressCard extends HBox {
  private static final double QR_PIXELS = 132;

  private final Desk desk;
  private final AddressesViewModel model;
  private final QrView qr = new QrView(QR_PIXELS);
  private final Label address = new Label();
  private final Label facts = new Label();
  private final TextField label = new TextField();
  private String shownAddress = "";
  private String shownLabel = "";

  AddressCard(Desk desk, AddressesViewModel model) {
    super(16);
    this.desk = desk;
    this.model = model;
    setId("address-card");
    getStyleClass().add("card");
    qr.setId("address-qr");
    address.setId("address-text");
    address.getStyleClass().addAll("address", "mono");
    address.setWrapText(true);
    facts.setId("address-facts");
    facts.getStyleClass().add("text-muted");
    facts.setWrapText(true);
    label.setId("address-label");
    label.setPromptText(Messages.text("addresses.label.prompt"));
    label.setAccessibleText(Messages.text("addresses.label"));
    label.setPrefColumnCount(24);
    label.setOnAction(_ -> model.label(label.getText()));
    label
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            model.label(label.getText());
          }
        });
    Button copy = new Button(Messages.text("receive.copy"), new FontIcon("fth-copy"));
    copy.setId("address-copy");
    copy.setOnAction(_ -> copy());
    FlowPane doing = new FlowPane(8, 8, copy, label);
    VBox words = new VBox(8, address, facts, doing);
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(qr, words);
    model.openProperty().subscribe(this::show);
  }

  private void show(Optional<AddressLine> open) {
    setVisible(open.isPresent());
    setManaged(open.isPresent());
    if (open.isEmpty()) {
      return;
    }
    AddressLine line = open.get();
    String text = line.address().orElse("");
    boolean another = !text.equals(shownAddress);
    shownAddress = text;
    qr.show(text, Messages.text("receive.qr", text));
    address.setText(Chunks.grouped(line.address().orElseGet(line.script()::toHex)));
    facts.setText(
        Messages.text(
            "addresses.facts",
            AddressWords.type(line.type()) + " · " + AddressWords.purpose(line.purpose()),
            line.path().orElse("–"),
            model.amount(line.receivedSats()),
            line.timesPaid()));
    // What somebody is typing is not taken away by a block.
    if (another || !shownLabel.equals(line.label())) {
      label.setText(line.label());
    }
    shownLabel = line.label();
    boolean change = line.purpose() == Purpose.CHANGE;
    label.setDisable(change);
    label.setPromptText(
        Messages.text(change ? "addresses.label.change" : "addresses.label.prompt"));
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(shownAddress);
    Clipboard.getSystemClipboard().setContent(content);
    desk.prompts().notice(Messages.text("copied"));
  }
}
