package org.quantumcoin.ui.control;

import java.util.ArrayList;
import java.util.List;

/// Areas in a rectangle, each as large as its weight, and none much longer than wide: a squarified
/// treemap (Bruls, Huizing, van Wijk, 2000). Pure geometry.
public final class Treemap {
  private Treemap() {}

  /// Where a weight lies.
  public record Area(double x, double y, double width, double height) {}

  /// One for each weight, in their order, which should be falling; all weights are positive.
  public static List<Area> of(List<Double> weights, double width, double height) {
    List<Area> areas = new ArrayList<>();
    double sum = weights.stream().mapToDouble(Double::doubleValue).sum();
    if (sum <= 0 || width <= 0 || height <= 0) {
      return areas;
    }
    double scale = width * height / sum;
    double x = 0;
    double y = 0;
    double restWidth = width;
    double restHeight = height;
    int at = 0;
    while (at < weights.size()) {
      double side = Math.min(restWidth, restHeight);
      int end = rowEnd(weights, at, scale, side);
      double row = 0;
      for (int i = at; i < end; i++) {
        row += weights.get(i) * scale;
      }
      boolean upright = restWidth >= restHeight;
      double thickness = row / side;
      double along = 0;
      for (int i = at; i < end; i++) {
        double length = weights.get(i) * scale / thickness;
        areas.add(
            upright
                ? new Area(x, y + along, thickness, length)
                : new Area(x + along, y, length, thickness));
        along += length;
      }
      if (upright) {
        x += thickness;
        restWidth -= thickness;
      } else {
        y += thickness;
        restHeight -= thickness;
      }
      at = end;
    }
    return areas;
  }

  /// A row takes weights as long as its worst shape gets better by it.
  private static int rowEnd(List<Double> weights, int from, double scale, double side) {
    double sum = 0;
    double worst = Double.MAX_VALUE;
    double most = 0;
    for (int i = from; i < weights.size(); i++) {
      double area = weights.get(i) * scale;
      most = Math.max(most, area);
      double grown = sum + area;
      double squared = grown * grown;
      double shape = Math.max(side * side * most / squared, squared / (side * side * area));
      if (shape > worst) {
        return i;
      }
      worst = shape;
      sum = grown;
    }
    return weights.size();
  }
}
