package org.quantumcoin.ui.overview;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// A line of the log: a mark, the time, the words.
final class EventCell extends ListCell<EventRow> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final FontIcon mark = new FontIcon();
  private final Label time = new Label();
  private final Label words = new Label();
  private final HBox row = new HBox(mark, time, words);

  EventCell() {
    time.getStyleClass().add("event-time");
    row.getStyleClass().add("event-row");
    row.setAlignment(Pos.CENTER_LEFT);
    words.setMinWidth(0);
    setPrefWidth(0);
  }

  @Override
  protected void updateItem(EventRow item, boolean empty) {
    super.updateItem(item, empty);
    if (empty || item == null) {
      setGraphic(null);
      setAccessibleText("");
      return;
    }
    switch (item.kind()) {
      case INFO -> mark("fth-info", "event-info");
      case GOOD -> mark("fth-check-circle", "event-good");
      case BAD -> mark("fth-alert-triangle", "event-bad");
    }
    time.setText(TIME.format(item.at()));
    words.setText(item.text());
    setAccessibleText(item.text());
    setGraphic(row);
  }

  private void mark(String icon, String styleClass) {
    mark.setIconLiteral(icon);
    mark.getStyleClass().setAll("ikonli-font-icon", styleClass);
  }
}
