package org.quantumcoin.ui.control;

import javafx.beans.property.IntegerProperty;
import javafx.scene.control.Slider;
import org.quantumcoin.ui.prefs.Preferences;

/// The size of the text, in percent.
public final class ScaleSlider extends Slider {
  private static final int STEP = 10;

  public ScaleSlider(IntegerProperty percent) {
    super(Preferences.LEAST_SCALE_PERCENT, Preferences.MOST_SCALE_PERCENT, 100);
    setMajorTickUnit(40);
    setMinorTickCount(3);
    setBlockIncrement(STEP);
    setSnapToTicks(true);
    setShowTickLabels(true);
    setShowTickMarks(true);
    setMinWidth(260);
    setValue(percent.get());
    // While the thumb is held, text that grows would move it away from under the hand.
    valueChangingProperty()
        .subscribe(changing -> {
          if (!changing) {
            percent.set((int) Math.round(getValue()));
          }
        });
    valueProperty()
        .subscribe(value -> {
          if (!isValueChanging()) {
            percent.set((int) Math.round(value.doubleValue()));
          }
        });
    percent.subscribe(now -> setValue(now.intValue()));
  }
}
