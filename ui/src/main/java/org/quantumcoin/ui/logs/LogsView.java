package org.quantumcoin.ui.logs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.log.LogLevel;
import org.quantumcoin.node.log.LogLine;
import org.quantumcoin.ui.control.Chips;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;

/// The log's lines, newest at the foot, with what chooses among them above.
final class LogsView extends VBox {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  private final LogsViewModel model;
  private final ListView<LogLine> list;

  LogsView(LogsViewModel model) {
    this.model = model;
    this.list = new ListView<>(model.shown());
    getStyleClass().add("page");
    list.setId("logs-list");
    list.setAccessibleText(Messages.text("place.logs"));
    list.getStyleClass().addAll("mono", "log-lines");
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.setCellFactory(_ -> new LineCell());
    list.setPlaceholder(
        Notes.empty(
            "fth-file-text", Messages.text("logs.none.title"), Messages.text("logs.none.text")));
    VBox.setVgrow(list, Priority.ALWAYS);
    model
        .shown()
        .addListener(
            (ListChangeListener<LogLine>)
                _ -> {
                  if (model.followingProperty().get() && !model.shown().isEmpty()) {
                    list.scrollTo(model.shown().size() - 1);
                  }
                });
    getChildren().addAll(head(), toolbar(), list);
  }

  private Node head() {
    Label title = new Label(Messages.text("place.logs"));
    title.getStyleClass().add("page-title");
    Label count = new Label();
    count.setId("logs-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(model.countProperty());
    HBox head = new HBox(title, count);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.BASELINE_LEFT);
    return head;
  }

  private Node toolbar() {
    TextField filter = new TextField();
    filter.setId("logs-filter");
    filter.setPromptText(Messages.text("logs.filter"));
    filter.setAccessibleText(Messages.text("logs.filter"));
    filter.textProperty().bindBidirectional(model.filterProperty());
    Toolbar bar = new Toolbar(filter);
    bar.getChildren()
        .addAll(
            Chips.of(
                List.of(LogLevel.TRACE, LogLevel.INFO, LogLevel.WARNING),
                level -> "logs-" + level.label(),
                level -> Messages.text("logs.level." + level.label()),
                model.levelProperty()));
    ToggleButton follow = new ToggleButton(Messages.text("logs.follow"));
    follow.setGraphic(new FontIcon("fth-chevrons-down"));
    follow.setId("logs-follow");
    follow.selectedProperty().bindBidirectional(model.followingProperty());
    Button copy = new Button(Messages.text("copy"), new FontIcon("fth-copy"));
    copy.setId("logs-copy");
    copy.setOnAction(_ -> copy());
    bar.getChildren().addAll(categories(), follow, copy);
    return bar;
  }

  /// Debug lines by subject; what is switched on here is switched on in the file, too.
  private static Node categories() {
    MenuButton menu = new MenuButton(Messages.text("logs.categories"), new FontIcon("fth-filter"));
    menu.setId("logs-categories");
    List<LogCategory> sorted =
        Arrays.stream(LogCategory.values())
            .sorted(Comparator.comparing(LogCategory::label))
            .toList();
    for (LogCategory category : sorted) {
      CheckMenuItem item = new CheckMenuItem(category.label());
      item.setOnAction(_ -> {
        if (item.isSelected()) {
          Log.enable(category);
        } else {
          Log.disable(category);
        }
      });
      menu.getItems().add(item);
    }
    // RPC may have switched them meanwhile.
    menu.setOnShowing(_ -> {
      for (int i = 0; i < sorted.size(); i++) {
        if (menu.getItems().get(i) instanceof CheckMenuItem item) {
          item.setSelected(Log.isEnabled(sorted.get(i)));
        }
      }
    });
    return menu;
  }

  /// The chosen lines, or all that are shown.
  private void copy() {
    List<LogLine> chosen = list.getSelectionModel().getSelectedItems();
    List<LogLine> lines = chosen.isEmpty() ? model.shown() : chosen;
    ClipboardContent content = new ClipboardContent();
    content.putString(lines.stream().map(LogsView::words).collect(Collectors.joining("\n")));
    Clipboard.getSystemClipboard().setContent(content);
  }

  private static String words(LogLine line) {
    String about = line.category().map(LogCategory::label).orElse(line.level().label());
    return TIME.format(Instant.ofEpochMilli(line.timeMillis()).atZone(ZoneId.systemDefault()))
        + " ["
        + about
        + "] "
        + line.text();
  }

  private static final class LineCell extends ListCell<LogLine> {
    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
      super.updateItem(line, empty);
      getStyleClass().removeAll("text-warning", "text-danger", "text-muted");
      if (empty || line == null) {
        setText(null);
        return;
      }
      setText(words(line));
      switch (line.level()) {
        case ERROR -> getStyleClass().add("text-danger");
        case WARNING -> getStyleClass().add("text-warning");
        case DEBUG, TRACE -> getStyleClass().add("text-muted");
        case INFO -> {
          // As it is.
        }
      }
    }
  }
}
