package org.quantumcoin.ui.wallet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.DatePicker;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chip;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.PathField;
import org.quantumcoin.ui.control.SecretText;
import org.quantumcoin.ui.control.StrengthMeter;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.control.WordTiles;
import org.quantumcoin.ui.format.Messages;

/// The form for a new or restored wallet, and afterwards its words.
final class SetupView extends ScrollPane {
  private final SetupViewModel model;
  private final VBox page = new VBox();
  private final ToggleGroup ways = new ToggleGroup();
  private final Node form;

  SetupView(SetupViewModel model) {
    this.model = model;
    setId("setup");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    this.form = form();
    model.newWordsProperty().subscribe(_ -> show());
    model.checkProperty().subscribe(_ -> show());
  }

  private void show() {
    Optional<WordsCheck> check = model.checkProperty().get();
    Optional<SetupViewModel.NewWords> words = model.newWordsProperty().get();
    Label title =
        new Label(
            Messages.text(
                check.isPresent()
                    ? "setup.check.title"
                    : words.isPresent() ? "setup.words.title" : "setup.title"));
    title.getStyleClass().add("page-title");
    Node content = check.<Node>map(this::check).or(() -> words.map(this::words)).orElse(form);
    page.getChildren().setAll(title, content);
  }

  private Node check(WordsCheck check) {
    Label text = new Label(Messages.text("setup.check.text"));
    text.setWrapText(true);
    VBox box = new VBox(text);
    List<TextField> fields = new ArrayList<>();
    for (int index : check.asked()) {
      TextField field = new TextField();
      field.setId("setup-check-" + (fields.size() + 1));
      field.setUserData(index);
      fields.add(field);
      box.getChildren().add(Fields.titled(Messages.text("setup.check.word", index + 1), field));
    }
    Button ok = new Button(Messages.text("setup.check.ok"), new FontIcon("fth-check"));
    ok.setId("setup-check-ok");
    ok.setDefaultButton(true);
    ok.setOnAction(_ -> model.answer(fields.stream().map(TextField::getText).toList()));
    Button back = new Button(Messages.text("setup.check.back"), new FontIcon("fth-arrow-left"));
    back.setId("setup-check-back");
    back.setOnAction(_ -> model.backToWords());
    HBox buttons = new HBox(ok, back);
    buttons.getStyleClass().add("toolbar");
    box.getChildren()
        .addAll(Fields.problem("setup-check-problem", model.problemProperty()), buttons);
    box.getStyleClass().addAll("card", "form", "narrow");
    return box;
  }

  private Node form() {
    Chip create = chip(SetupViewModel.Way.CREATE, "setup-create", "setup.create");
    Chip restore = chip(SetupViewModel.Way.RESTORE, "setup-restore", "setup.restore");
    Chip backup = chip(SetupViewModel.Way.BACKUP, "setup-backup", "setup.backup");
    ways.getToggles().setAll(create, restore, backup);
    ways.selectToggle(create);
    ways.selectedToggleProperty()
        .subscribe((Toggle before, Toggle now) -> {
          if (now == null) {
            ways.selectToggle(before);
          } else {
            model.wayProperty().set((SetupViewModel.Way) now.getUserData());
          }
        });
    TextField name = new TextField();
    name.setId("setup-name");
    name.textProperty().bindBidirectional(model.nameProperty());
    PasswordField passphrase = new PasswordField();
    passphrase.setId("setup-passphrase");
    PasswordField again = new PasswordField();
    again.setId("setup-again");
    PasswordField old = new PasswordField();
    old.setId("setup-backup-passphrase");
    Label hint = new Label(Messages.text("setup.passphrase.hint"));
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setWrapText(true);
    Button make = new Button(Messages.text("setup.make"), new FontIcon("fth-check"));
    make.setId("setup-make");
    make.setDefaultButton(true);
    make.disableProperty().bind(model.busyProperty());
    make.setOnAction(_ -> {
      if (model.wayProperty().get() == SetupViewModel.Way.BACKUP) {
        model.restoreBackup(SecretText.take(old));
        return;
      }
      byte[] first = SecretText.take(passphrase);
      byte[] second = SecretText.take(again);
      model.make(first, second);
    });
    Toolbar wayRow = new Toolbar(create, restore, backup);
    VBox box =
        new VBox(
            existing(),
            wayRow,
            restoring(),
            file(),
            Fields.titled(Messages.text("setup.name"), name),
            onlyFor(
                Fields.titled(
                    Messages.text("setup.passphrase"),
                    passphrase,
                    new StrengthMeter(passphrase, model.work()),
                    hint),
                way -> way != SetupViewModel.Way.BACKUP),
            onlyFor(
                Fields.titled(Messages.text("setup.again"), again),
                way -> way != SetupViewModel.Way.BACKUP),
            onlyFor(
                Fields.titled(Messages.text("setup.backup.passphrase"), old),
                way -> way == SetupViewModel.Way.BACKUP),
            Fields.problem("setup-problem", model.problemProperty()),
            make);
    box.getStyleClass().addAll("card", "form", "narrow");
    return box;
  }

