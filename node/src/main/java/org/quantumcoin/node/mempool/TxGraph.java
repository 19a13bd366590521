package org.quantumcoin.node.mempool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// The entries of a mempool and their relations: who spends whom, and sums over ancestors and
/// descendants.
///
/// ## Invariants
///
/// - No two entries spend the same outpoint.
/// - An entry's parents are the entries whose outputs it spends; children are the reverse.
/// - Parents were added before their children, so order of arrival is an order of dependence.
/// - Each entry's sums are those over its ancestors or descendants, itself included.
///
/// Adding and removing walk ancestors and descendants, of which policy allows few (25 by default),
/// so both cost what those limits allow and no more.
///
/// Not safe for several threads: the owner locks.
final class TxGraph {
  /// The entry to evict first comes first: lowest descendant score, then the latest comer.
  private static final Comparator<MempoolEntry> EVICTION_ORDER =
      Comparator.comparing(MempoolEntry::descendantScore)
          .thenComparing(Comparator.comparingLong(MempoolEntry::sequence).reversed());

  private final Map<Txid, MempoolEntry> byTxid = new LinkedHashMap<>();
  private final Map<Wtxid, MempoolEntry> byWtxid = new HashMap<>();
  private final Map<OutPoint, MempoolEntry> spenders = new HashMap<>();
  private final TreeSet<MempoolEntry> byScore = new TreeSet<>(EVICTION_ORDER);
  private long memoryBytes;
  private long earliestSeconds = Long.MAX_VALUE;
  private long totalVirtualSize;
  private long totalFees;

  int size() {
    return byTxid.size();
  }

  long memoryBytes() {
    return memoryBytes;
  }

  long totalVirtualSize() {
    return totalVirtualSize;
  }

  long totalFees() {
    return totalFees;
  }

  @Nullable MempoolEntry find(Txid txid) {
    return byTxid.get(txid);
  }

  @Nullable MempoolEntry find(Wtxid wtxid) {
    return byWtxid.get(wtxid);
  }

  @Nullable MempoolEntry spender(OutPoint outpoint) {
    return spenders.get(outpoint);
  }

  /// The output of an entry, or null when there is none.
  @Nullable TxOut output(OutPoint outpoint) {
    MempoolEntry entry = byTxid.get(outpoint.txid());
    if (entry == null) {
      return null;
    }
    List<TxOut> outputs = entry.tx().outputs();
    return outpoint.indexUnsigned() < outputs.size() ? outputs.get(outpoint.index()) : null;
  }

  /// In order of arrival.
  List<MempoolEntry> all() {
    return new ArrayList<>(byTxid.values());
  }

  /// No entry came before this, in unix seconds.
  long earliestSeconds() {
    return earliestSeconds;
  }

  /// Makes [#earliestSeconds()] exact again after removals.
  void lookForEarliest() {
    earliestSeconds =
        byTxid.values().stream().mapToLong(MempoolEntry::timeSeconds).min().orElse(Long.MAX_VALUE);
  }

  /// The entries whose outputs a transaction spends.
  Set<MempoolEntry> parentsOf(Transaction tx) {
    Set<MempoolEntry> parents = new LinkedHashSet<>();
    for (TxIn input : tx.inputs()) {
      MempoolEntry parent = byTxid.get(input.prevout().txid());
      if (parent != null) {
        parents.add(parent);
      }
    }
    return parents;
  }

  /// Everything that entries need, they themselves included.
  static Set<MempoolEntry> withAncestors(Set<MempoolEntry> entries) {
    Set<MempoolEntry> all = new LinkedHashSet<>(entries);
    Deque<MempoolEntry> open = new ArrayDeque<>(entries);
    while (!open.isEmpty()) {
      for (MempoolEntry parent : open.remove().parents) {
        if (all.add(parent)) {
          open.add(parent);
        }
      }
    }
    return all;
  }

  /// Everything that needs an entry, itself included.
  static Set<MempoolEntry> withDescendants(MempoolEntry entry) {
    Set<MempoolEntry> all = new LinkedHashSet<>();
    Deque<MempoolEntry> open = new ArrayDeque<>();
    all.add(entry);
    open.add(entry);
    while (!open.isEmpty()) {
      for (MempoolEntry child : open.remove().children) {
        if (all.add(child)) {
          open.add(child);
        }
      }
    }
    return all;
  }

