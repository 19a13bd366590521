package org.quantumcoin.ui.firstrun;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.format.Messages;

/// A screen: a title, a sentence, what there is to choose.
class StepPage extends VBox {
  StepPage(String key) {
    Label title = new Label(Messages.text(key + ".title"));
    title.getStyleClass().add("page-title");
    title.setWrapText(true);
    Label text = new Label(Messages.text(key + ".text"));
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, text);
    getStyleClass().addAll("page", "narrow");
  }

  final void add(Node... nodes) {
    getChildren().addAll(nodes);
  }

  static Label muted(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("text-muted", "text-small");
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