  /// As if the person had pressed it.
  void choose(SetupViewModel.Way way) {
    ways.getToggles().stream()
        .filter(each -> each.getUserData() == way)
        .findFirst()
        .ifPresent(ways::selectToggle);
  }

  private static Chip chip(SetupViewModel.Way way, String id, String key) {
    Chip chip = new Chip(id, Messages.text(key));
    chip.setUserData(way);
    return chip;
  }

  private Node onlyFor(Node part, Predicate<SetupViewModel.Way> shown) {
    part.visibleProperty().bind(model.wayProperty().map(shown::test));
    part.managedProperty().bind(part.visibleProperty());
    return part;
  }

  private Node file() {
    PathField file =
        PathField.toOpen("setup-file", Messages.text("setup.backup.file"), "Backup", "*.qcw");
    file.field().textProperty().bindBidirectional(model.fileProperty());
    return onlyFor(file, way -> way == SetupViewModel.Way.BACKUP);
  }

  private Node restoring() {
    TextArea words = new TextArea();
    words.setId("setup-words");
    words.setPrefRowCount(3);
    words.setWrapText(true);
    words.textProperty().bindBidirectional(model.wordsProperty());
    DatePicker since = new DatePicker();
    since.setId("setup-since");
    since.valueProperty().subscribe(day -> model.sinceProperty().set(Optional.ofNullable(day)));
    Label hint = new Label(Messages.text("setup.since.hint"));
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setWrapText(true);
    VBox box =
        new VBox(
            Fields.titled(Messages.text("setup.words"), words),
            Fields.titled(Messages.text("setup.since"), since, hint));
    box.getStyleClass().add("form");
    return onlyFor(box, way -> way == SetupViewModel.Way.RESTORE);
  }

  /// Wallets that are there and need only be opened.
  private Node existing() {
    FlowPane row = new FlowPane();
    row.setHgap(8);
    row.setVgap(8);
    Label title = new Label(Messages.text("setup.existing"));
    title.getStyleClass().add("field-label");
    VBox box = new VBox(title, row);
    box.getStyleClass().add("field");
    Runnable fill =
        () -> {
          row.getChildren().clear();
          for (String name : model.closed()) {
            String shown = name.isEmpty() ? Messages.text("shell.wallet.unnamed") : name;
            Button open = new Button(shown, new FontIcon("fth-folder"));
            open.getStyleClass().add("open-wallet");
            open.setAccessibleText(Messages.text("setup.open", shown));
            open.setOnAction(_ -> model.open(name));
            open.disableProperty().bind(model.busyProperty());
            row.getChildren().add(open);
          }
          box.setVisible(!model.closed().isEmpty());
          box.setManaged(!model.closed().isEmpty());
        };
    model.closed().addListener((ListChangeListener<String>) _ -> fill.run());
    fill.run();
    return box;
  }

  private Node words(SetupViewModel.NewWords made) {
    Label text = new Label(Messages.text("setup.words.text"));
    text.setWrapText(true);
    Node tiles = WordTiles.of("setup-new-words", made.words());
    Button kept = new Button(Messages.text("setup.words.kept"), new FontIcon("fth-check"));
    kept.setId("setup-words-kept");
    kept.setDefaultButton(true);
    kept.setOnAction(_ -> model.checkWords());
    VBox box = new VBox(text, tiles, kept);
    box.getStyleClass().addAll("card", "form");
    return box;
  }
}
