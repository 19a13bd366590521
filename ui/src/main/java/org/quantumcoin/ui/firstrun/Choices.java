package org.quantumcoin.ui.firstrun;

import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.format.Messages;

/// One of a few, each with a sentence that says what it means; one is always chosen.
final class Choices<E extends Enum<E>> extends VBox {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  /// Words are under `key.NAME` and `key.NAME.text`, ids are `key-NAME`.
  Choices(String key, Class<E> type, ObjectProperty<E> chosen) {
    getStyleClass().add("choices");
    ToggleGroup group = new ToggleGroup();
    for (E each : type.getEnumConstants()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      RadioButton choice = new RadioButton(Messages.text(key + "." + name));
      choice.setId(key.replace('.', '-') + "-" + name);
      choice.getStyleClass().add("field-label");
      choice.setUserData(each);
      choice.setToggleGroup(group);
      choice.setSelected(each == chosen.get());
      Label text = StepPage.muted(Messages.text(key + "." + name + ".text"));
      choice.setAccessibleText(choice.getText() + ". " + text.getText());
      VBox card = new VBox(choice, text);
      card.getStyleClass().add("choice");
      card.setOnMouseClicked(_ -> choice.setSelected(true));
      choice.selectedProperty().subscribe(on -> card.pseudoClassStateChanged(CHOSEN, on));
      getChildren().add(card);
    }
    group
        .selectedToggleProperty()
        .subscribe((Toggle _, Toggle now) -> {
          if (now != null) {
            chosen.set(type.cast(now.getUserData()));
          }
        });
  }
}
