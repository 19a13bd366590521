package org.quantumcoin.ui.overview;

import java.util.ArrayDeque;

/// The speed of a counter over the last seconds.
final class RateMeter {
  private record Sample(long millis, long count) {}

  private final long windowMillis;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  RateMeter(long windowMillis) {
    this.windowMillis = windowMillis;
  }

  /// Takes the counter's value and returns how much it grows in a second.
  double add(long millis, long count) {
    if (!samples.isEmpty() && count < samples.peekLast().count()) {
      samples.clear();
    }
    samples.addLast(new Sample(millis, count));
    while (samples.size() > 2 && millis - samples.peekFirst().millis() > windowMillis) {
      samples.removeFirst();
    }
    Sample first = samples.peekFirst();
    long span = millis - first.millis();
    return span <= 0 ? 0 : (count - first.count()) * 1000.0 / span;
  }
}
