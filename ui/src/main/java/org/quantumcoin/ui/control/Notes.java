package org.quantumcoin.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands where there is nothing to list: what will be here, and the first step towards it.
public final class Notes {
  private Notes() {}

  /// `step` is the button of the first step.
  public static Node empty(String icon, String title, String text, Button... step) {
    Label heading = new Label(title);
    heading.getStyleClass().add("section-title");
    Label words = new Label(text);
    words.getStyleClass().add("text-muted");
    words.setWrapText(true);
    words.setMaxWidth(420);
    VBox box = new VBox(new FontIcon(icon), heading, words);
    box.getChildren().addAll(step);
    box.getStyleClass().add("empty-state");
    return box;
  }
}
