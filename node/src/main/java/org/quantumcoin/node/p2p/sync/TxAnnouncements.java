package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Transactions that a peer is still to be told of, in order of arrival, so that parents come
/// before children.
final class TxAnnouncements {
  /// More than any peer is told of between two of its turns; what comes on top is not announced to
  /// it.
  private static final int MAX_WAITING = 50_000;

  private final Map<Wtxid, Entry> waiting = new LinkedHashMap<>();

  /// When the peer's next turn comes.
  long nextMillis;

  record Entry(Wtxid wtxid, Txid txid, long feeRateSatPerKvb) {}

  void add(Entry entry) {
    if (waiting.size() < MAX_WAITING) {
      waiting.putIfAbsent(entry.wtxid(), entry);
    }
  }

  void remove(Wtxid wtxid) {
    waiting.remove(wtxid);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  List<Entry> take(int count) {
    List<Entry> taken = new ArrayList<>(Math.min(count, waiting.size()));
    Iterator<Entry> entries = waiting.values().iterator();
    while (entries.hasNext() && taken.size() < count) {
      taken.add(entries.next());
      entries.remove();
    }
    return taken;
  }
}
