package org.quantumcoin.ui.control;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Fields of a form: a title above, what is wrong beneath.
public final class Fields {
  private Fields() {}

  /// A field under its title, which screen readers say, too.
  public static VBox titled(String title, Control field, Node... beneath) {
    Label label = new Label(title);
    label.getStyleClass().add("field-label");
    label.setLabelFor(field);
    field.setAccessibleText(title);
    VBox box = new VBox(label, field);
    box.getChildren().addAll(beneath);
    box.getStyleClass().add("field");
    return box;
  }

  /// What is wrong; takes no room while nothing is.
  public static Label problem(String id, ObservableValue<String> text) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    // A page that is short of room must not cut it.
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll("text-danger", "text-small");
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }
}
