package org.quantumcoin.node.p2p;

import java.util.concurrent.TimeUnit;

/// How much of a day's upload is left (`-maxuploadtarget`), counted as Core counts it. Lives on the
/// peer thread.
final class UploadBudget {
  /// Core's `MAX_UPLOAD_TIMEFRAME`.
  static final long CYCLE_SECONDS = TimeUnit.DAYS.toSeconds(1);

  /// Kept for new blocks, in every ten minutes that are left: the largest block.
  private static final long BLOCK_BYTES = 4_000_000;

  private static final long BLOCK_SECONDS = 600;

  private final long limitBytes;
  private long totalBytes;
  private long cycleBytes;

  /// When the cycle began; 0 before anything was sent.
  private long cycleStartSeconds;

  /// @param limitBytes 0 for no limit
  UploadBudget(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /// Tells how much has been sent since the start.
  void update(long sentBytes, long nowSeconds) {
    long more = sentBytes - totalBytes;
    if (more <= 0) {
      return;
    }
    totalBytes = sentBytes;
    if (cycleStartSeconds + CYCLE_SECONDS < nowSeconds) {
      cycleStartSeconds = nowSeconds;
      cycleBytes = 0;
    }
    cycleBytes += more;
  }

  NetTotals.Upload status(long nowSeconds) {
    if (limitBytes == 0) {
      return new NetTotals.Upload(CYCLE_SECONDS, 0, false, true, 0, 0);
    }
    long secondsLeft =
        cycleStartSeconds == 0
            ? CYCLE_SECONDS
            : Math.max(0, cycleStartSeconds + CYCLE_SECONDS - nowSeconds);
    long forBlocks = secondsLeft / BLOCK_SECONDS * BLOCK_BYTES;
    return new NetTotals.Upload(
        CYCLE_SECONDS,
        limitBytes,
        cycleBytes >= limitBytes,
        forBlocks < limitBytes && cycleBytes < limitBytes - forBlocks,
        Math.max(0, limitBytes - cycleBytes),
        secondsLeft);
  }
}
