package org.quantumcoin.node;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The node's time: the system's, until a test sets it (`-mocktime`, `setmocktime`).
///
/// A mocked time stands still until it is set again.
public final class MockableClock extends Clock {
  private final Clock real = Clock.systemUTC();

  /// Unix seconds, 0 while time is real.
  private volatile long mockedSeconds;

  /// Stops the clock at a time in unix seconds; 0 lets it run again.
  public void set(long unixSeconds) {
    if (unixSeconds < 0) {
      throw new IllegalArgumentException("before 1970: " + unixSeconds);
    }
    mockedSeconds = unixSeconds;
  }

  @Override
  public Instant instant() {
    long mocked = mockedSeconds;
    return mocked == 0 ? real.instant() : Instant.ofEpochSecond(mocked);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("times are unix seconds here");
  }
}
