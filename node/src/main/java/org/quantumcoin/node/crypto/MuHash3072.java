package org.quantumcoin.node.crypto;

import java.math.BigInteger;
import java.util.Arrays;

/// A hash of a set that elements can be added to and removed from in any order: Core's
/// `MuHash3072`, behind `gettxoutsetinfo muhash`.
///
/// Every element is hashed to a number below 2^3072 (SHA-256, then ChaCha20's key stream under it);
/// the set is the product of its elements modulo the prime 2^3072 - 1103717. Removals gather in a
/// denominator, because one division at the end is all that is needed. Numbers are 48 words of 64
/// bits, least significant first; a multiplication takes about 3 µs.
///
/// References: Bellare and Micciancio, "A New Paradigm for Collision-free Hashing" (1997); Wuille's
/// note to bitcoin-dev, 2017-05-15.
public final class MuHash3072 {
  /// Bytes of one of the two numbers, as they are stored.
  public static final int NUMBER_BYTES = 384;

  private static final int LIMBS = 48;
  private static final long PRIME_DIFFERENCE = 1103717;
  private static final BigInteger MODULUS =
      BigInteger.ONE.shiftLeft(3072).subtract(BigInteger.valueOf(PRIME_DIFFERENCE));

  private final long[] numerator = one();
  private final long[] denominator = one();
  private final long[] element = new long[LIMBS];
  private final long[] product = new long[2 * LIMBS];

  private static long[] one() {
    long[] result = new long[LIMBS];
    result[0] = 1;
    return result;
  }

  public MuHash3072 insert(byte[] bytes) {
    ChaCha20.keyStream(Sha256.hash(bytes), element);
    multiply(numerator, element);
    return this;
  }

  public MuHash3072 remove(byte[] bytes) {
    ChaCha20.keyStream(Sha256.hash(bytes), element);
    multiply(denominator, element);
    return this;
  }

  /// Unites with another set: what several threads gathered becomes one.
  public MuHash3072 combine(MuHash3072 other) {
    multiply(numerator, other.numerator);
    multiply(denominator, other.denominator);
    return this;
  }

  /// The hash of the set, in the order SHA-256 gave it.
  public byte[] finish() {
    BigInteger quotient =
        toBigInteger(numerator)
            .multiply(toBigInteger(denominator).modInverse(MODULUS))
            .mod(MODULUS);
    long[] result = new long[LIMBS];
    for (int i = 0; i < LIMBS; i++) {
      result[i] = quotient.shiftRight(64 * i).longValue();
    }
    byte[] bytes = new byte[NUMBER_BYTES];
    store(result, bytes, 0);
    return Sha256.hash(bytes);
  }

  /// Both numbers, little-endian, numerator first: 768 bytes from which [#fromBytes] goes on.
  public byte[] toBytes() {
    byte[] bytes = new byte[2 * NUMBER_BYTES];
    store(numerator, bytes, 0);
    store(denominator, bytes, NUMBER_BYTES);
    return bytes;
  }

  public static MuHash3072 fromBytes(byte[] bytes) {
    if (bytes.length != 2 * NUMBER_BYTES) {
      throw new IllegalArgumentException("a MuHash state has 768 bytes, not " + bytes.length);
    }
    MuHash3072 result = new MuHash3072();
    load(bytes, 0, result.numerator);
    load(bytes, NUMBER_BYTES, result.denominator);
    return result;
  }

  private static void store(long[] number, byte[] target, int offset) {
    for (int i = 0; i < NUMBER_BYTES; i++) {
      target[offset + i] = (byte) (number[i >>> 3] >>> (8 * (i & 7)));
    }
  }

  private static void load(byte[] source, int offset, long[] number) {
    Arrays.fill(number, 0);
    for (int i = 0; i < NUMBER_BYTES; i++) {
      number[i >>> 3] |= (source[offset + i] & 0xffL) << (8 * (i & 7));
    }
  }

  private static BigInteger toBigInteger(long[] number) {
    byte[] littleEndian = new byte[NUMBER_BYTES];
    store(number, littleEndian, 0);
    byte[] bigEndian = new byte[NUMBER_BYTES];
    for (int i = 0; i < NUMBER_BYTES; i++) {
      bigEndian[i] = littleEndian[NUMBER_BYTES - 1 - i];
    }
    return new BigInteger(1, bigEndian);
  }

  /// `target` becomes `target * factor`, reduced to 48 words but not always below the modulus.
  private void multiply(long[] target, long[] factor) {
    long[] wide = product;
    Arrays.fill(wide, 0);
    for (int i = 0; i < LIMBS; i++) {
      wide[i + LIMBS] = multiplyRow(wide, i, target[i], factor);
    }
    reduce(wide, target);
  }

  /// Adds `digit * factor` to `wide` from index `at` on and returns the carry out of it.
  private static long multiplyRow(long[] wide, int at, long digit, long[] factor) {
    long carry = 0;
    for (int j = 0; j < LIMBS; j++) {
      long low = digit * factor[j];
      long high = Math.unsignedMultiplyHigh(digit, factor[j]);
      long sum = low + wide[at + j];
      high += carryOf(sum, low);
      long total = sum + carry;
      carry = high + carryOf(total, sum);
      wide[at + j] = total;
    }
    return carry;
  }

  /// 1 if `sum`, which is `addend` plus something, went past 2^64.
  private static long carryOf(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }

  /// 2^3072 is the difference: the upper half counts that often in the lower one.
  private static void reduce(long[] wide, long[] target) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      long upper = wide[LIMBS + i];
      long low = upper * PRIME_DIFFERENCE;
      long high = Math.unsignedMultiplyHigh(upper, PRIME_DIFFERENCE);
      long sum = low + wide[i];
      high += carryOf(sum, low);
      long total = sum + carry;
      carry = high + carryOf(total, sum);
      target[i] = total;
    }
    // The carry is at most 1103717; folding it in can carry out once more, and never twice.
    while (carry != 0) {
      long addend = carry * PRIME_DIFFERENCE;
      carry = 0;
      for (int i = 0; i < LIMBS && addend != 0; i++) {
        target[i] += addend;
        addend = carryOf(target[i], addend);
        if (i == LIMBS - 1) {
          carry = addend;
        }
      }
    }
  }
}
