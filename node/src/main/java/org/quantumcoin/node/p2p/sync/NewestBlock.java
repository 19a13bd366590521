package org.quantumcoin.node.p2p.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;

/// The block that came last on top of the tip, kept because many peers ask for it, or for parts of
/// it, at the same time, and because they may before it is stored.
final class NewestBlock {
  private @Nullable Block block;
  private @Nullable CmpctBlock compact;

  void set(Block newest, CmpctBlock itsCompact) {
    block = newest;
    compact = itsCompact;
  }

  boolean is(BlockHash hash) {
    return block != null && block.hash().equals(hash);
  }

  /// The compact form that was announced, if it is this block.
  @Nullable CmpctBlock compact(BlockHash hash) {
    return is(hash) ? compact : null;
  }

  /// The transactions, if it is this block.
  @Nullable List<Transaction> transactions(BlockHash hash) {
    return block != null && is(hash) ? block.transactions() : null;
  }
}
