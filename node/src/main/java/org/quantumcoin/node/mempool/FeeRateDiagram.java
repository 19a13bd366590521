package org.quantumcoin.node.mempool;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What a miner earns from the first so many virtual bytes, for each number of them: chunks of
/// transactions, best rate first, drawn one after the other.
///
/// A replacement is good for miners whatever block they fill when its diagram lies nowhere below
/// the one before and somewhere above (Core's `CompareChunks`).
final class FeeRateDiagram {
  private final List<FeeFrac> chunks;

  FeeRateDiagram(List<FeeFrac> chunks) {
    this.chunks = new ArrayList<>(chunks);
    this.chunks.sort(Comparator.reverseOrder());
  }

  /// Whether this one is nowhere below another one and somewhere above it.
  boolean improves(FeeRateDiagram other) {
    boolean above = false;
    // Both are made of straight lines, so comparing at the ends of all of them is enough.
    for (FeeRateDiagram corners : List.of(this, other)) {
      long size = 0;
      for (FeeFrac chunk : corners.chunks) {
        size += chunk.size();
        int order = compareAt(size, other);
        if (order < 0) {
          return false;
        }
        above |= order > 0;
      }
    }
    return above;
  }

  private int compareAt(long size, FeeRateDiagram other) {
    Fees mine = at(size);
    Fees theirs = other.at(size);
    return mine.dividend
        .multiply(BigInteger.valueOf(theirs.divisor))
        .compareTo(theirs.dividend.multiply(BigInteger.valueOf(mine.divisor)));
  }

  /// A fraction of satoshis. All money there is, times the size of a chunk, exceeds 64 bits.
  private record Fees(BigInteger dividend, long divisor) {}

  /// Beyond the last chunk nothing more is earned.
  private Fees at(long size) {
    BigInteger fees = BigInteger.ZERO;
    long left = size;
    for (FeeFrac chunk : chunks) {
      BigInteger fee = BigInteger.valueOf(chunk.fee());
      if (left < chunk.size()) {
        BigInteger whole = fees.multiply(BigInteger.valueOf(chunk.size()));
        return new Fees(whole.add(fee.multiply(BigInteger.valueOf(left))), chunk.size());
      }
      fees = fees.add(fee);
      left -= chunk.size();
    }
    return new Fees(fees, 1);
  }
}
