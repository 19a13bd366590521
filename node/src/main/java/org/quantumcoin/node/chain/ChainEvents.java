package org.quantumcoin.node.chain;

import org.quantumcoin.node.primitives.Block;

/// What the state tells its owner while it moves, so that snapshots are published before anyone is
/// told.
interface ChainEvents {
  /// A block on top of the tip passed every check that needs no coins; it is connected next.
  void checked(BlockIndex index, Block block);

  void connected(BlockIndex index, Block block, ChainSnapshot now);

  void disconnected(BlockIndex index, Block block, ChainSnapshot now);

  void tipMoved(ChainSnapshot now, BlockIndex fork);

  void refused(BlockIndex index, BlockVerdict.Invalid verdict);
}
