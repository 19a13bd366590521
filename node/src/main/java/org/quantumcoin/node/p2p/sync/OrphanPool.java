package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Transactions whose parents have not come yet, each with the peers that have it and so should
/// have its parents (Core's `TxOrphanage`).
///
/// When there are too many any of them goes, so that nobody can tell whose orphans a flood drives
/// out. An orphan goes too when the last of its announcers does. `P` stands for a peer.
final class OrphanPool<P> {
  /// Core's `DEFAULT_MAX_ORPHAN_TRANSACTIONS`.
  static final int MAX_ORPHANS = 100;

  /// Larger ones are not standard and would not be relayed anyway.
  static final int MAX_WEIGHT = 400_000;

  /// Core's `ORPHAN_TX_EXPIRE_TIME`.
  static final long EXPIRY_MILLIS = 20 * 60 * 1000L;

  private final RandomGenerator random;

  /// In order of arrival.
  private final Map<Wtxid, Orphan<P>> orphans = new LinkedHashMap<>();

  private final Map<Txid, Set<Wtxid>> byParent = new HashMap<>();

  private static final class Orphan<P> {
    private final Transaction tx;
    private final Set<P> announcers = new LinkedHashSet<>();
    private final long expiresMillis;

    Orphan(Transaction tx, long expiresMillis) {
      this.tx = tx;
      this.expiresMillis = expiresMillis;
    }
  }

  OrphanPool(RandomGenerator random) {
    this.random = random;
  }

  boolean contains(Wtxid wtxid) {
    return orphans.containsKey(wtxid);
  }

  @Nullable Transaction find(Wtxid wtxid) {
    Orphan<P> orphan = orphans.get(wtxid);
    return orphan == null ? null : orphan.tx;
  }

  boolean isFrom(Wtxid wtxid, P peer) {
    Orphan<P> orphan = orphans.get(wtxid);
    return orphan != null && orphan.announcers.contains(peer);
  }

  int size() {
    return orphans.size();
  }

  /// Keeps an orphan of a peer, or that the peer has one that is here already. One that is too
  /// large is not kept.
  void add(Transaction tx, P from, long nowMillis) {
    Orphan<P> known = orphans.get(tx.wtxid());
    if (known != null) {
      if (known.announcers.add(from)) {
        Log.debug(
            LogCategory.TXPACKAGES,
            () -> "added " + from + " as announcer of orphan tx " + tx.wtxid());
      }
      return;
    }
    if (tx.weight() > MAX_WEIGHT) {
      Log.debug(
          LogCategory.TXPACKAGES,
          () ->
              "ignoring large orphan tx (size: %d, txid: %s, wtxid: %s)"
                  .formatted(tx.weight(), tx.txid(), tx.wtxid()));
      return;
    }
    Orphan<P> orphan = new Orphan<>(tx, nowMillis + EXPIRY_MILLIS);
    orphan.announcers.add(from);
    orphans.put(tx.wtxid(), orphan);
    for (TxIn input : tx.inputs()) {
      byParent.computeIfAbsent(input.prevout().txid(), _ -> new LinkedHashSet<>()).add(tx.wtxid());
    }
    Log.debug(
        LogCategory.TXPACKAGES,
        () ->
            "stored orphan tx %s (wtxid=%s), weight: %d (mapsz %d outsz %d)"
                .formatted(tx.txid(), tx.wtxid(), tx.weight(), orphans.size(), byParent.size()));
    if (orphans.size() > MAX_ORPHANS) {
      List<Wtxid> all = List.copyOf(orphans.keySet());
      remove(all.get(random.nextInt(all.size())));
      Log.debug(LogCategory.TXPACKAGES, () -> "orphanage overflow, removed 1 tx");
    }
  }

  void remove(Wtxid wtxid) {
    Orphan<P> orphan = orphans.remove(wtxid);
    if (orphan == null) {
      return;
    }
    for (TxIn input : orphan.tx.inputs()) {
      Txid parent = input.prevout().txid();
      Set<Wtxid> children = byParent.get(parent);
      if (children != null && children.remove(wtxid) && children.isEmpty()) {
        byParent.remove(parent);
      }
    }
    Log.debug(
        LogCategory.TXPACKAGES,
        () -> "   removed orphan tx %s (wtxid=%s)".formatted(orphan.tx.txid(), wtxid));
  }

  /// An orphan, the milliseconds until it goes, and those who have it.
  record Kept<P>(Transaction tx, long millisLeft, List<P> announcers) {}

  /// In order of arrival.
  List<Kept<P>> all(long nowMillis) {
    return orphans.values().stream()
        .map(orphan ->
            new Kept<>(orphan.tx, orphan.expiresMillis - nowMillis, List.copyOf(orphan.announcers)))
        .toList();
  }

  /// An orphan and one of the peers that have it.
  record Child<P>(Transaction tx, P announcer) {}

  /// Those that spend an output of a transaction, each with any of its announcers: if it were
  /// always the first, this one could hold up the others by going.
  List<Child<P>> children(Txid parent) {
    List<Child<P>> children = new ArrayList<>();
    for (Wtxid wtxid : byParent.getOrDefault(parent, Set.of())) {
      Orphan<P> orphan = orphans.get(wtxid);
      if (orphan != null) {
        List<P> announcers = List.copyOf(orphan.announcers);
        children.add(new Child<>(orphan.tx, announcers.get(random.nextInt(announcers.size()))));
      }
    }
    return children;
  }

  /// Those of a peer that spend an output of a transaction, newest first: of several that replace
  /// each other the newest pays most.
  List<Transaction> childrenFrom(P peer, Txid parent) {
    List<Transaction> children = new ArrayList<>();
    for (Wtxid wtxid : byParent.getOrDefault(parent, Set.of())) {
      Orphan<P> orphan = orphans.get(wtxid);
      if (orphan != null && orphan.announcers.contains(peer)) {
        children.add(orphan.tx);
      }
    }
    Collections.reverse(children);
    return children;
  }

  /// A block spent these: whatever spends them too can never be valid on this chain.
  void removeSpenders(Set<OutPoint> spent) {
    Set<Wtxid> gone = new HashSet<>();
    for (OutPoint outpoint : spent) {
      for (Wtxid wtxid : byParent.getOrDefault(outpoint.txid(), Set.of())) {
        Orphan<P> orphan = orphans.get(wtxid);
        if (orphan != null
            && orphan.tx.inputs().stream().anyMatch(i -> i.prevout().equals(outpoint))) {
          gone.add(wtxid);
        }
      }
    }
    gone.forEach(this::remove);
  }

  void removeFrom(P peer) {
    List<Wtxid> gone = new ArrayList<>();
    orphans.forEach((wtxid, orphan) -> {
      orphan.announcers.remove(peer);
      if (orphan.announcers.isEmpty()) {
        gone.add(wtxid);
      }
    });
    gone.forEach(this::remove);
  }

  void expire(long nowMillis) {
    List<Wtxid> gone = new ArrayList<>();
    for (Map.Entry<Wtxid, Orphan<P>> oldest : orphans.entrySet()) {
      if (oldest.getValue().expiresMillis > nowMillis) {
        break;
      }
      gone.add(oldest.getKey());
    }
    gone.forEach(this::remove);
  }
}
