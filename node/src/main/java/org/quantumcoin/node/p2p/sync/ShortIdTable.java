package org.quantumcoin.node.p2p.sync;

import java.util.Arrays;

/// Where in a block the transaction of each short id stands. The whole mempool is looked up in it
/// while a block is waited for, so nothing is allocated for a look-up.
final class ShortIdTable {
  static final int NONE = -1;

  /// Ids are spread evenly, by a hash that nobody can choose the key of in advance: a run of so
  /// many taken slots in a half empty table is the work of somebody who made them up, and is
  /// refused as collisions are.
  private static final int MAX_PROBES = 64;

  /// Above every short id, which has 48 bits.
  private static final long EMPTY = -1;

  private final long[] ids;
  private final int[] positions;
  private int size;

  ShortIdTable(int count) {
    int capacity = Math.max(16, Integer.highestOneBit(Math.max(1, count)) << 2);
    ids = new long[capacity];
    positions = new int[capacity];
    Arrays.fill(ids, EMPTY);
  }

  /// False when the id is there already, or finds no place.
  boolean put(long id, int position) {
    int mask = ids.length - 1;
    int at = (int) id & mask;
    for (int probes = 0; probes < MAX_PROBES; probes++) {
      if (ids[at] == id) {
        return false;
      }
      if (ids[at] == EMPTY) {
        ids[at] = id;
        positions[at] = position;
        size++;
        return true;
      }
      at = (at + 1) & mask;
    }
    return false;
  }

  /// The position, or [#NONE].
  int find(long id) {
    int mask = ids.length - 1;
    int at = (int) id & mask;
    while (ids[at] != EMPTY) {
      if (ids[at] == id) {
        return positions[at];
      }
      at = (at + 1) & mask;
    }
    return NONE;
  }

  int size() {
    return size;
  }
}
