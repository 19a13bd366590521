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

  /// By fee rate. Products of fees and sizes may exceed 64 bits, so they are compared in 128.
  @Override
  public int compareTo(FeeFrac other) {
    long highThis = Math.multiplyHigh(fee, other.size);
    long highOther = Math.multiplyHigh(other.fee, size);
    return highThis != highOther
        ? Long.compare(highThis, highOther)
        : Long.compareUnsigned(fee * other.size, other.fee * size);
  }
}
