package org.quantumcoin.node.mempool;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.quantumcoin.node.api.MempoolAccess;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;

/// A transaction in the mempool with what it pays and whom it stands between.
///
/// The sums over ancestors and descendants include the entry itself and count modified fees. They
/// are kept by [TxGraph] under its lock; an entry that left the pool keeps its last ones.
public final class MempoolEntry {
  /// Objects that every entry has besides its bytes: transaction, ids, entry, sets, tree nodes.
  /// Measured with default object layout, rounded up.
  private static final int ENTRY_OVERHEAD_BYTES = 900;

  private static final int INPUT_OVERHEAD_BYTES = 200;
  private static final int OUTPUT_OVERHEAD_BYTES = 60;

  private final Transaction tx;
  private final long feeSats;
  private final int sigOpCost;
  private final long virtualSize;
  private final long timeSeconds;
  private final int height;
  private final boolean spendsCoinbase;
  private final long sequence;
  private final long memoryBytes;

  final Set<MempoolEntry> parents = new LinkedHashSet<>();
  final Set<MempoolEntry> children = new LinkedHashSet<>();
  long feeDelta;

  /// Where it stands in the list of candidates that is being made.
  int position;

  int ancestorCount = 1;
  long ancestorSize;
  long ancestorFees;
  int ancestorSigOpCost;
  int descendantCount = 1;
  long descendantSize;
  long descendantFees;

  /// `virtualSize` is the sigop-adjusted one; `height` is the tip's when it came; `sequence` orders
  /// entries by arrival.
  MempoolEntry(
      Transaction tx,
      long feeSats,
      int sigOpCost,
      long virtualSize,
      long timeSeconds,
      int height,
      boolean spendsCoinbase,
      long sequence) {
    this.tx = tx;
    this.feeSats = feeSats;
    this.sigOpCost = sigOpCost;
    this.virtualSize = virtualSize;
    this.timeSeconds = timeSeconds;
    this.height = height;
    this.spendsCoinbase = spendsCoinbase;
    this.sequence = sequence;
    this.memoryBytes = memoryOf(tx);
    this.ancestorSize = virtualSize;
    this.ancestorFees = feeSats;
    this.ancestorSigOpCost = sigOpCost;
    this.descendantSize = virtualSize;
    this.descendantFees = feeSats;
  }

  private static long memoryOf(Transaction tx) {
    long bytes = (long) ENTRY_OVERHEAD_BYTES + tx.totalSize();
    for (TxIn input : tx.inputs()) {
      bytes += INPUT_OVERHEAD_BYTES + 8L * input.witness().size();
    }
    for (TxOut _ : tx.outputs()) {
      bytes += OUTPUT_OVERHEAD_BYTES;
    }
    return bytes;
  }

  public Transaction tx() {
    return tx;
  }

  /// What it pays.
  public long feeSats() {
    return feeSats;
  }

  /// What it counts as paying, after an operator's say.
  public long modifiedFeeSats() {
    return feeSats + feeDelta;
  }

  public int sigOpCost() {
    return sigOpCost;
  }

  public long virtualSize() {
    return virtualSize;
  }

  public int weight() {
    return tx.weight();
  }

  /// When it came, in unix seconds.
  public long timeSeconds() {
    return timeSeconds;
  }

  public int height() {
    return height;
  }

  public boolean spendsCoinbase() {
    return spendsCoinbase;
  }

  MempoolAccess.Entry listed() {
    return new MempoolAccess.Entry(
        tx.txid(),
        modifiedFeeSats(),
        virtualSize,
        tx.weight(),
        timeSeconds,
        ancestorCount,
        ancestorSize,
        ancestorFees,
        descendantCount,
        descendantSize,
        descendantFees);
  }

  TxPool.Paying paying() {
    return new TxPool.Paying(tx, feeSats, ancestorCount, sequence);
  }

  long sequence() {
    return sequence;
  }

  long memoryBytes() {
    return memoryBytes;
  }

  FeeFrac rate() {
    return new FeeFrac(modifiedFeeSats(), virtualSize);
  }

  /// About what it is mined at: no better than with all it needs, no worse than with what pays for
  /// it.
  FeeFrac minerRate() {
    FeeFrac own = rate();
    FeeFrac withAncestors = new FeeFrac(ancestorFees, ancestorSize);
    FeeFrac withDescendants = new FeeFrac(descendantFees, descendantSize);
    FeeFrac held = own.compareTo(withAncestors) <= 0 ? own : withAncestors;
    return held.compareTo(withDescendants) >= 0 ? held : withDescendants;
  }

  /// What the pool would lose with it: the better of its own rate and that of it with its
  /// descendants, so that a child paying for it protects it (Core's descendant score).
  FeeFrac descendantScore() {
    FeeFrac own = rate();
    FeeFrac family = new FeeFrac(descendantFees, descendantSize);
    return own.compareTo(family) >= 0 ? own : family;
  }

  Set<MempoolEntry> parents() {
    return Collections.unmodifiableSet(parents);
  }

  @Override
  public String toString() {
    return "MempoolEntry[" + tx.txid() + "]";
  }
}
