package org.quantumcoin.ui.devices;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.PathField;
import org.quantumcoin.ui.control.SecretText;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.wallet.token.TokenDescription;
import org.quantumcoin.wallet.token.TokenKey;

/// The library of the token's maker, and a card for each token that is in.
final class DevicesView extends ScrollPane {
  private final Desk desk;
  private final DevicesViewModel model;
  private final VBox found = new VBox();

  DevicesView(Desk desk, DevicesViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("devices");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.devices"));
    title.getStyleClass().add("page-title");
    Label about = muted("devices.about");
    found.getStyleClass().add("form");
    model.stateProperty().subscribe(this::show);
    VBox page =
        new VBox(
            title,
            about,
            library(),
            Fields.problem("devices-problem", model.problemProperty()),
            found);
    page.getStyleClass().add("page");
    setContent(page);
  }

  private static Label muted(String key) {
    Label label = new Label(Messages.text(key));
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }

  private Node library() {
    PathField file =
        PathField.toOpen(
            "devices-library",
            Messages.text("devices.library"),
            "PKCS #11",
            "*.so",
            "*.dll",
            "*.dylib");
    file.field().setText(model.libraryProperty().get());
    model
        .libraryProperty()
        .subscribe(now -> {
          if (!file.field().getText().equals(now)) {
            file.field().setText(now);
          }
        });
    file.field().setOnAction(_ -> use(file));
    Button look = new Button(Messages.text("devices.look"), new FontIcon("fth-refresh-cw"));
    look.setId("devices-look");
    look.setMinWidth(USE_PREF_SIZE);
    look.disableProperty().bind(model.busyProperty());
    look.setOnAction(_ -> use(file));
    HBox.setHgrow(file, Priority.ALWAYS);
    HBox row = new HBox(file, look);
    row.getStyleClass().add("toolbar");
    Label title = new Label(Messages.text("devices.library"));
    title.getStyleClass().add("field-label");
    VBox card = new VBox(title, row, muted("devices.library.hint"));
    card.getStyleClass().add("card");
    return card;
  }

  private void use(PathField file) {
    file.path()
        .ifPresentOrElse(
            model::choose,
            () -> {
              model.libraryProperty().set("");
              model.look();
            });
  }

  private void show(DevicesViewModel.State state) {
    found
        .getChildren()
        .setAll(
            switch (state) {
              case DevicesViewModel.State.Unnamed(List<Path> usual) -> List.of(unnamed(usual));
              case DevicesViewModel.State.Looking _ -> List.of(muted("loading"));
              case DevicesViewModel.State.Failed(String sentence) -> List.of(failed(sentence));
              case DevicesViewModel.State.Seen(List<DevicesViewModel.Found> tokens) ->
                  tokens.isEmpty()
                      ? List.of(
                          Notes.empty(
                              "fth-hard-drive",
                              Messages.text("devices.none.title"),
                              Messages.text("devices.none.text")))
                      : tokens.stream().map(this::token).toList();
            });
  }

  private Node unnamed(List<Path> usual) {
    Button[] buttons =
        usual.stream()
            .map(path -> {
              Button use =
                  new Button(
                      Messages.text("devices.use", String.valueOf(path.getFileName())),
                      new FontIcon("fth-hard-drive"));
              use.getStyleClass().add("devices-usual");
              use.setOnAction(_ -> model.choose(path));
              return use;
            })
            .toArray(Button[]::new);
    return Notes.empty(
        "fth-hard-drive",
        Messages.text("devices.unnamed.title"),
        Messages.text("devices.unnamed.text"),
        buttons);
  }

  private static Node failed(String sentence) {
    Label label = new Label(sentence, new FontIcon("fth-alert-triangle"));
    label.setId("devices-failed");
    label.setWrapText(true);
    label.getStyleClass().add("text-danger");
    return label;
  }

  // One token.

  private Node token(DevicesViewModel.Found each) {
    TokenDescription token = each.token();
    Label name = new Label(token.label(), new FontIcon("fth-hard-drive"));
    name.getStyleClass().addAll("section-title", "token-name");
    Facts facts =
        new Facts()
            .withCode(Messages.text("devices.serial"), token.serial())
            .with(
                Messages.text("devices.maker"),
                (token.manufacturer() + " " + token.model()).strip());
    PasswordField pin = new PasswordField();
    pin.getStyleClass().add("token-pin");
    pin.setPromptText(Messages.text(token.pinPad() ? "devices.pinpad" : "devices.pin"));
    pin.setAccessibleText(pin.getPromptText());
    pin.setDisable(token.pinPad());
    Button open = new Button(Messages.text("devices.open"), new FontIcon("fth-key"));
    open.getStyleClass().add("token-open");
    open.disableProperty().bind(model.busyProperty());
    open.setOnAction(_ -> model.open(token, chars(pin)));
    pin.setOnAction(_ -> model.open(token, chars(pin)));
    TextField label = new TextField();
    label.getStyleClass().add("token-key-name");
    label.setPromptText(Messages.text("devices.key.name"));
    label.setAccessibleText(label.getPromptText());
    Button make = new Button(Messages.text("devices.key.make"), new FontIcon("fth-plus"));
    make.getStyleClass().add("token-make");
    make.disableProperty().bind(model.busyProperty());
    make.setOnAction(_ -> model.makeKey(token, chars(pin), label.getText()));
    VBox card = new VBox(name, facts, new Toolbar(pin, open, label, make));
    each.keys()
        .ifPresent(keys -> {
          if (keys.isEmpty()) {
            card.getChildren().add(muted("devices.keys.none"));
          }
          keys.forEach(key -> card.getChildren().add(key(key)));
        });
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  private Node key(TokenKey key) {
    Label name =
        new Label(
            Messages.text("devices.key", key.label(), key.origin().fingerprintHex()),
            new FontIcon("fth-key"));
    name.getStyleClass().addAll("field-label", "token-key");
    Label expression = new Label(key.expression());
    expression.getStyleClass().addAll("mono", "text-small");
    expression.setWrapText(true);
    HBox.setHgrow(expression, Priority.ALWAYS);
    expression.setMaxWidth(Double.MAX_VALUE);
    Button copy = new Button(Messages.text("devices.key.copy"), new FontIcon("fth-copy"));
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(key.expression());
      Clipboard.getSystemClipboard().setContent(content);
      desk.prompts().notice(Messages.text("copied"));
    });
    HBox row = new HBox(expression, copy);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("toolbar");
    VBox box = new VBox(name, row);
    box.getStyleClass().add("field");
    return box;
  }

  /// What was typed as a PIN; the caller wipes it.
  private static char[] chars(PasswordField pin) {
    byte[] bytes = SecretText.take(pin);
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    char[] chars = new char[decoded.remaining()];
    decoded.get(chars);
    decoded.clear();
    while (decoded.hasRemaining()) {
      decoded.put('\0');
    }
    Arrays.fill(bytes, (byte) 0);
    return chars;
  }
}
