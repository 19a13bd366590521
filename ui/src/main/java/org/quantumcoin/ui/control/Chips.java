package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.Region;

/// Filters side by side, of which one is always on.
public final class Chips {
  private Chips() {}

  /// One for each value.
  ///
  /// @param id for looking it up in a scene
  /// @param words what it says
  /// @param chosen the value that is on, both ways
  public static <T> List<Chip> of(
      Collection<T> values, Function<T, String> id, Function<T, String> words, Property<T> chosen) {
    ToggleGroup group = new ToggleGroup();
    List<Chip> chips = new ArrayList<>();
    for (T value : values) {
      Chip chip = new Chip(id.apply(value), words.apply(value));
      chip.setMinWidth(Region.USE_PREF_SIZE);
      chip.setToggleGroup(group);
      chosen.subscribe(now -> chip.setSelected(value.equals(now)));
      chip.selectedProperty()
          .subscribe(on -> {
            if (on) {
              chosen.setValue(value);
            }
          });
      // Pressed once more it would be off, and none on.
      chip.setOnAction(_ -> chip.setSelected(true));
      chips.add(chip);
    }
    return chips;
  }
}
