package org.quantumcoin.node.chain;

import org.quantumcoin.node.primitives.Block;

/// What the state tells its owner while it moves, so that snapshots are published before anyone is
/// told.
interface ChainEvents {
  void connected(BlockIndex index, Block block, ChainSnapshot now);

  void disconnected(BlockIndex index, Block block, ChainSnapshot now);

  void tipMoved(ChainSnapshot now, BlockIndex fork);

  void refused(BlockIndex index, BlockVerdict.Invalid verdict);
}
