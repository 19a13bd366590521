package org.quantumcoin.node.mining;

import org.quantumcoin.node.primitives.FeeRate;

/// `-blockmaxweight`, `-blockreservedweight` (for header, count and coinbase) and `-blockmintxfee`.
public record TemplateOptions(int maxWeight, int reservedWeight, FeeRate minFee) {
  /// Core 29's defaults.
  public static final TemplateOptions DEFAULT =
      new TemplateOptions(4_000_000, 8_000, new FeeRate(1_000));
}
