package org.quantumcoin.ui.prefs;

import java.util.Arrays;
import java.util.Optional;

/// Where the window is on the screen, in pixels.
public record Placement(double x, double y, double width, double height, boolean maximized) {
  /// Smaller ones are mistakes.
  private static final double LEAST = 200;

  private static final double MOST = 20_000;

  static Optional<Placement> parse(String text) {
    String[] parts = text.split(",", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    try {
      double[] numbers = Arrays.stream(parts).limit(4).mapToDouble(Double::parseDouble).toArray();
      Placement read =
          new Placement(
              numbers[0], numbers[1], numbers[2], numbers[3], Boolean.parseBoolean(parts[4]));
      return read.isSensible() ? Optional.of(read) : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private boolean isSensible() {
    return width >= LEAST
        && width <= MOST
        && height >= LEAST
        && height <= MOST
        && Math.abs(x) <= MOST
        && Math.abs(y) <= MOST;
  }

  String format() {
    return String.join(
        ",",
        Double.toString(x),
        Double.toString(y),
        Double.toString(width),
        Double.toString(height),
        Boolean.toString(maximized));
  }
}
