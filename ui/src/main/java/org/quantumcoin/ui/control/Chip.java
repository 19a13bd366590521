package org.quantumcoin.ui.control;

import atlantafx.base.theme.Styles;
import javafx.scene.control.ToggleButton;

/// A filter that is on or off.
public final class Chip extends ToggleButton {
  public Chip(String id, String text) {
    super(text);
    setId(id);
    getStyleClass().addAll("chip", Styles.SMALL);
  }
}
