package org.quantumcoin.tests.gui;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;

/// The time between two pulses of the toolkit, which is what a person feels of a window that stands
/// still. Belongs to the FX thread.
final class PulseLog extends AnimationTimer {
  /// An hour at sixty a second.
  private static final int MAX_PULSES = 216_000;

  private final long[] gapNanos = new long[MAX_PULSES];
  private int pulses;
  private long last;

  @Override
  public void handle(long now) {
    if (last != 0 && pulses < MAX_PULSES) {
      gapNanos[pulses++] = now - last;
    }
    last = now;
  }

  int pulses() {
    return pulses;
  }

  /// The gap that `part` of all are not longer than, in milliseconds.
  double millis(double part) {
    long[] sorted = Arrays.copyOf(gapNanos, pulses);
    Arrays.sort(sorted);
    int at = Math.clamp((int) Math.ceil(pulses * part) - 1, 0, pulses - 1);
    return sorted[at] / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  /// One line for people.
  String line() {
    return "pulses: %d, p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, longest %.0f ms"
        .formatted(pulses, millis(0.5), millis(0.99), millis(0.999), millis(1));
  }
}
