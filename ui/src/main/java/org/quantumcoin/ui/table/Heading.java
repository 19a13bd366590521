package org.quantumcoin.ui.table;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands above a column. It is never shortened: the column is at least as wide.
public final class Heading {
  /// What themes keep free at its sides, in em.
  private static final double PADDING_EM = 1.8;

  /// The icon that tells the order, beside text of the same size.
  private static final double ICON_EM = 1.4;

  private Heading() {}

  /// Words alone.
  public static void plain(TableColumn<?, ?> column) {
    Label heading = new Label(title(column));
    heading.getStyleClass().add("heading");
    replace(column, heading, 0);
  }

  /// The words above it, whatever shows them.
  private static String title(TableColumn<?, ?> column) {
    return column.getGraphic() instanceof Labeled heading ? heading.getText() : column.getText();
  }

  /// Sorts when it is clicked, by mouse or keyboard. The list is sorted where it comes from: the
  /// table has only what is looked at.
  public static <C> void sorting(TableColumn<?, ?> column, C by, ObjectProperty<Order<C>> order) {
    Button heading = button(column, () -> order.set(order.get().clicked(by)));
    order.subscribe(now -> mark(heading, now.column().equals(by), now.descending()));
  }

  /// For lists that have an order of their own: who asks for it [marks][#mark] the button.
  public static Button button(TableColumn<?, ?> column, Runnable clicked) {
    Button heading = new Button(title(column));
    heading.getStyleClass().add("sort-heading");
    heading.setId("sort-" + column.getId());
    heading.setOnAction(_ -> clicked.run());
    replace(column, heading, ICON_EM);
    return heading;
  }

  /// Shows whether the list is in the order of this column.
  public static void mark(Button heading, boolean sorted, boolean descending) {
    heading.setGraphic(
        sorted ? new FontIcon(descending ? "fth-chevron-down" : "fth-chevron-up") : null);
  }

  private static void replace(TableColumn<?, ?> column, Labeled heading, double iconEm) {
    makeRoom(column, needed(heading, iconEm));
    heading
        .fontProperty()
        .subscribe((before, now) -> {
          if (now.getSize() < before.getSize()) {
            giveBack(column);
          }
          makeRoom(column, needed(heading, iconEm));
        });
    column.setText("");
    column.setGraphic(heading);
  }

  private static double needed(Labeled heading, double iconEm) {
    Font font = heading.getFont();
    return width(heading.getText(), font) + (iconEm + PADDING_EM) * font.getSize();
  }

  /// As wide as it wanted to be before larger words needed more. What the cells need they say again
  /// when they are filled anew.
  private static void giveBack(TableColumn<?, ?> column) {
    column.setMinWidth(0);
    double wanted = column.getPrefWidth();
    // A column takes the width it wants only when that changes.
    column.setPrefWidth(wanted + 1);
    column.setPrefWidth(wanted);
  }

  static double width(String text, Font font) {
    Text ruler = new Text(text);
    ruler.setFont(font);
    return Math.ceil(ruler.getLayoutBounds().getWidth());
  }

  static void makeRoom(TableColumn<?, ?> column, double needed) {
    if (needed > column.getMinWidth()) {
      column.setMinWidth(needed);
    }
  }
}
