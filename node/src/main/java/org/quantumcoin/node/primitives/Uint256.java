package org.quantumcoin.node.primitives;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.quantumcoin.node.encoding.DecodeException;

/// An unsigned 256-bit number: targets and sums of work. Overflow wraps, as in Core's
/// `arith_uint256`.
///
/// `d` is the most significant word.
public record Uint256(long a, long b, long c, long d) implements Comparable<Uint256> {
  public static final Uint256 ZERO = new Uint256(0, 0, 0, 0);
  public static final Uint256 ONE = new Uint256(1, 0, 0, 0);
  public static final Uint256 MAX = new Uint256(-1, -1, -1, -1);

  /// A hash as the number it is in little-endian order.
  public static Uint256 of(Hash256 hash) {
    return new Uint256(hash.word(0), hash.word(1), hash.word(2), hash.word(3));
  }

  /// The value modulo 2^256; must not be negative.
  public static Uint256 of(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    return new Uint256(
        value.longValue(),
        value.shiftRight(64).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(192).longValue());
  }

  /// From up to 64 hexadecimal digits, most significant first.
  public static Uint256 fromHex(String hex) {
    if (hex.isEmpty() || hex.length() > 64) {
      throw new DecodeException("not a 256-bit hexadecimal number");
    }
    return Uint256.of(Hash256.fromHex("0".repeat(64 - hex.length()) + hex));
  }

  public Hash256 toHash() {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = (byte) (word(i >> 3) >>> ((i & 7) * 8));
    }
    return Hash256.of(bytes);
  }

  public BigInteger toBigInteger() {
    ByteBuffer bytes = ByteBuffer.allocate(32).putLong(d).putLong(c).putLong(b).putLong(a);
    return new BigInteger(1, bytes.array());
  }

  private long word(int index) {
    return switch (index) {
      case 0 -> a;
      case 1 -> b;
      case 2 -> c;
      case 3 -> d;
      default -> 0;
    };
  }

  public Uint256 plus(Uint256 other) {
    long ra = a + other.a;
    long carry = Long.compareUnsigned(ra, a) < 0 ? 1 : 0;
    long rb = b + other.b;
    long carryB = Long.compareUnsigned(rb, b) < 0 ? 1 : 0;
    rb += carry;
    carryB |= carry == 1 && rb == 0 ? 1 : 0;
    long rc = c + other.c;
    long carryC = Long.compareUnsigned(rc, c) < 0 ? 1 : 0;
    rc += carryB;
    carryC |= carryB == 1 && rc == 0 ? 1 : 0;
    return new Uint256(ra, rb, rc, d + other.d + carryC);
  }

  public Uint256 negated() {
    return new Uint256(~a, ~b, ~c, ~d).plus(ONE);
  }

  public Uint256 minus(Uint256 other) {
    return plus(other.negated());
  }

  public Uint256 shiftRight(int bits) {
    if (bits >= 256) {
      return ZERO;
    }
    int words = bits >> 6;
    int rest = bits & 63;
    return new Uint256(
        shiftedRight(words, rest),
        shiftedRight(words + 1, rest),
        shiftedRight(words + 2, rest),
        shiftedRight(words + 3, rest));
  }

  private long shiftedRight(int index, int rest) {
    long low = word(index) >>> rest;
    return rest == 0 ? low : low | word(index + 1) << (64 - rest);
  }

  public Uint256 shiftLeft(int bits) {
    if (bits >= 256) {
      return ZERO;
    }
    int words = bits >> 6;
    int rest = bits & 63;
    return new Uint256(
        shiftedLeft(-words, rest),
        shiftedLeft(1 - words, rest),
        shiftedLeft(2 - words, rest),
        shiftedLeft(3 - words, rest));
  }

  private long shiftedLeft(int index, int rest) {
    if (index < 0) {
      return 0;
    }
    long high = word(index) << rest;
    return rest == 0 || index == 0 ? high : high | word(index - 1) >>> (64 - rest);
  }

  /// Number of significant bits: 0 for zero, 256 for the largest values.
  public int bitLength() {
    for (int i = 3; i >= 0; i--) {
      if (word(i) != 0) {
        return 64 * i + 64 - Long.numberOfLeadingZeros(word(i));
      }
    }
    return 0;
  }

  public boolean isZero() {
    return (a | b | c | d) == 0;
  }

  @Override
  public int compareTo(Uint256 other) {
    for (int i = 3; i >= 0; i--) {
      int order = Long.compareUnsigned(word(i), other.word(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// 64 hexadecimal digits, most significant first.
  public String toHex() {
    return "%016x%016x%016x%016x".formatted(d, c, b, a);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
