package org.quantumcoin.node.p2p.sync;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Transactions that a peer is still to be told of: parents before children, then by fee rate, so
/// that the order tells nothing of when each came to us (Core's `CompareInvMempoolOrder`).
final class TxAnnouncements {
  /// More than any peer is told of between two of its turns; what comes on top is not announced to
  /// it.
  private static final int MAX_WAITING = 50_000;

  private static final Comparator<Entry> ORDER =
      Comparator.comparingInt(Entry::ancestors)
          .thenComparing(Comparator.comparingLong(Entry::feeRateSatPerKvb).reversed())
          .thenComparing(Entry::wtxid);

  private final Queue<Entry> waiting = new PriorityQueue<>(ORDER);

  /// When the peer's next turn comes, for one that we connected to.
  long nextMillis;

  /// @param ancestors how many the mempool has that it needs, itself included
  record Entry(Wtxid wtxid, Txid txid, long feeRateSatPerKvb, int ancestors) {}

  void add(Entry entry) {
    if (waiting.size() < MAX_WAITING) {
      waiting.add(entry);
    }
  }

  int size() {
    return waiting.size();
  }

  /// The next one, which is forgotten with that; null when there is none.
  @Nullable Entry take() {
    return waiting.poll();
  }
}
