package org.quantumcoin.node.p2p.sync;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.consensus.BlockRules;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Transaction;

/// A block being put together from a compact one: what came with it, what we have already, and what
/// has to be asked for (BIP-0152; Core's `PartiallyDownloadedBlock`).
///
/// A short id says little: two of our transactions, or one of ours and another one, may share it.
/// What looks ambiguous is asked for; what was filled wrongly is found by the merkle root, and then
/// nobody is blamed and the whole block is asked for.
final class PartialBlock {
  private static final int MAX_INDEX = 0xffff;

  private final BlockHeader header;
  private final @Nullable Transaction[] slots;

  /// Positions that were settled once, even when an ambiguity has emptied them since.
  private final boolean[] settled;

  private final int prefilledCount;
  private int fromPool;
  private int fromExtra;
  private boolean used;

  /// What became of a compact block.
  sealed interface Opened {
    record Ready(PartialBlock block) implements Opened {}

    /// No honest peer sends this.
    record Invalid() implements Opened {}

    /// Two of its own short ids collide, which happens to the honest: the block must be had whole.
    record Failed() implements Opened {}
  }

  /// What became of it with the transactions that were missing.
  sealed interface Filled {
    record Whole(Block block) implements Filled {}

    /// Not as many transactions as were asked for.
    record Invalid() implements Filled {}

    /// The transactions are not those of the header: one was taken for another.
    record Failed() implements Filled {}
  }

  private PartialBlock(CmpctBlock compact) {
    header = compact.header();
    slots = new Transaction[compact.transactionCount()];
    settled = new boolean[slots.length];
    prefilledCount = compact.prefilled().size();
  }

  /// Fills in what can be had here. `pool` are the mempool's transactions, `extra` others that were
  /// seen lately.
  static Opened open(CmpctBlock compact, List<Transaction> pool, List<Transaction> extra) {
    Log.debug(
        LogCategory.CMPCTBLOCK,
        () ->
            "Initializing PartiallyDownloadedBlock for block %s using a cmpctblock of %d bytes"
                .formatted(compact.header().hash(), compact.sizeBytes()));
    if (compact.transactionCount() == 0) {
      return new Opened.Invalid();
    }
    PartialBlock block = new PartialBlock(compact);
    if (!block.placePrefilled(compact)) {
      return new Opened.Invalid();
    }
    ShortIdTable positions = new ShortIdTable(compact.shortIdCount());
    if (!block.placeShortIds(compact, positions)) {
      return new Opened.Failed();
    }
    block.takeFromPool(compact, positions, pool);
    block.takeFromExtra(compact, positions, extra);
    return new Opened.Ready(block);
  }

  private boolean placePrefilled(CmpctBlock compact) {
    int index = -1;
    for (int i = 0; i < prefilledCount; i++) {
      CmpctBlock.Prefilled each = compact.prefilled().get(i);
      index += each.gap() + 1;
      boolean empty = each.tx().inputs().isEmpty() && each.tx().outputs().isEmpty();
      // Farther than all short ids and the prefilled ones so far would leave positions without
      // either.
      if (empty || index > MAX_INDEX || index > compact.shortIdCount() + i) {
        return false;
      }
      slots[index] = each.tx();
    }
    return true;
  }

  /// Each short id stands for the next position that is still free; false when two are the same.
  private boolean placeShortIds(CmpctBlock compact, ShortIdTable positions) {
    int at = 0;
    for (int i = 0; i < compact.shortIdCount(); i++) {
      while (slots[at] != null) {
        at++;
      }
      if (!positions.put(compact.shortId(i), at++)) {
        return false;
      }
    }
    return true;
  }

  private void takeFromPool(CmpctBlock compact, ShortIdTable positions, List<Transaction> pool) {
    for (Transaction tx : pool) {
      if (fromPool == positions.size()) {
        // Going on would find ambiguities, which are rarer than this is worth.
        return;
      }
      int at = positions.find(compact.shortId(tx.wtxid()));
      if (at == ShortIdTable.NONE) {
        continue;
      }
      if (!settled[at]) {
        settled[at] = true;
        slots[at] = tx;
        fromPool++;
      } else if (slots[at] != null) {
        slots[at] = null;
        fromPool--;
      }
    }
  }

  private void takeFromExtra(CmpctBlock compact, ShortIdTable positions, List<Transaction> extra) {
    for (Transaction tx : extra) {
      if (fromPool == positions.size()) {
        return;
      }
      int at = positions.find(compact.shortId(tx.wtxid()));
      if (at == ShortIdTable.NONE) {
        continue;
      }
      Transaction there = slots[at];
      if (!settled[at]) {
        settled[at] = true;
        slots[at] = tx;
        fromPool++;
        fromExtra++;
      } else if (there != null && !there.wtxid().equals(tx.wtxid())) {
        slots[at] = null;
        fromPool--;
        fromExtra = Math.max(0, fromExtra - 1);
      }
    }
  }

  BlockHash hash() {
    return header.hash();
  }

  /// Positions of the transactions that are not here.
  List<Integer> missing() {
    List<Integer> missing = new ArrayList<>();
    for (int i = 0; i < slots.length; i++) {
      if (slots[i] == null) {
        missing.add(i);
      }
    }
    return missing;
  }

  /// Puts the block together with what was missing, in order. Works once: a second answer is as
  /// invalid as a wrong one. `segwit` tells whether witnesses are committed to at its height.
  Filled fill(List<Transaction> missing, boolean segwit) {
    if (used) {
      return new Filled.Invalid();
    }
    used = true;
    List<Transaction> transactions = new ArrayList<>(slots.length);
    int next = 0;
    int requestedBytes = 0;
    for (int i = 0; i < slots.length; i++) {
      Transaction tx = slots[i];
      if (tx == null) {
        if (next == missing.size()) {
          return new Filled.Invalid();
        }
        tx = missing.get(next++);
        requestedBytes += tx.totalSize();
      }
      slots[i] = null;
      transactions.add(tx);
    }
    if (next != missing.size()) {
      return new Filled.Invalid();
    }
    Block block = Block.create(header, transactions);
    if (BlockRules.checkNotMutated(block, segwit).isPresent()) {
      return new Filled.Failed();
    }
    log(missing, requestedBytes);
    return new Filled.Whole(block);
  }

  private void log(List<Transaction> missing, int requestedBytes) {
    Log.debug(
        LogCategory.CMPCTBLOCK,
        () ->
            ("Successfully reconstructed block %s with %d txn prefilled, %d txn from mempool (incl at"
                    + " least %d from extra pool) and %d txn (%d bytes) requested")
                .formatted(
                    hash(), prefilledCount, fromPool, fromExtra, missing.size(), requestedBytes));
    if (missing.size() < 5) {
      for (Transaction tx : missing) {
        Log.debug(
            LogCategory.CMPCTBLOCK,
            () -> "Reconstructed block " + hash() + " required tx " + tx.txid());
      }
    }
  }
}
