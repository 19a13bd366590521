package org.quantumcoin.node.mempool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Transaction;

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
  AncestorLimits carveOut(long extraBytes) {
    return new AncestorLimits(2, ancestorBytes, descendants + 1, descendantBytes + extraBytes);
  }

  /// What a newcomer of a size with these parents would exceed, in Core's words and found in its
  /// order (`CalculateAncestorsAndCheckLimits`).
  Optional<String> exceededBy(Set<MempoolEntry> parents, long virtualSize) {
    return parents.size() + 1 > ancestors
        ? Optional.of("too many unconfirmed parents [limit: %d]".formatted(ancestors))
        : exceededBy(parents, 1, virtualSize);
  }

  /// The same for newcomers that come together: all of them count as related, even if they are not,
  /// which errs on the safe side (Core's `CheckPackageLimits`). None of them is in the graph.
  Optional<String> exceededBy(List<Transaction> together, long virtualSize, TxGraph graph) {
    int count = together.size();
    if (count > ancestors) {
      return Optional.of(
          "package count %d exceeds ancestor count limit [limit: %d]".formatted(count, ancestors));
    }
    if (count > descendants) {
      return Optional.of(
          "package count %d exceeds descendant count limit [limit: %d]"
              .formatted(count, descendants));
    }
    if (virtualSize > ancestorBytes) {
      return Optional.of(
          "package size %d exceeds ancestor size limit [limit: %d]"
              .formatted(virtualSize, ancestorBytes));
    }
    if (virtualSize > descendantBytes) {
      return Optional.of(
          "package size %d exceeds descendant size limit [limit: %d]"
              .formatted(virtualSize, descendantBytes));
    }
    Set<MempoolEntry> parents = new LinkedHashSet<>();
    for (Transaction tx : together) {
      parents.addAll(graph.parentsOf(tx));
      if (parents.size() + count > ancestors) {
        return Optional.of("too many unconfirmed parents [limit: %d]".formatted(ancestors));
      }
    }
    return exceededBy(parents, count, virtualSize).map(text -> "possibly " + text);
  }

  /// `count` newcomers of `virtualSize` together, all of which have these parents.
  private Optional<String> exceededBy(Set<MempoolEntry> parents, int count, long virtualSize) {
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
      if (ancestor.descendantCount + count > descendants) {
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
        if (known.size() + count > ancestors) {
          return Optional.of("too many unconfirmed ancestors [limit: %d]".formatted(ancestors));
        }
      }
    }
    return Optional.empty();
  }
}
