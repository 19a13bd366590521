package org.quantumcoin.node.p2p.address;

import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// An address and what became of it (Core's `AddrInfo`). Times are unix seconds, 0 for never.
final class KnownAddress {
  private static final long MINUTE = 60;
  private static final long DAY = 86_400;

  /// Core's `ADDRMAN_HORIZON`.
  private static final long HORIZON_SECONDS = 30 * DAY;

  /// Core's `ADDRMAN_RETRIES`.
  private static final int RETRIES = 3;

  /// Core's `ADDRMAN_MAX_FAILURES`, within `ADDRMAN_MIN_FAIL`.
  private static final int MAX_FAILURES = 10;

  private static final long MIN_FAIL_SECONDS = 7 * DAY;

  final NetAddress address;

  /// Who first told us of it; its port is 0.
  final NetAddress source;

  long services;
  long seenSeconds;
  long lastSuccessSeconds;
  long lastTrySeconds;
  long lastCountedAttemptSeconds;
  int attempts;

  /// In so many buckets of the new table.
  int references;

  boolean tried;

  /// Where it stands in the list that random choices are made from.
  int randomPosition;

  KnownAddress(TimedAddress told, NetAddress source) {
    this.address = told.address();
    this.source = source;
    this.services = told.services();
    this.seenSeconds = told.time();
  }

  TimedAddress told() {
    return new TimedAddress(seenSeconds, services, address);
  }

  /// Whether it is of so little worth that it may be forgotten and is not told to others.
  boolean isTerrible(long now) {
    if (now - lastTrySeconds <= MINUTE) {
      return false;
    }
    boolean fromTheFuture = seenSeconds > now + 10 * MINUTE;
    boolean old = now - seenSeconds > HORIZON_SECONDS;
    boolean neverReached = lastSuccessSeconds == 0 && attempts >= RETRIES;
    boolean gone = now - lastSuccessSeconds > MIN_FAIL_SECONDS && attempts >= MAX_FAILURES;
    return fromTheFuture || old || neverReached || gone;
  }

  /// How much rather than others it is chosen: less right after a try, and less with each failure,
  /// but never so little that a time without network spoils the whole table.
  double chance(long now) {
    double recent = Math.max(now - lastTrySeconds, 0) < 10 * MINUTE ? 0.01 : 1;
    return recent * Math.pow(0.66, Math.min(attempts, 8));
  }
}
