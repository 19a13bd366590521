package org.quantumcoin.tests.gui;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/// The time of day of a computer that can be put to sleep.
final class SettableClock extends Clock {
  private final AtomicLong sleptMillis = new AtomicLong();

  void forward(Duration time) {
    sleptMillis.addAndGet(time.toMillis());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("nobody asks for another zone");
  }

  @Override
  public Instant instant() {
    return Instant.now().plusMillis(sleptMillis.get());
  }
}
