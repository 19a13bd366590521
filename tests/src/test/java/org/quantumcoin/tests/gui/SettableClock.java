package org.quantumcoin.tests.gui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/// The time of day of a computer that can be put to sleep.
final class SettableClock extends Clock {
  private final AtomicReference<Clock> now = new AtomicReference<>(Clock.systemUTC());

  void forward(Duration time) {
    now.updateAndGet(before -> Clock.offset(before, time));
  }

  @Override
  public ZoneId getZone() {
    return now.get().getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return now.get().withZone(zone);
  }

  @Override
  public Instant instant() {
    return now.get().instant();
  }
}
