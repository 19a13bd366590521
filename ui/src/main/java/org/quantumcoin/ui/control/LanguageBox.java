package org.quantumcoin.ui.control;

import java.util.Locale;
import javafx.beans.property.Property;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.quantumcoin.ui.format.Messages;

/// The languages, each called by its own name.
public final class LanguageBox extends ComboBox<Locale> {
  public LanguageBox(Property<Locale> language) {
    getItems().setAll(Messages.LANGUAGES);
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Locale each) {
            return each == null ? "" : each.getDisplayLanguage(each);
          }

          @Override
          public Locale fromString(String text) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    valueProperty().bindBidirectional(language);
  }
}
