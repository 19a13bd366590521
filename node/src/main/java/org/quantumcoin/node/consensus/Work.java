package org.quantumcoin.node.consensus;

import java.math.BigInteger;
import org.quantumcoin.node.primitives.Uint256;

/// Expected number of hashes that a block stands for.
public final class Work {
  private static final BigInteger TWO_TO_256 = BigInteger.ONE.shiftLeft(256);

  private Work() {}

  /// `2^256 / (target + 1)`, or zero for bits that are no target (Core's `GetBlockProof`).
  public static Uint256 of(int bits) {
    CompactTarget.Decoded target = CompactTarget.decode(bits);
    if (!target.isTarget()) {
      return Uint256.ZERO;
    }
    BigInteger divisor = target.value().toBigInteger().add(BigInteger.ONE);
    return Uint256.of(TWO_TO_256.divide(divisor));
  }
}
