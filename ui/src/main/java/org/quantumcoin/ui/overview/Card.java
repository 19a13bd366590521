package org.quantumcoin.ui.overview;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.format.Messages;

/// A titled part of the dashboard.
final class Card extends VBox {
  /// Low, so that rows share what the window has rather than what their contents would like.
  private static final double GROWING_PREF_HEIGHT = 120;

  Card(String titleKey, Node... content) {
    Label title = new Label(Messages.text(titleKey));
    title.getStyleClass().add("card-title");
    getChildren().add(title);
    getChildren().addAll(content);
    getStyleClass().add("card");
  }

  /// One that gives way when the window is low: its content scrolls or scales.
  static Card growing(String titleKey, Region content) {
    content.setMinHeight(0);
    content.setPrefHeight(GROWING_PREF_HEIGHT);
    VBox.setVgrow(content, Priority.ALWAYS);
    Card card = new Card(titleKey, content);
    card.getStyleClass().add("card-growing");
    return card;
  }

  /// A line that says what the model says, in as many rows as it takes.
  static Label line(ObservableValue<String> text, String styleClass, String id) {
    Label label = new Label();
    label.textProperty().bind(text);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add(styleClass);
    label.setId(id);
    return label;
  }

  static Label placeholder(String key) {
    Label label = new Label(Messages.text(key));
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }
}
