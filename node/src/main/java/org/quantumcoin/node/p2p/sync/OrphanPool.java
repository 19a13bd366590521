package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Transactions whose parents have not come yet. The oldest goes when there are too many.
final class OrphanPool {
  /// Core's `DEFAULT_MAX_ORPHAN_TRANSACTIONS`.
  static final int MAX_ORPHANS = 100;

  /// Larger ones are not standard and would not be relayed anyway.
  static final int MAX_WEIGHT = 400_000;

  /// Core's `ORPHAN_TX_EXPIRE_TIME`.
  private static final long EXPIRY_MILLIS = 20 * 60 * 1000L;

  private final Map<Wtxid, Orphan> orphans = new LinkedHashMap<>();
  private final Map<Txid, Set<Wtxid>> byParent = new HashMap<>();

  record Orphan(Transaction tx, SyncPeer from, long expiresMillis) {}

  boolean contains(Wtxid wtxid) {
    return orphans.containsKey(wtxid);
  }

  int size() {
    return orphans.size();
  }

  /// False when it is too large or there already.
  boolean add(Transaction tx, SyncPeer from, long nowMillis) {
    if (tx.weight() > MAX_WEIGHT || orphans.containsKey(tx.wtxid())) {
      return false;
    }
    orphans.put(tx.wtxid(), new Orphan(tx, from, nowMillis + EXPIRY_MILLIS));
    for (TxIn input : tx.inputs()) {
      byParent.computeIfAbsent(input.prevout().txid(), _ -> new LinkedHashSet<>()).add(tx.wtxid());
    }
    if (orphans.size() > MAX_ORPHANS) {
      remove(orphans.keySet().iterator().next());
    }
    return true;
  }

  @Nullable Orphan remove(Wtxid wtxid) {
    Orphan orphan = orphans.remove(wtxid);
    if (orphan != null) {
      for (TxIn input : orphan.tx.inputs()) {
        Txid parent = input.prevout().txid();
        Set<Wtxid> children = byParent.get(parent);
        if (children != null && children.remove(wtxid) && children.isEmpty()) {
          byParent.remove(parent);
        }
      }
    }
    return orphan;
  }

  /// Takes out those that spend an output of a transaction.
  List<Orphan> takeChildren(Txid parent) {
    List<Orphan> children = new ArrayList<>();
    for (Wtxid child : List.copyOf(byParent.getOrDefault(parent, Set.of()))) {
      Orphan orphan = remove(child);
      if (orphan != null) {
        children.add(orphan);
      }
    }
    return children;
  }

  /// A block spent these: whatever spends them too can never be valid on this chain.
  void removeSpenders(Set<OutPoint> spent) {
    Set<Wtxid> gone = new HashSet<>();
    for (OutPoint outpoint : spent) {
      for (Wtxid wtxid : byParent.getOrDefault(outpoint.txid(), Set.of())) {
        Orphan orphan = orphans.get(wtxid);
        if (orphan != null
            && orphan.tx.inputs().stream().anyMatch(i -> i.prevout().equals(outpoint))) {
          gone.add(wtxid);
        }
      }
    }
    gone.forEach(this::remove);
  }

  void removeFrom(SyncPeer peer) {
    List<Wtxid> gone = new ArrayList<>();
    orphans.forEach((wtxid, orphan) -> {
      if (orphan.from == peer) {
        gone.add(wtxid);
      }
    });
    gone.forEach(this::remove);
  }

  void expire(long nowMillis) {
    List<Wtxid> gone = new ArrayList<>();
    for (Iterator<Map.Entry<Wtxid, Orphan>> all = orphans.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<Wtxid, Orphan> oldest = all.next();
      if (oldest.getValue().expiresMillis > nowMillis) {
        break;
      }
      gone.add(oldest.getKey());
    }
    gone.forEach(this::remove);
  }
}
