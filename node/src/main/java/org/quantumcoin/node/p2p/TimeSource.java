package org.quantumcoin.node.p2p;

import java.time.Clock;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/// Where this package's times come from: `wall` for what is said to others and compared with block
/// times, `nanos` for how long something takes.
public record TimeSource(InstantSource wall, LongSupplier nanos) {
  public static TimeSource system() {
    return new TimeSource(Clock.systemUTC(), System::nanoTime);
  }

  /// Unix seconds.
  public long seconds() {
    return wall.instant().getEpochSecond();
  }

  /// Milliseconds since some moment, never going back.
  public long steadyMillis() {
    return nanos.getAsLong() / 1_000_000;
  }
}
