package org.quantumcoin.node.mempool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.FeeRate;

/// What fee rate brings a transaction into one of the next blocks.
///
/// ## Method
///
/// Two answers, of which the higher counts.
///
/// *From recent blocks.* Each block has a price: the lowest fee rate that it took of transactions
/// that stood alone (a low fee paid for by a child says nothing), or the relay fee when it had room
/// left. A transaction that pays `f` is mined within `t` blocks when one of them has a price of at
/// most `f`; so over every run of `t` recent blocks the lowest price is noted, and the estimate is
/// the one that covered 80 of 100 runs, or 95 for the careful.
///
/// *From the mempool.* What waits now is put in order of fee rate; the estimate is the rate at
/// which the next `t` blocks are full, for a fee below it is behind all of that.
///
/// Blocks tell nothing of a transaction that we had not seen before them, so a node estimates
/// nothing until some of what it held was mined: nobody can lower its estimates by mining
/// transactions of his own that were never relayed.
///
/// Not safe for several threads: the owner locks.
final class FeeEstimator {
  /// A day: older prices say little about the next blocks.
  private static final int MAX_BLOCKS = 144;

  /// Fewer are no experience.
  private static final int MIN_BLOCKS = 3;

  /// Virtual bytes in a full block, less what is kept for the coinbase.
  private static final long BLOCK_VIRTUAL_BYTES = 998_000;

  /// Above this weight a block counts as full.
  private static final int FULL_WEIGHT = 3_600_000;

  private static final int LIKELY_PERCENT = 80;
  private static final int CAREFUL_PERCENT = 95;

  /// A miner's own transactions may pay nothing; so the price is the rate that one in twenty is
  /// below.
  private static final int PRICE_DIVISOR = 20;

  private final FeeRate minRelayFee;
  private final Deque<Long> prices = new ArrayDeque<>();

  /// A transaction of the pool that a block took; `alone` when it had no relatives here.
  record Mined(FeeFrac rate, boolean alone) {}

  /// A transaction that waits, at the rate that a miner would see.
  record Waiting(FeeFrac rate, long virtualSize) {}

  FeeEstimator(FeeRate minRelayFee) {
    this.minRelayFee = minRelayFee;
  }

  void blockConnected(int blockWeight, List<Mined> mined) {
    if (mined.isEmpty()) {
      return;
    }
    long price = minRelayFee.satPerKvb();
    if (blockWeight >= FULL_WEIGHT) {
      List<Long> rates =
          mined.stream().filter(Mined::alone).map(m -> m.rate().satPerKvb()).sorted().toList();
      if (rates.isEmpty()) {
        return;
      }
      price = Math.max(price, rates.get(rates.size() / PRICE_DIVISOR));
    }
    prices.addLast(price);
    if (prices.size() > MAX_BLOCKS) {
      prices.removeFirst();
    }
  }

  /// Empty while there is too little experience. `minFee` is what the pool takes now.
  Optional<FeeRate> estimate(
      int targetBlocks, boolean careful, List<Waiting> waiting, FeeRate minFee) {
    if (prices.size() < MIN_BLOCKS) {
      return Optional.empty();
    }
    long history = fromBlocks(targetBlocks, careful ? CAREFUL_PERCENT : LIKELY_PERCENT);
    long pool = fromPool(targetBlocks, waiting);
    return Optional.of(new FeeRate(Math.max(Math.max(history, pool), minFee.satPerKvb())));
  }

  private long fromBlocks(int targetBlocks, int percent) {
    List<Long> all = new ArrayList<>(prices);
    int run = Math.min(targetBlocks, all.size());
    List<Long> lowest = new ArrayList<>();
    for (int start = 0; start + run <= all.size(); start++) {
      long least = Long.MAX_VALUE;
      for (long price : all.subList(start, start + run)) {
        least = Math.min(least, price);
      }
      lowest.add(least);
    }
    lowest.sort(Comparator.naturalOrder());
    return lowest.get((lowest.size() - 1) * percent / 100);
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
