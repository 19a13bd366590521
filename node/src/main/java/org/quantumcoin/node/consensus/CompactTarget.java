package org.quantumcoin.node.consensus;

import org.quantumcoin.node.primitives.Uint256;

/// The compact form of a target that headers carry as `nBits`: one byte of size, one bit of sign,
/// 23 bits of mantissa.
public final class CompactTarget {
  private CompactTarget() {}

  /// A decoded compact number. Core's `arith_uint256::SetCompact` with its two out-flags.
  public record Decoded(Uint256 value, boolean negative, boolean overflow) {
    /// Whether it can be a target at all: positive and within 256 bits.
    public boolean isTarget() {
      return !negative && !overflow && !value.isZero();
    }
  }

  public static Decoded decode(int bits) {
    int size = bits >>> 24;
    int word = bits & 0x007fffff;
    Uint256 value =
        size <= 3
            ? new Uint256(word >>> (8 * (3 - size)), 0, 0, 0)
            : new Uint256(word, 0, 0, 0).shiftLeft(8 * (size - 3));
    int shown = size <= 3 ? word >>> (8 * (3 - size)) : word;
    boolean negative = shown != 0 && (bits & 0x00800000) != 0;
    boolean overflow =
        shown != 0 && (size > 34 || (shown > 0xff && size > 33) || (shown > 0xffff && size > 32));
    return new Decoded(value, negative, overflow);
  }

  /// Rounds down to what the mantissa can hold (Core's `GetCompact`).
  public static int encode(Uint256 value) {
    int size = (value.bitLength() + 7) / 8;
    long compact = size <= 3 ? value.a() << (8 * (3 - size)) : value.shiftRight(8 * (size - 3)).a();
    // The mantissa's highest bit is the sign, so a number that would set it moves up one byte.
    if ((compact & 0x00800000) != 0) {
      compact >>>= 8;
      size++;
    }
    return (int) (compact & 0x007fffff) | size << 24;
  }
}
