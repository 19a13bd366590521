package org.quantumcoin.ui.overview;

import java.util.ArrayDeque;
import java.util.Optional;

/// How long a sync still takes, as a range that what was measured supports.
///
/// One speed would promise too much: the last half minute (at first, the later half of what was
/// measured) and the last few minutes give two, and what lies between them is said. With less than
/// ten seconds of measurements nothing is said.
final class SyncEstimate {
  private static final long WINDOW_MILLIS = 180_000;
  private static final long RECENT_MILLIS = 30_000;
  private static final long MIN_MILLIS = 10_000;

  private record Sample(long millis, double progress) {}

  /// Seconds left, at best and at worst.
  record Range(long fromSeconds, long toSeconds) {}

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  /// Takes a measurement; `progress` goes from 0 to 1.
  void add(long millis, double progress) {
    if (!samples.isEmpty() && progress < samples.peekLast().progress()) {
      // A reorganisation or more headers: what was measured before no longer fits.
      samples.clear();
    }
    samples.addLast(new Sample(millis, progress));
    while (millis - samples.peekFirst().millis() > WINDOW_MILLIS) {
      samples.removeFirst();
    }
  }

  Optional<Range> remaining() {
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    Sample last = samples.peekLast();
    Sample first = samples.peekFirst();
    if (last.millis() - first.millis() < MIN_MILLIS || last.progress() >= 1) {
      return Optional.empty();
    }
    long recentMillis = Math.min(RECENT_MILLIS, (last.millis() - first.millis()) / 2);
    Sample recent = first;
    for (Sample sample : samples) {
      if (last.millis() - sample.millis() <= recentMillis) {
        break;
      }
      recent = sample;
    }
    double longSpeed = speed(first, last);
    double recentSpeed = speed(recent, last);
    double slow = Math.min(longSpeed, recentSpeed);
    double fast = Math.max(longSpeed, recentSpeed);
    if (slow <= 0) {
      return Optional.empty();
    }
    double left = 1 - last.progress();
    // Speeds of two windows that happen to agree still leave a tenth of doubt.
    return Optional.of(
        new Range(Math.round(left / fast * 0.9 / 1000), Math.round(left / slow * 1.1 / 1000)));
  }

  private static double speed(Sample from, Sample to) {
    long millis = to.millis() - from.millis();
    return millis <= 0 ? 0 : (to.progress() - from.progress()) / millis;
  }
}
