package org.quantumcoin.node.mempool;

import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.primitives.Transaction;

/// Transactions of version 3 keep to one parent and one child, so that they can always be replaced
/// (BIP-0431, without the eviction of a sibling).
final class TrucRules {
  static final int VERSION = 3;
  private static final int MAX_FAMILY = 2;
  private static final long MAX_SIZE = 10_000;
  private static final long MAX_CHILD_SIZE = 1_000;

  private TrucRules() {}

  /// What a newcomer would break, in Core's words. `conflicts` are entries that it would replace.
  static Optional<String> brokenBy(
      Transaction tx, long virtualSize, Set<MempoolEntry> ancestors, Set<MempoolEntry> conflicts) {
    for (MempoolEntry ancestor : ancestors) {
      boolean ancestorIsTruc = ancestor.tx().version() == VERSION;
      if (tx.version() != VERSION && ancestorIsTruc) {
        return Optional.of(
            "non-version=3 tx %s (wtxid=%s) cannot spend from version=3 tx %s (wtxid=%s)"
                .formatted(tx.txid(), tx.wtxid(), ancestor.tx().txid(), ancestor.tx().wtxid()));
      }
      if (tx.version() == VERSION && !ancestorIsTruc) {
        return Optional.of(
            "version=3 tx %s (wtxid=%s) cannot spend from non-version=3 tx %s (wtxid=%s)"
                .formatted(tx.txid(), tx.wtxid(), ancestor.tx().txid(), ancestor.tx().wtxid()));
      }
    }
    if (tx.version() != VERSION) {
      return Optional.empty();
    }
    if (virtualSize > MAX_SIZE) {
      return Optional.of(
          "version=3 tx %s (wtxid=%s) is too big: %d > %d virtual bytes"
              .formatted(tx.txid(), tx.wtxid(), virtualSize, MAX_SIZE));
    }
    if (ancestors.size() + 1 > MAX_FAMILY) {
      return Optional.of(
          "tx %s (wtxid=%s) would have too many ancestors".formatted(tx.txid(), tx.wtxid()));
    }
    if (ancestors.isEmpty()) {
      return Optional.empty();
    }
    if (virtualSize > MAX_CHILD_SIZE) {
      return Optional.of(
          "version=3 child tx %s (wtxid=%s) is too big: %d > %d virtual bytes"
              .formatted(tx.txid(), tx.wtxid(), virtualSize, MAX_CHILD_SIZE));
    }
    MempoolEntry parent = ancestors.iterator().next();
    boolean onlyReplaces = conflicts.containsAll(parent.children);
    if (!onlyReplaces && parent.descendantCount + 1 > MAX_FAMILY) {
      return Optional.of(
          "tx %s (wtxid=%s) would exceed descendant count limit"
              .formatted(parent.tx().txid(), parent.tx().wtxid()));
    }
    return Optional.empty();
  }
}
