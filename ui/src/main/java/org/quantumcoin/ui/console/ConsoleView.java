package org.quantumcoin.ui.console;

import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.console.ConsoleViewModel.Entry;
import org.quantumcoin.ui.format.Messages;

/// What was answered above, the line to type beneath, and the help of the method that is being
/// typed between them.
final class ConsoleView extends VBox {
  /// What the screen holds; older text goes.
  private static final int MAX_CHARS = 1_000_000;

  private final ConsoleViewModel model;
  private final TextArea output = new TextArea();
  private final TextField input = new TextField();
  private final Label help = new Label();
  private final ContextMenu proposals = new ContextMenu();

  ConsoleView(ConsoleViewModel model) {
    this.model = model;
    getStyleClass().add("page");
    output.setId("console-output");
    output.setEditable(false);
    output.setWrapText(true);
    output.setAccessibleText(Messages.text("console.output"));
    output.getStyleClass().add("mono");
    output.setPromptText(Messages.text("console.hint"));
    VBox.setVgrow(output, Priority.ALWAYS);
    help.setId("console-help");
    help.getStyleClass().addAll("text-muted", "mono", "text-small");
    help.setMaxWidth(Double.MAX_VALUE);
    Label warning = new Label(Messages.text("console.warning"), new FontIcon("fth-alert-triangle"));
    warning.getStyleClass().add("text-warning");
    warning.setWrapText(true);
    getChildren().addAll(head(), warning, output, help, line());
    model
        .entries()
        .addListener(
            (ListChangeListener<Entry>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(this::append);
                  }
                  if (model.entries().isEmpty()) {
                    output.clear();
                  }
                });
  }

  private Node head() {
    Label title = new Label(Messages.text("place.console"));
    title.getStyleClass().add("page-title");
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ProgressIndicator busy = new ProgressIndicator();
    busy.setPrefSize(20, 20);
    busy.setAccessibleText(Messages.text("console.busy"));
    busy.visibleProperty().bind(model.busyProperty());
    Button clear = new Button(Messages.text("console.clear"), new FontIcon("fth-trash-2"));
    clear.setId("console-clear");
    clear.setOnAction(_ -> model.clear());
    HBox head = new HBox(title, gap, busy, clear);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node line() {
    input.setId("console-input");
    input.getStyleClass().add("mono");
    input.setPromptText(Messages.text("console.prompt"));
    input.setAccessibleText(Messages.text("console.prompt"));
    HBox.setHgrow(input, Priority.ALWAYS);
    input.setOnAction(_ -> run());
    input.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    input.textProperty().subscribe(this::showHelp);
    Button run = new Button(Messages.text("console.run"), new FontIcon("fth-play"));
    run.setId("console-run");
    run.disableProperty().bind(model.busyProperty());
    run.setOnAction(_ -> run());
    HBox line = new HBox(input, run);
    line.getStyleClass().add("toolbar");
    return line;
  }

  /// The cursor stands in the line; `command` is put into it, not run.
  void begin(Optional<String> command) {
    command.ifPresent(input::setText);
    input.requestFocus();
    input.end();
  }

  private void run() {
    proposals.hide();
    if (model.run(input.getText())) {
      input.clear();
    }
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> {
        model.previous().ifPresent(this::type);
        event.consume();
      }
      case DOWN -> {
        type(model.next());
        event.consume();
      }
      case TAB -> {
        if (!event.isShiftDown() && complete()) {
          event.consume();
        }
      }
      case ESCAPE -> proposals.hide();
      default -> {
        // Typed as usual.
      }
    }
  }

  private void type(String text) {
    input.setText(text);
    input.end();
  }

  /// False when there is nothing to complete: then the key moves the focus as everywhere.
  private boolean complete() {
    String text = input.getText();
    int cursor = input.getCaretPosition();
    var found = model.proposals(text, cursor);
    if (found.isEmpty()) {
      return false;
    }
    if (found.size() == 1) {
      put(text, cursor, found.getFirst());
      return true;
    }
    proposals
        .getItems()
        .setAll(
            found.stream()
                .map(method -> {
                  MenuItem item = new MenuItem(method);
                  item.setOnAction(_ -> put(text, cursor, method));
                  return item;
                })
                .toList());
    proposals.show(input, Side.TOP, 0, 0);
    return true;
  }

  private void put(String text, int cursor, String method) {
    String done = ConsoleViewModel.completed(text, cursor, method);
    input.setText(done);
    input.positionCaret(cursor + done.length() - text.length());
  }

  private void showHelp(String text) {
    String found = model.help(text).orElse("");
    // The first lines say what it takes and does; all of it is `help METHOD`.
    String[] lines = found.split("\n", -1);
    help.setText(
        found.isEmpty()
            ? ""
            : lines[0] + (lines.length > 2 && !lines[2].isEmpty() ? "\n" + lines[2] : ""));
  }

  private void append(Entry entry) {
    String mark =
        switch (entry.kind()) {
          case COMMAND -> "> ";
          case RESULT -> "";
          case PROBLEM -> "! ";
        };
    output.appendText(mark + entry.text() + "\n");
    if (output.getLength() > MAX_CHARS) {
      output.deleteText(0, output.getLength() - MAX_CHARS / 2);
    }
    output.positionCaret(output.getLength());
  }
}
