package org.quantumcoin.node.chain;

import org.quantumcoin.node.primitives.Block;

/// Told what the writer does, on the writer's thread and in its order: implementations hand the
/// event on and return.
public interface ChainListener {
  /// A new block on top of the tip has its work, its header and its hashes right, and is about to
  /// be connected: it may be passed on to those who asked for that (Core's `NewPoWValidBlock`).
  default void blockChecked(BlockIndex index, Block block) {}

  /// A block became the tip.
  default void blockConnected(BlockIndex index, Block block) {}

  /// The tip was taken back; `index.previous()` is the tip now.
  default void blockDisconnected(BlockIndex index, Block block) {}

  /// The writer came to rest on a new tip after connecting or disconnecting; `fork` is where the
  /// old branch was left.
  default void tipChanged(ChainSnapshot now, BlockIndex fork) {}

  /// The header with the most work changed.
  default void bestHeaderChanged(ChainSnapshot now) {}

  /// A block whose header was accepted turned out invalid, now or when it was connected.
  default void blockRefused(BlockIndex index, BlockVerdict.Invalid verdict) {}
}
