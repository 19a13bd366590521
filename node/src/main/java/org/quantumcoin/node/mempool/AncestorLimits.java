package org.quantumcoin.node.mempool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// How long chains of unconfirmed transactions may grow: what a block assembler and an eviction
/// have to walk.
///
/// `descendants` and `descendantBytes` are looser where the newcomer replaces one of them.
record AncestorLimits(int ancestors, long ancestorBytes, int descendants, long descendantBytes) {
  static AncestorLimits of(MempoolConfig config) {
    return new AncestorLimits(
        config.maxAncestors(),
        config.maxAncestorBytes(),
        config.maxDescendants(),
        config.maxDescendantBytes());
  }

  /// For a newcomer that takes the place of an entry with its descendants.
  AncestorLimits replacing(MempoolEntry conflict) {
    return new AncestorLimits(
        ancestors, ancestorBytes, descendants + 1, descendantBytes + conflict.descendantSize);
  }

  /// Core's carve-out: one more small child with a single ancestor, so that neither party of a
  /// channel can fill the room for fee bumps.
  AncestorLimits carveOut(long virtualSize) {
    return new AncestorLimits(2, ancestorBytes, descendants + 1, descendantBytes + virtualSize);
  }

  /// What a newcomer of a size with these parents would exceed, in Core's words and found in its
  /// order (`CalculateAncestorsAndCheckLimits`).
  Optional<String> exceededBy(Set<MempoolEntry> parents, long virtualSize) {
    if (parents.size() + 1 > ancestors) {
      return Optional.of("too many unconfirmed parents [limit: %d]".formatted(ancestors));
    }
    Set<MempoolEntry> known = new HashSet<>(parents);
    Deque<MempoolEntry> open = new ArrayDeque<>(parents);
    long size = virtualSize;
    while (!open.isEmpty()) {
      MempoolEntry ancestor = open.remove();
      size += ancestor.virtualSize();
      if (ancestor.descendantSize + virtualSize > descendantBytes) {
        return Optional.of(
            "exceeds descendant size limit for tx %s [limit: %d]"
                .formatted(ancestor.tx().txid(), descendantBytes));
      }
      if (ancestor.descendantCount + 1 > descendants) {
        return Optional.of(
            "too many descendants for tx %s [limit: %d]"
                .formatted(ancestor.tx().txid(), descendants));
      }
      if (size > ancestorBytes) {
        return Optional.of("exceeds ancestor size limit [limit: %d]".formatted(ancestorBytes));
      }
      for (MempoolEntry parent : ancestor.parents) {
        if (known.add(parent)) {
          open.add(parent);
        }
        if (known.size() + 1 > ancestors) {
          return Optional.of("too many unconfirmed ancestors [limit: %d]".formatted(ancestors));
        }
      }
    }
    return Optional.empty();
  }
}
