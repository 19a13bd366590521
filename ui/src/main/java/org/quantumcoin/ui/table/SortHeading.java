package org.quantumcoin.ui.table;

import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.TableColumn;
import org.kordamp.ikonli.javafx.FontIcon;

/// A heading that sorts when it is clicked, by mouse or keyboard. The list is sorted where it comes
/// from: the table has only what is looked at.
public final class SortHeading {
  private SortHeading() {}

  public static <C> void on(TableColumn<?, ?> column, C by, ObjectProperty<Order<C>> order) {
    Button heading = new Button(column.getText());
    heading.getStyleClass().add("sort-heading");
    heading.setId("sort-" + column.getId());
    heading.setOnAction(_ -> order.set(order.get().clicked(by)));
    order.subscribe(now ->
        heading.setGraphic(
            now.column().equals(by)
                ? new FontIcon(now.descending() ? "fth-chevron-down" : "fth-chevron-up")
                : null));
    column.setText("");
    column.setGraphic(heading);
  }
}
