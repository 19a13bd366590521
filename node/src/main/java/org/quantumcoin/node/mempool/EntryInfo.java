package org.quantumcoin.node.mempool;

import java.util.List;
import java.util.Set;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// An entry at one moment. Counts, sizes and fees over ancestors and descendants include the entry;
/// fees are modified ones in satoshis, sizes virtual bytes. `parents` (Core's `depends`) and
/// `children` (`spentby`) are in the pool. `replaceable` tells whether it or an unconfirmed
/// ancestor signals so (BIP-0125); replacement is full, so it only informs.
public record EntryInfo(
    Transaction tx,
    long feeSats,
    long modifiedFeeSats,
    long virtualSize,
    int sigOpCost,
    long timeSeconds,
    int height,
    int ancestorCount,
    long ancestorSize,
    long ancestorFees,
    int descendantCount,
    long descendantSize,
    long descendantFees,
    List<Txid> parents,
    List<Txid> children,
    boolean replaceable) {
  public EntryInfo {
    parents = List.copyOf(parents);
    children = List.copyOf(children);
  }

  /// The largest sequence number that signals (BIP-0125).
  private static final int MAX_SIGNALLING_SEQUENCE = 0xfffffffd;

  static EntryInfo of(MempoolEntry entry) {
    boolean replaceable =
        TxGraph.withAncestors(Set.of(entry)).stream().anyMatch(ancestor -> signals(ancestor.tx()));
    return new EntryInfo(
        entry.tx(),
        entry.feeSats(),
        entry.modifiedFeeSats(),
        entry.virtualSize(),
        entry.sigOpCost(),
        entry.timeSeconds(),
        entry.height(),
        entry.ancestorCount,
        entry.ancestorSize,
        entry.ancestorFees,
        entry.descendantCount,
        entry.descendantSize,
        entry.descendantFees,
        entry.parents.stream().map(parent -> parent.tx().txid()).toList(),
        entry.children.stream().map(child -> child.tx().txid()).toList(),
        replaceable);
  }

  private static boolean signals(Transaction tx) {
    return tx.inputs().stream()
        .anyMatch(input -> Integer.compareUnsigned(input.sequence(), MAX_SIGNALLING_SEQUENCE) <= 0);
  }
}
