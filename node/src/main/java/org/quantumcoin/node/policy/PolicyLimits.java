package org.quantumcoin.node.policy;

import java.util.OptionalInt;
import org.quantumcoin.node.primitives.FeeRate;

/// What an operator may set. `maxDataCarrierBytes` is the longest OP_RETURN script relayed, empty
/// for none at all (`-datacarrier`, `-datacarriersize`); the others are `-permitbaremultisig`,
/// `-dustrelayfee` and `-bytespersigop`.
public record PolicyLimits(
    OptionalInt maxDataCarrierBytes,
    boolean permitBareMultisig,
    FeeRate dustRelayFee,
    int bytesPerSigOp) {
  /// OP_RETURN, a push operation with its length, and 80 bytes.
  public static final int DEFAULT_DATA_CARRIER_BYTES = 83;

  public static final long DEFAULT_DUST_SAT_PER_KVB = 3000;

  /// Weight units that a signature operation counts for, four times over.
  public static final int DEFAULT_BYTES_PER_SIGOP = 20;

  public static final PolicyLimits DEFAULT =
      new PolicyLimits(
          OptionalInt.of(DEFAULT_DATA_CARRIER_BYTES),
          true,
          new FeeRate(DEFAULT_DUST_SAT_PER_KVB),
          DEFAULT_BYTES_PER_SIGOP);
}
