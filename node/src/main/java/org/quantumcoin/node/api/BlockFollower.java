package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

/// Hears of every block and transaction, in full and in the node's order, on the node's writing
/// thread: implementations hand the event on and return.
public interface BlockFollower {
  void blockConnected(BlockRef ref, Block block);

  /// The tip was taken back.
  void blockDisconnected(BlockRef ref, Block block);

  /// The mempool took a transaction.
  void transactionAdded(Transaction tx);

  /// The mempool let go of a transaction; `inBlock` when the block that is being connected has it,
  /// otherwise it was replaced, conflicts with a block, was evicted or expired.
  void transactionRemoved(Transaction tx, boolean inBlock);
}
