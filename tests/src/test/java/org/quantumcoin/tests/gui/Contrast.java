package org.quantumcoin.tests.gui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Paint;
import javafx.scene.text.Text;

/// How well a text stands out from what is behind it (WCAG 2.2, 1.4.3), worked out of the colours
/// that the stylesheets gave it.
final class Contrast {
  private static final double LEAST_LINEAR = 0.04045;

  private Contrast() {}

  /// From 1 to 21; empty where a colour cannot be told, such as over a picture.
  static Optional<Double> of(Text text) {
    return color(text.getFill())
        .map(fill -> {
          Color behind = behind(text);
          return ratio(over(fill, opacity(text), behind), behind);
        });
  }

  private static double opacity(Node node) {
    double opacity = 1;
    for (Node each = node; each != null; each = each.getParent()) {
      opacity *= each.getOpacity();
    }
    return opacity;
  }

  /// What is painted by all that the text lies in, from the window up.
  private static Color behind(Node node) {
    List<Color> layers = new ArrayList<>();
    for (Node each = node.getParent(); each != null; each = each.getParent()) {
      if (each instanceof Region region && region.getBackground() != null) {
        top(region.getBackground()).ifPresent(layers::add);
      }
    }
    Color color = Color.WHITE;
    for (Color layer : layers.reversed()) {
      color = over(layer, 1, color);
    }
    return color;
  }

  /// The last fill covers the others but for borders.
  private static Optional<Color> top(Background background) {
    List<BackgroundFill> fills = background.getFills();
    return fills.isEmpty() ? Optional.empty() : color(fills.getLast().getFill());
  }

  private static Optional<Color> color(Paint paint) {
    return switch (paint) {
      case Color color -> Optional.of(color);
      case LinearGradient gradient -> Optional.of(gradient.getStops().getFirst().getColor());
      case null, default -> Optional.empty();
    };
  }

  private static Color over(Color color, double opacity, Color behind) {
    return behind.interpolate(
        Color.color(color.getRed(), color.getGreen(), color.getBlue()),
        color.getOpacity() * opacity);
  }

  static double ratio(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double part) {
    return part <= LEAST_LINEAR ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