  /// Adds an entry none of whose inputs is spent here and that nothing here spends yet.
  void add(MempoolEntry entry) {
    Set<MempoolEntry> parents = parentsOf(entry.tx());
    Set<MempoolEntry> ancestors = withAncestors(parents);
    byTxid.put(entry.tx().txid(), entry);
    byWtxid.put(entry.tx().wtxid(), entry);
    for (TxIn input : entry.tx().inputs()) {
      MempoolEntry other = spenders.put(input.prevout(), entry);
      assert other == null : entry + " spends what " + other + " spends";
    }
    entry.ancestorFees = entry.modifiedFeeSats();
    entry.descendantFees = entry.modifiedFeeSats();
    for (MempoolEntry ancestor : ancestors) {
      entry.ancestorCount++;
      entry.ancestorSize += ancestor.virtualSize();
      entry.ancestorFees += ancestor.modifiedFeeSats();
      entry.ancestorSigOpCost += ancestor.sigOpCost();
      byScore.remove(ancestor);
      ancestor.descendantCount++;
      ancestor.descendantSize += entry.virtualSize();
      ancestor.descendantFees += entry.modifiedFeeSats();
      byScore.add(ancestor);
    }
    for (MempoolEntry parent : parents) {
      parent.children.add(entry);
    }
    entry.parents.addAll(parents);
    byScore.add(entry);
    memoryBytes += entry.memoryBytes();
    earliestSeconds = Math.min(earliestSeconds, entry.timeSeconds());
    totalVirtualSize += entry.virtualSize();
    totalFees += entry.feeSats();
  }

  /// Takes out one entry. What depends on it stays, as when a block took it.
  void remove(MempoolEntry entry) {
    if (byTxid.get(entry.tx().txid()) != entry) {
      throw new IllegalArgumentException("not here: " + entry);
    }
    Set<MempoolEntry> ancestors = withAncestors(entry.parents);
    Set<MempoolEntry> descendants = withDescendants(entry);
    descendants.remove(entry);
    byScore.remove(entry);
    for (MempoolEntry ancestor : ancestors) {
      byScore.remove(ancestor);
      ancestor.descendantCount--;
      ancestor.descendantSize -= entry.virtualSize();
      ancestor.descendantFees -= entry.modifiedFeeSats();
      byScore.add(ancestor);
    }
    for (MempoolEntry descendant : descendants) {
      descendant.ancestorCount--;
      descendant.ancestorSize -= entry.virtualSize();
      descendant.ancestorFees -= entry.modifiedFeeSats();
      descendant.ancestorSigOpCost -= entry.sigOpCost();
    }
    entry.parents.forEach(parent -> parent.children.remove(entry));
    entry.children.forEach(child -> child.parents.remove(entry));
    byTxid.remove(entry.tx().txid());
    byWtxid.remove(entry.tx().wtxid());
    for (TxIn input : entry.tx().inputs()) {
      spenders.remove(input.prevout());
    }
    memoryBytes -= entry.memoryBytes();
    totalVirtualSize -= entry.virtualSize();
    totalFees -= entry.feeSats();
  }

  /// An operator changes what an entry counts as paying, by `delta` more than before.
  void addFeeDelta(MempoolEntry entry, long delta) {
    Set<MempoolEntry> ancestors = withAncestors(entry.parents);
    Set<MempoolEntry> descendants = withDescendants(entry);
    descendants.remove(entry);
    byScore.remove(entry);
    entry.feeDelta += delta;
    entry.ancestorFees += delta;
    entry.descendantFees += delta;
    byScore.add(entry);
    for (MempoolEntry ancestor : ancestors) {
      byScore.remove(ancestor);
      ancestor.descendantFees += delta;
      byScore.add(ancestor);
    }
    for (MempoolEntry descendant : descendants) {
      descendant.ancestorFees += delta;
    }
  }

  /// What to evict first, or null when there is nothing.
  @Nullable MempoolEntry worst() {
    return byScore.isEmpty() ? null : byScore.first();
  }
}
