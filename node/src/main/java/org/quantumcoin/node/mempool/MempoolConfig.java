package org.quantumcoin.node.mempool;

import java.time.Duration;
import org.quantumcoin.node.policy.PolicyLimits;
import org.quantumcoin.node.primitives.FeeRate;

/// What the mempool keeps: `-maxmempool` in bytes of memory, `-mempoolexpiry`, `-minrelaytxfee`,
/// `-incrementalrelayfee`, `-acceptnonstdtxn` turned round, `-limitancestorcount` and its three
/// relatives (sizes in virtual bytes). `estimatesFees` is false for one that is not told of what
/// others pay (`-blocksonly`).
public record MempoolConfig(
    long maxBytes,
    Duration expiry,
    FeeRate minRelayFee,
    FeeRate incrementalRelayFee,
    boolean requireStandard,
    PolicyLimits policy,
    int maxAncestors,
    long maxAncestorBytes,
    int maxDescendants,
    long maxDescendantBytes,
    boolean estimatesFees) {
  /// Core's `DEFAULT_MAX_MEMPOOL_SIZE_MB`.
  public static final long DEFAULT_MAX_BYTES = 300_000_000L;

  /// Core's `DEFAULT_MEMPOOL_EXPIRY_HOURS`, 336.
  public static final Duration DEFAULT_EXPIRY = Duration.ofDays(14);

  /// Core's `DEFAULT_MIN_RELAY_TX_FEE` and `DEFAULT_INCREMENTAL_RELAY_FEE`.
  public static final FeeRate DEFAULT_RELAY_FEE = new FeeRate(1_000);

  public static final int DEFAULT_MAX_RELATIVES = 25;
  public static final long DEFAULT_MAX_RELATIVE_BYTES = 101_000;

  public static MempoolConfig defaults(boolean requireStandard) {
    return new MempoolConfig(
        DEFAULT_MAX_BYTES,
        DEFAULT_EXPIRY,
        DEFAULT_RELAY_FEE,
        DEFAULT_RELAY_FEE,
        requireStandard,
        PolicyLimits.DEFAULT,
        DEFAULT_MAX_RELATIVES,
        DEFAULT_MAX_RELATIVE_BYTES,
        DEFAULT_MAX_RELATIVES,
        DEFAULT_MAX_RELATIVE_BYTES,
        true);
  }
}
