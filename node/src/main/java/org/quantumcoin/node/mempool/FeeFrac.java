package org.quantumcoin.node.mempool;

/// A fee and the virtual bytes it is paid for, compared as the fraction they are, without rounding.
///
/// `fee` is in satoshis and may be negative where an operator lowered it; `size` is positive.
public record FeeFrac(long fee, long size) implements Comparable<FeeFrac> {
  public FeeFrac {
    if (size <= 0) {
      throw new IllegalArgumentException("size " + size);
    }
  }

  public FeeFrac plus(FeeFrac other) {
    return new FeeFrac(Math.addExact(fee, other.fee), Math.addExact(size, other.size));
  }

  /// What is left without a part of it, which must be smaller.
  public FeeFrac minus(FeeFrac part) {
    return new FeeFrac(Math.subtractExact(fee, part.fee), Math.subtractExact(size, part.size));
  }

  /// Satoshis per 1,000 virtual bytes, rounded down.
  public long satPerKvb() {
    return Math.floorDiv(Math.multiplyExact(fee, 1000L), size);
  }

  /// By fee rate.
  @Override
  public int compareTo(FeeFrac other) {
    return compare(fee, size, other.fee, other.size);
  }

  /// By fee rate, without objects. Products of fees and sizes may exceed 64 bits, so they are
  /// compared in 128.
  public static int compare(long fee, long size, long otherFee, long otherSize) {
    long high = Math.multiplyHigh(fee, otherSize);
    long highOther = Math.multiplyHigh(otherFee, size);
    return high != highOther
        ? Long.compare(high, highOther)
        : Long.compareUnsigned(fee * otherSize, otherFee * size);
  }
}
