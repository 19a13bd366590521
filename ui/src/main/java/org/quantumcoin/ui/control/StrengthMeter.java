package org.quantumcoin.ui.control;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.control.PassphraseStrength.Level;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.task.Work;

/// Says beneath a field how good the passphrase in it is, while it is typed.
public final class StrengthMeter extends VBox {
  private final Work work;
  private final ProgressBar bar = new ProgressBar(0);
  private final Label words = new Label();
  private int typed;

  public StrengthMeter(PasswordField field, Work work) {
    this.work = work;
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(Messages.text("strength.name"));
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    words.getStyleClass().add("text-small");
    words.setId(field.getId() + "-strength");
    getChildren().addAll(bar, words);
    getStyleClass().addAll("field", "strength");
    field.textProperty().subscribe(this::measure);
  }

  private void measure(String text) {
    int now = ++typed;
    setVisible(!text.isEmpty());
    setManaged(!text.isEmpty());
    if (!text.isEmpty()) {
      work.run(
          () -> PassphraseStrength.of(text),
          strength -> {
            if (now == typed) {
              show(strength);
            }
          },
          _ -> words.setText(""));
    }
  }

  private void show(PassphraseStrength strength) {
    words.setText(strength.words());
    Level level = strength.level();
    bar.setProgress(
        switch (level) {
          case WEAK -> 1.0 / 3;
          case FAIR -> 2.0 / 3;
          case STRONG -> 1;
        });
    for (Level each : Level.values()) {
      String name = each.name().toLowerCase(Locale.ROOT);
      pseudoClassStateChanged(PseudoClass.getPseudoClass(name), each == level);
    }
  }
}
