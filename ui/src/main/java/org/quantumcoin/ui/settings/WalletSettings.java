package org.quantumcoin.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.SecretText;
import org.quantumcoin.ui.control.StrengthMeter;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.settings.WalletSettingsModel.Card;

/// Cards about the wallet that is shown; they are there while one is.
final class WalletSettings {
  private static final int MOST_AHEAD = 50_000;
  private static final int STEP = 500;

  private final Desk desk;
  private final WalletSettingsModel model;

  WalletSettings(Desk desk, WalletSettingsModel model) {
    this.desk = desk;
    this.model = model;
  }

  List<SettingsView.Setting> cards() {
    return List.of(passphrase(), name(), ahead(), sweep());
  }

  private SettingsView.Setting card(String key, Node... content) {
    Label name = new Label(Messages.text(key));
    name.getStyleClass().add("field-label");
    Label hint = new Label(Messages.text(key + ".hint"));
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setWrapText(true);
    VBox card = new VBox();
    card.getStyleClass().addAll("card", "form");
    List<Node> all = new ArrayList<>(List.of(name, hint));
    all.addAll(List.of(content));
    model
        .shownProperty()
        .subscribe(shown -> {
          card.setVisible(shown.isPresent());
          card.setManaged(shown.isPresent());
          // Text that is laid out without any width breaks within words, which the toolkit cannot
          // do from right to left.
          card.getChildren().setAll(shown.isPresent() ? all : List.of());
        });
    return new SettingsView.Setting(
        (name.getText() + " " + hint.getText()).toLowerCase(Locale.ROOT), card);
  }

  private Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.disableProperty().bind(model.busyProperty());
    return button;
  }

  private SettingsView.Setting passphrase() {
    PasswordField old = new PasswordField();
    old.setId("walletset-old");
    PasswordField fresh = new PasswordField();
    fresh.setId("walletset-new");
    PasswordField again = new PasswordField();
    again.setId("walletset-again");
    VBox oldBox = Fields.titled(Messages.text("walletset.pass.old"), old);
    Button change = button("walletset-change", "walletset.pass.change", "fth-key");
    change.setOnAction(_ ->
        model.changePassphrase(
            SecretText.take(old), SecretText.take(fresh), SecretText.take(again)));
    model
        .shownProperty()
        .subscribe(shown -> {
          boolean had = shown.filter(WalletSettingsModel.Shown::encrypted).isPresent();
          oldBox.setVisible(had);
          oldBox.setManaged(had);
        });
    return card(
        "walletset.pass",
        oldBox,
        Fields.titled(
            Messages.text("walletset.pass.new"), fresh, new StrengthMeter(fresh, desk.work())),
        Fields.titled(Messages.text("setup.again"), again),
        problem("walletset-problem", Card.PASSPHRASE),
        change);
  }

  private SettingsView.Setting name() {
    TextField name = new TextField();
    name.setId("walletset-name");
    name.setAccessibleText(Messages.text("setup.name"));
    model
        .shownProperty()
        .subscribe(shown -> name.setText(shown.map(WalletSettingsModel.Shown::name).orElse("")));
    Button rename = button("walletset-rename", "walletset.rename", "fth-edit-2");
    rename.setOnAction(_ -> model.rename(name.getText()));
    Button close = button("walletset-close", "walletset.close", "fth-x");
    close.setOnAction(_ -> model.close());
    HBox.setHgrow(name, Priority.ALWAYS);
    return card(
        "walletset.name", new Toolbar(name, rename, close), problem("name-problem", Card.NAME));
  }

  private Label problem(String id, Card card) {
    return Fields.problem(id, model.problemProperty(card));
  }

  private SettingsView.Setting ahead() {
    Spinner<Integer> addresses = new Spinner<>(1, MOST_AHEAD, 1_000, STEP);
    addresses.setId("walletset-ahead");
    addresses.setAccessibleText(Messages.text("walletset.ahead"));
    addresses.getEditor().setAccessibleText(addresses.getAccessibleText());
    addresses.setEditable(true);
    addresses.setPrefWidth(130);
    model
        .shownProperty()
        .subscribe(
            shown -> shown.ifPresent(now -> addresses.getValueFactory().setValue(now.ahead())));
    Button look = button("walletset-look", "walletset.ahead.look", "fth-search");
    look.setOnAction(_ -> model.lookAhead(addresses.getValue()));
    HBox row = new HBox(addresses, look);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("toolbar");
    return card("walletset.ahead", row, problem("ahead-problem", Card.AHEAD));
  }

  private SettingsView.Setting sweep() {
    PasswordField key = new PasswordField();
    key.setId("sweep-key");
    PasswordField passphrase = new PasswordField();
    passphrase.setId("sweep-passphrase");
    Label found = new Label();
    found.setId("sweep-found");
    found.setWrapText(true);
    found.textProperty().bind(model.sweptProperty());
    found.visibleProperty().bind(found.textProperty().isNotEmpty());
    found.managedProperty().bind(found.visibleProperty());
    Button look = button("sweep-look", "walletset.sweep.look", "fth-search");
    look.setOnAction(_ -> model.sweep(key.getText(), passphrase.getText(), true, () -> {}));
    Button move = button("sweep-move", "walletset.sweep.move", "fth-arrow-down-left");
    move.setOnAction(_ ->
        model.sweep(
            key.getText(),
            passphrase.getText(),
            false,
            () -> {
              key.clear();
              passphrase.clear();
            }));
    return card(
        "walletset.sweep",
        Fields.titled(Messages.text("walletset.sweep.key"), key),
        Fields.titled(Messages.text("walletset.sweep.passphrase"), passphrase),
        problem("sweep-problem", Card.SWEEP),
        found,
        new Toolbar(look, move));
  }
}
