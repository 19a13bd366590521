package org.quantumcoin.node.p2p.sync;

import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// Makes fee filters coarse, and a little random, because the exact least fee rate of a mempool
/// would tell its node from all others (Core's `FeeFilterRounder`).
final class FeeFilterRounder {
  /// Core's `MAX_FILTER_FEERATE`, in satoshis per 1,000 virtual bytes.
  private static final double MAX_SAT_PER_KVB = 1e7;

  /// From one step to the next (Core's `FEE_FILTER_SPACING`).
  private static final double SPACING = 1.1;

  /// One time in so many a rate is rounded up.
  private static final int UP_ONE_IN = 3;

  private final RandomGenerator random;
  private final NavigableSet<Double> steps = new TreeSet<>();

  /// `incrementalSatPerKvb` is what another transaction has to pay to displace one.
  FeeFilterRounder(long incrementalSatPerKvb, RandomGenerator random) {
    this.random = random;
    steps.add(0.0);
    double lowest = Math.max(1, incrementalSatPerKvb / 2);
    for (double step = lowest; step <= MAX_SAT_PER_KVB; step *= SPACING) {
      steps.add(step);
    }
  }

  /// A step beside a rate, in satoshis per 1,000 virtual bytes.
  long round(long satPerKvb) {
    Double above = steps.ceiling((double) satPerKvb);
    if (above == null) {
      return steps.last().longValue();
    }
    Double below = steps.lower(above);
    boolean down = below != null && random.nextInt(UP_ONE_IN) != 0;
    return (down ? below : above).longValue();
  }
}
