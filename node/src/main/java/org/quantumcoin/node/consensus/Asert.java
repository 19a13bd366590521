package org.quantumcoin.node.consensus;

import java.math.BigInteger;
import org.quantumcoin.node.primitives.Uint256;

/// The aserti3-2d difficulty algorithm: the target doubles for each half-life that the chain is
/// behind its schedule.
///
/// Integer arithmetic throughout; `2^x` for the fractional part is the published cubic in fixed
/// point with 16 bits.
public final class Asert {
  private static final int RADIX_BITS = 16;

  private Asert() {}

  /// The bits of the block after one that stands `heightDiff` above the anchor and
  /// `timeDiffSeconds` after the anchor's parent.
  public static int nextBits(
      int anchorBits,
      long timeDiffSeconds,
      long heightDiff,
      long halfLifeSeconds,
      long spacingSeconds,
      Uint256 limit) {
    long behind =
        Math.subtractExact(
            timeDiffSeconds, Math.multiplyExact(spacingSeconds, Math.addExact(heightDiff, 1)));
    // Division rounds towards zero, the shift below towards minus infinity; the specification has
    // both so.
    long exponent = Math.multiplyExact(behind, 1L << RADIX_BITS) / halfLifeSeconds;
    long shifts = exponent >> RADIX_BITS;
    long fraction = exponent & 0xffff;
    // Fits 64 bits unsigned; the sum's top bit may be set, hence the unsigned shift.
    long factor =
        0x10000
            + ((195_766_423_245_049L * fraction
                    + 971_821_376L * fraction * fraction
                    + 5_127L * fraction * fraction * fraction
                    + (1L << 47))
                >>> 48);
    BigInteger target =
        CompactTarget.decode(anchorBits)
            .value()
            .toBigInteger()
            .multiply(BigInteger.valueOf(factor));
    shifts -= RADIX_BITS;
    if (shifts <= 0) {
      // Beyond 512 bits nothing is left either way.
      target = target.shiftRight((int) Math.min(-shifts, 512));
    } else {
      target = target.shiftLeft((int) Math.min(shifts, 512));
    }
    if (target.signum() == 0) {
      return CompactTarget.encode(Uint256.ONE);
    }
    if (target.compareTo(limit.toBigInteger()) > 0) {
      return CompactTarget.encode(limit);
    }
    return CompactTarget.encode(Uint256.of(target));
  }
}
