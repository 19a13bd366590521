package org.quantumcoin.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// What is known of a thing: names at the left, values at the right.
public final class Facts extends GridPane {
  public Facts() {
    getStyleClass().add("facts");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(names, values);
  }

  public Facts with(String name, String value) {
    Label label = new Label(value);
    label.setWrapText(true);
    return with(name, label);
  }

  /// A hash, an address: every character as wide as the next.
  public Facts withCode(String name, String value) {
    Label label = new Label(value);
    label.setWrapText(true);
    label.getStyleClass().add("mono");
    return with(name, label);
  }

  public Facts with(String name, Node value) {
    Label title = new Label(name);
    title.getStyleClass().add("text-muted");
    title.setLabelFor(value);
    int row = getRowCount();
    add(title, 0, row);
    add(value, 1, row);
    return this;
  }
}
