package org.quantumcoin.ui.control;

import java.util.function.IntToDoubleFunction;

/// A long series as a screen can show it: for each column of pixels the least and the greatest of
/// its values. No peak is lost, and what is drawn does not grow with the series.
final class Decimation {
  private final double[] least;
  private final double[] greatest;
  private final double max;

  private Decimation(double[] least, double[] greatest, double max) {
    this.least = least;
    this.greatest = greatest;
    this.max = max;
  }

  /// @param count places in time, the newest of them last; those without a value are 0
  /// @param size values there are
  /// @param byAge the value of an age, 0 for the newest
  static Decimation of(int columns, int count, int size, IntToDoubleFunction byAge) {
    double[] least = new double[columns];
    double[] greatest = new double[columns];
    double max = 0;
    for (int column = 0; column < columns; column++) {
      int from = (int) ((long) column * count / columns);
      int to = Math.max(from + 1, (int) ((long) (column + 1) * count / columns));
      double low = Double.POSITIVE_INFINITY;
      double high = 0;
      for (int place = from; place < to; place++) {
        int age = count - 1 - place;
        double value = age < size ? byAge.applyAsDouble(age) : 0;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      least[column] = low;
      greatest[column] = high;
      max = Math.max(max, high);
    }
    return new Decimation(least, greatest, max);
  }

  int columns() {
    return least.length;
  }

  double least(int column) {
    return least[column];
  }

  double greatest(int column) {
    return greatest[column];
  }

  double max() {
    return max;
  }
}
