package org.quantumcoin.ui.firstrun;

import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.LanguageBox;
import org.quantumcoin.ui.control.ScaleSlider;
import org.quantumcoin.ui.format.Messages;

/// Language, size of the text, and what the person wants to do here.
final class WelcomeStep extends StepPage {
  WelcomeStep(FirstRunViewModel model) {
    super("first.welcome");
    ComboBox<Locale> language = new LanguageBox(model.preferences().languageProperty());
    language.setId("first-language");
    Slider scale = new ScaleSlider(model.preferences().scalePercentProperty());
    scale.setId("first-scale");
    HBox row =
        new HBox(
            Fields.titled(Messages.text("settings.language"), language),
            Fields.titled(Messages.text("settings.scale"), scale));
    row.getStyleClass().add("setting");
    Label purpose = new Label(Messages.text("first.purpose"));
    purpose.getStyleClass().add("section-title");
    add(row, purpose, new Choices<>("first.purpose", Purpose.class, model.purposeProperty()));
  }
}
