package org.quantumcoin.node.p2p;

import java.util.BitSet;

/// Remembers at least the last `capacity` keys in a few bits each, and sometimes takes one for
/// known that is not (Core's `CRollingBloomFilter`). Keys are hashes that nobody else can foresee,
/// or they could be chosen to look known.
final class RollingFilter {
  /// Two generations hold the capacity, the third is being filled.
  private static final int GENERATIONS = 3;

  private final BitSet[] generations = new BitSet[GENERATIONS];
  private final int bits;
  private final int hashes;
  private final int generationKeys;
  private int current;
  private int keys;

  /// @param falsePositives the share of unknown keys that may be taken for known
  RollingFilter(int capacity, double falsePositives) {
    generationKeys = (capacity + 1) / 2;
    double log = -Math.log(falsePositives / GENERATIONS);
    hashes = (int) Math.max(1, Math.round(log / Math.log(2)));
    bits = (int) Math.ceil(generationKeys * log / (Math.log(2) * Math.log(2)));
    for (int i = 0; i < GENERATIONS; i++) {
      generations[i] = new BitSet(bits);
    }
  }

  void add(long key) {
    if (keys == generationKeys) {
      current = (current + 1) % GENERATIONS;
      generations[current].clear();
      keys = 0;
    }
    keys++;
    for (int i = 0; i < hashes; i++) {
      generations[current].set(place(key, i));
    }
  }

  boolean contains(long key) {
    for (BitSet generation : generations) {
      if (contains(generation, key)) {
        return true;
      }
    }
    return false;
  }

  private boolean contains(BitSet generation, long key) {
    for (int i = 0; i < hashes; i++) {
      if (!generation.get(place(key, i))) {
        return false;
      }
    }
    return true;
  }

  /// Both halves of the key make as many places as are wanted (Kirsch and Mitzenmacher, 2006).
  private int place(long key, int index) {
    int hash = (int) key + index * ((int) (key >>> Integer.SIZE) | 1);
    return (int) ((Integer.toUnsignedLong(hash) * bits) >>> Integer.SIZE);
  }
}
