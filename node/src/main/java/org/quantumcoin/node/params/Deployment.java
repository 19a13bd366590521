package org.quantumcoin.node.params;

/// A soft fork activated by version bits (BIP-0009 with the minimum activation height of BIP-0341's
/// deployment).
///
/// Times are median times in unix seconds; `startTime` may be one of the two special values.
public record Deployment(
    String name,
    int bit,
    long startTime,
    long timeout,
    int minActivationHeight,
    int period,
    int threshold) {
  /// Active from genesis on (Core's `ALWAYS_ACTIVE`).
  public static final long ALWAYS_ACTIVE = -1;

  /// Never signalled for (Core's `NEVER_ACTIVE`).
  public static final long NEVER_ACTIVE = -2;

  /// A timeout that never comes.
  public static final long NO_TIMEOUT = Long.MAX_VALUE;
}
