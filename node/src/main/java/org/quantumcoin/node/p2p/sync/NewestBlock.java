package org.quantumcoin.node.p2p.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;

/// The block that came last on top of the tip, kept because many peers ask for it, or for parts of
/// it, at the same time, and because they may before it is stored.
final class NewestBlock {
  private @Nullable Block block;
  private @Nullable CmpctBlock compact;

  /// By both ids; made when first asked for.
  private @Nullable Map<Hash256, Transaction> byId;

  void set(Block newest, CmpctBlock itsCompact) {
    block = newest;
    compact = itsCompact;
    byId = null;
  }

  /// A transaction of it by either id, or null.
  @Nullable Transaction transaction(Hash256 id) {
    Map<Hash256, Transaction> known = byId;
    if (known == null && block != null) {
      known = new HashMap<>();
      for (Transaction tx : block.transactions()) {
        known.put(tx.txid().hash(), tx);
        known.put(tx.wtxid().hash(), tx);
      }
      byId = known;
    }
    return known == null ? null : known.get(id);
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
