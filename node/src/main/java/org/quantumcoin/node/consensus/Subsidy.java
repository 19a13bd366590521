package org.quantumcoin.node.consensus;

import org.quantumcoin.node.params.NetworkParams;

/// New coins in a block.
public final class Subsidy {
  private Subsidy() {}

  /// Satoshis that the coinbase at a height may create, on top of fees (Core's `GetBlockSubsidy`).
  public static long at(int height, NetworkParams.Consensus rules) {
    int halvings = height / rules.halvingInterval();
    // Shifting a long by 64 or more would start over from the whole subsidy.
    return halvings >= 64 ? 0 : rules.firstSubsidy() >> halvings;
  }
}
