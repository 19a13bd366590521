package org.quantumcoin.wallet.coins;

import org.quantumcoin.node.primitives.BlockHash;

/// Where a transaction of the wallet stands.
public sealed interface TxState {
  /// In a block of the active chain, at this place in it.
  record Confirmed(BlockHash block, int height, int place, long blockTime) implements TxState {}

  /// In this node's mempool.
  record InMempool() implements TxState {}

  /// A block of the active chain spends one of its inputs otherwise, so it can never confirm while
  /// that block stands.
  record Conflicted(BlockHash block, int height) implements TxState {}

  /// Neither in a block nor in the mempool: waiting to be sent again, or given up by the owner, who
  /// then has its inputs back.
  record Inactive(boolean abandoned) implements TxState {}
}
