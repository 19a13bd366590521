package org.quantumcoin.node.mempool;

import org.quantumcoin.node.encoding.DecodeException;

/// `fee_estimates.dat`, and estimates from what it says.
public final class FeeEstimatesFuzzer {
  private FeeEstimatesFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    BlockPolicyEstimator estimator = new BlockPolicyEstimator();
    try {
      estimator.load(input);
    } catch (DecodeException refused) {
      return;
    }
    for (int target : new int[] {1, 2, 6, 144, 1_008}) {
      estimator.smart(target, true);
      estimator.smart(target, false);
    }
    byte[] written = estimator.toBytes();
    new BlockPolicyEstimator().load(written);
  }
}
