package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.quantumcoin.node.primitives.Transaction;

/// The last transactions that the mempool did not keep and that a block may bring all the same:
/// orphans, refused ones, replaced ones (Core's `vExtraTxnForCompact`).
final class ExtraTransactions {
  /// Larger ones are not worth their memory (Core's bound for refused ones).
  private static final int MAX_BYTES = 100_000;

  private final int capacity;
  private final Deque<Transaction> recent = new ArrayDeque<>();

  /// `capacity` is `-blockreconstructionextratxn`.
  ExtraTransactions(int capacity) {
    this.capacity = capacity;
  }

  void add(Transaction tx) {
    if (capacity == 0 || tx.totalSize() > MAX_BYTES) {
      return;
    }
    if (recent.size() == capacity) {
      recent.remove();
    }
    recent.add(tx.compact());
  }

  List<Transaction> all() {
    return List.copyOf(recent);
  }
}
