package org.quantumcoin.node.primitives;

/// Satoshis for a thousand virtual bytes, the unit in which Core keeps fee rates (`CFeeRate`).
public record FeeRate(long satPerKvb) implements Comparable<FeeRate> {
  public static final FeeRate ZERO = new FeeRate(0);

  /// The rate that a fee is for a size, rounded down; zero for no size.
  public static FeeRate of(long feeSats, long virtualBytes) {
    return virtualBytes == 0
        ? ZERO
        : new FeeRate(Math.multiplyExact(feeSats, 1000L) / virtualBytes);
  }

  /// The fee for a size, rounded up, as Core has it since version 0.22.
  public long fee(long virtualBytes) {
    return Math.ceilDiv(Math.multiplyExact(satPerKvb, virtualBytes), 1000L);
  }

  @Override
  public int compareTo(FeeRate other) {
    return Long.compare(satPerKvb, other.satPerKvb);
  }

  /// In coins for a thousand virtual bytes, as Core's RPC prints it.
  @Override
  public String toString() {
    return Amount.format(satPerKvb) + "/kvB";
  }
}
