package org.quantumcoin.node.p2p;

import java.time.Instant;

/// A clock that a test moves.
final class VirtualTime {
  private static final long START = 1_800_000_000L;

  private long millis;

  /// Both kinds of time are read from here.
  TimeSource source() {
    return new TimeSource(
        () -> Instant.ofEpochSecond(START).plusMillis(millis), () -> millis * 1_000_000);
  }

  long seconds() {
    return START + millis / 1_000;
  }

  void advanceSeconds(long seconds) {
    millis += seconds * 1_000;
  }
}
