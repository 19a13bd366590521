package org.quantumcoin.node.p2p.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import org.quantumcoin.node.primitives.Hash256;

/// A set that forgets its oldest members when it is full.
final class RecentHashes {
  private final Map<Hash256, Boolean> members;

  RecentHashes(int capacity) {
    members =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Hash256, Boolean> eldest) {
            return size() > capacity;
          }
        };
  }

  /// False when it was there already.
  boolean add(Hash256 hash) {
    return members.put(hash, true) == null;
  }

  boolean contains(Hash256 hash) {
    return members.containsKey(hash);
  }

  void clear() {
    members.clear();
  }
}
