package org.quantumcoin.node.mempool;

/// How far back the estimator looks, and how far ahead. The numbers are Core's (`policy/fees.h`).
public enum FeeHorizon {
  /// Half of the weight is on the last 18 blocks. Fewer blocks need more transactions in each.
  SHORT("short", 12, 1, .962, 0.5),

  /// Half of the weight is on the last day.
  MEDIUM("medium", 24, 2, .9952, 0.1),

  /// Half of the weight is on the last week.
  LONG("long", 42, 24, .99931, 0.1);

  private final String label;
  final int periods;
  final int scale;
  final double decay;

  /// Transactions per block, on average, that a range of buckets needs to say anything.
  final double sufficient;

  FeeHorizon(String label, int periods, int scale, double decay, double sufficient) {
    this.label = label;
    this.periods = periods;
    this.scale = scale;
    this.decay = decay;
    this.sufficient = sufficient;
  }

  /// The name in RPC.
  public String label() {
    return label;
  }
}
