package org.quantumcoin.ui.control;

import javafx.util.StringConverter;
import org.quantumcoin.ui.format.Durations;

/// Labels a time axis that ends now: "now", "1 minute".
final class SecondsFormatter extends StringConverter<Number> {
  @Override
  public String toString(Number seconds) {
    long ago = Math.round(-seconds.doubleValue());
    return ago == 0 ? Durations.ago(0) : "−" + Durations.about(ago);
  }

  @Override
  public Number fromString(String text) {
    throw new UnsupportedOperationException("labels are only read by people");
  }
}
