package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.FeeRate;

/// What fee rate brings a transaction into one of the next blocks, for wallets and windows.
///
/// ## Method
///
/// Two answers, of which the higher counts.
///
/// *From blocks before*: [BlockPolicyEstimator].
///
/// *From the mempool.* What waits now is put in order of fee rate; the estimate is the rate at
/// which the next `t` blocks are full, for a fee below it is behind all of that. History notices a
/// rush only after blocks have passed.
///
/// Without a history nothing is estimated: what waits may be an attacker's.
final class FeeEstimator {
  /// Virtual bytes in a full block, less what is kept for the coinbase.
  private static final long BLOCK_VIRTUAL_BYTES = 998_000;

  private FeeEstimator() {}

  /// A transaction that waits, at the rate that a miner would see.
  record Waiting(FeeFrac rate, long virtualSize) {}

  /// Empty while there is too little experience. `minFee` is what the pool takes now.
  static Optional<FeeRate> estimate(
      SmartFeeEstimate history, int targetBlocks, List<Waiting> waiting, FeeRate minFee) {
    return history
        .rate()
        .map(rate -> {
          long higher = Math.max(rate.satPerKvb(), fromPool(targetBlocks, waiting));
          return new FeeRate(Math.max(higher, minFee.satPerKvb()));
        });
  }

  private static long fromPool(int targetBlocks, List<Waiting> waiting) {
    List<Waiting> ordered = new ArrayList<>(waiting);
    ordered.sort(Comparator.comparing(Waiting::rate).reversed());
    long room = targetBlocks * BLOCK_VIRTUAL_BYTES;
    for (Waiting next : ordered) {
      room -= next.virtualSize;
      if (room < 0) {
        // One more than what just does not fit.
        return next.rate.satPerKvb() + 1;
      }
    }
    return 0;
  }
}
