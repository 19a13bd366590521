package org.quantumcoin.wallet;

import java.util.random.RandomGenerator;

/// When a wallet sends its unconfirmed transactions again: Core's `ShouldResend` and
/// `SetNextResend`.
///
/// Rarely and at random times, because who sends a transaction twice is likely its owner. Moments
/// are unix seconds. Not safe for several threads: the wallet locks.
final class ResendTimes {
  /// Core's `GetDefaultNextResend`: 12 hours, and up to 24 more.
  private static final long LEAST_SECONDS = 12 * 3_600;

  private static final long SPREAD_SECONDS = 24 * 3_600;

  /// What is not that much older than the last block may just not have been in time for it.
  private static final long YOUNG_SECONDS = 300;

  private final RandomGenerator random;
  private long next;
  private boolean refused;
  private boolean triedAgain;

  /// What is to be sent.
  enum Due {
    NOTHING,
    /// Those that were old when the last block was found.
    OLD,
    /// All, as when the wallet is opened.
    ALL
  }

  ResendTimes(long now, RandomGenerator random) {
    this.random = random;
    this.next = after(now);
  }

  private long after(long now) {
    return now + LEAST_SECONDS + random.nextLong(SPREAD_SECONDS);
  }

  /// What was to be sent when the wallet was opened found no place in the mempool. After a crash
  /// the node may lack the last blocks at that moment, and with them the coins that it spends.
  void wereRefused() {
    refused = true;
  }

  /// Asked now and then; `ready` when the node knows the whole chain. What is due is due once.
  Due due(long now, boolean ready) {
    if (!ready) {
      return Due.NOTHING;
    }
    if (refused && !triedAgain) {
      triedAgain = true;
      return Due.ALL;
    }
    if (now < next) {
      return Due.NOTHING;
    }
    next = after(now);
    return Due.OLD;
  }

  static boolean isOld(long receivedAt, long lastBlockTime) {
    return receivedAt <= lastBlockTime - YOUNG_SECONDS;
  }
}
