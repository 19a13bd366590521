package org.quantumcoin.ui.table;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.task.FxBridge;

/// A table over [PagedItems] with rows of one height, so that its length costs nothing.
public final class PagedTable<T> extends TableView<Row<T>> {
  private static final PseudoClass MUTED = PseudoClass.getPseudoClass("muted");

  /// What a cell keeps free at its sides.
  private static final double CELL_PADDING_EM = 1.5;

  private final FxBridge bridge = new FxBridge();
  private Function<T, Boolean> muted = _ -> false;

  /// @param opened hears of the line that a person chose by double click or the enter key
  public PagedTable(PagedItems<T> items, Consumer<T> opened) {
    super(items);
    getStyleClass().add("paged-table");
    setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setRowFactory(_ -> new LineRow(opened));
    setOnKeyPressed(event -> {
      Row<T> row = getSelectionModel().getSelectedItem();
      if (event.getCode() == KeyCode.ENTER && row != null) {
        row.value().ifPresent(opened);
        event.consume();
      }
    });
  }

  /// Lines that count for less are shown so.
  public void setMuted(Function<T, Boolean> which) {
    muted = which;
  }

  /// A column of words.
  public TableColumn<Row<T>, T> text(
      String id, String title, double width, Function<T, String> words) {
    return column(
        id, title, width, Pos.CENTER_LEFT, (cell, line) -> cell.setText(words.apply(line)));
  }

  /// A column of numbers, at the right so that they stand beneath each other.
  public TableColumn<Row<T>, T> number(
      String id, String title, double width, Function<T, String> words) {
    TableColumn<Row<T>, T> column =
        column(id, title, width, Pos.CENTER_RIGHT, (cell, line) -> cell.setText(words.apply(line)));
    column.getStyleClass().add("number-column");
    return column;
  }

  /// A column of amounts, which are never shortened: it is at least as wide as the widest of them.
  public TableColumn<Row<T>, T> amount(
      String id, String title, double width, Function<T, String> words) {
    return whole(number(id, title, width, words), Pos.CENTER_RIGHT, words);
  }

  /// A column of times, which are never shortened either.
  public TableColumn<Row<T>, T> time(
      String id, String title, double width, Function<T, String> words) {
    return whole(text(id, title, width, words), Pos.CENTER_LEFT, words);
  }

  private TableColumn<Row<T>, T> whole(
      TableColumn<Row<T>, T> column, Pos alignment, Function<T, String> words) {
    column.setCellFactory(_ ->
        new TableCell<>() {
          {
            setAlignment(alignment);
            // After the heading, which gives back what a larger font had needed.
            fontProperty().subscribe(_ -> bridge.later(this::makeRoom));
          }

          @Override
          protected void updateItem(T line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : words.apply(line));
            makeRoom();
          }

          private void makeRoom() {
            if (getText() != null) {
              Heading.makeRoom(
                  column,
                  Heading.width(getText(), getFont()) + CELL_PADDING_EM * getFont().getSize());
            }
          }
        });
    return column;
  }

  /// A column of words behind an icon, which is a literal of the icon font. Rows that are filled
  /// anew keep their nodes: new ones would be styled from the beginning.
  ///
  /// @param spoken what is read to those who cannot see it
  public TableColumn<Row<T>, T> withIcon(
      String id,
      String title,
      double width,
      Function<T, String> icon,
      Function<T, String> words,
      Function<T, String> spoken) {
    TableColumn<Row<T>, T> column = text(id, title, width, words);
    column.setCellFactory(_ ->
        new TableCell<>() {
          private final FontIcon mark = new FontIcon();

          @Override
          protected void updateItem(T line, boolean empty) {
            super.updateItem(line, empty);
            boolean shown = !empty && line != null;
            setText(shown ? words.apply(line) : null);
            setGraphic(shown ? mark : null);
            setAccessibleText(shown ? spoken.apply(line) : null);
            if (shown) {
              mark.setIconLiteral(icon.apply(line));
            }
          }
        });
    return column;
  }

  /// A column of pictures with words; the words are read to those who cannot see it.
  public TableColumn<Row<T>, T> graphic(
      String id, String title, double width, Function<T, Node> picture) {
    return column(
        id, title, width, Pos.CENTER_LEFT, (cell, line) -> cell.setGraphic(picture.apply(line)));
  }

  private interface Filler<T> {
    void fill(TableCell<Row<T>, T> cell, T line);
  }

  private TableColumn<Row<T>, T> column(
      String id, String title, double width, Pos alignment, Filler<T> filler) {
    TableColumn<Row<T>, T> column = new TableColumn<>(title);
    column.setId(id);
    column.setPrefWidth(width);
    column.setReorderable(false);
    column.setSortable(false);
    column.setCellValueFactory(
        row -> row.getValue().valueProperty().map(value -> value.orElse(null)));
    column.setCellFactory(_ ->
        new TableCell<>() {
          {
            setAlignment(alignment);
          }

          @Override
          protected void updateItem(T line, boolean empty) {
            super.updateItem(line, empty);
            setText(null);
            setGraphic(null);
            if (!empty && line != null) {
              filler.fill(this, line);
            }
          }
        });
    Heading.plain(column);
    getColumns().add(column);
    return column;
  }

  private final class LineRow extends TableRow<Row<T>> {
    LineRow(Consumer<T> opened) {
      setOnMouseClicked(event -> {
        if (event.getButton() == MouseButton.PRIMARY
            && event.getClickCount() == 2
            && getItem() != null) {
          getItem().value().ifPresent(opened);
        }
      });
    }

    @Override
    protected void updateItem(Row<T> item, boolean empty) {
      super.updateItem(item, empty);
      pseudoClassStateChanged(
          MUTED, !empty && item != null && item.value().map(muted).orElse(false));
    }
  }
}
