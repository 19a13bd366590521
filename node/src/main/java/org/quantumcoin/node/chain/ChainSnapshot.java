package org.quantumcoin.node.chain;

import org.jspecify.annotations.Nullable;

/// The chain at one moment: the active tip, the header with the most work, and whether the node is
/// still catching up.
///
/// Heights of the active chain are found through `tip.ancestor(height)`, so a snapshot stays true
/// while the writer goes on.
public record ChainSnapshot(BlockIndex tip, BlockIndex bestHeader, boolean initialBlockDownload) {
  public int height() {
    return tip.height();
  }

  /// Whether a block is on the active chain.
  public boolean contains(BlockIndex index) {
    return index.height() <= tip.height() && tip.ancestor(index.height()) == index;
  }

  /// The active chain's block at a height, or null above the tip or below zero.
  public @Nullable BlockIndex at(int height) {
    return height < 0 || height > tip.height() ? null : tip.ancestor(height);
  }

  /// The last block that the active chain shares with the branch of `index`.
  public BlockIndex forkWith(BlockIndex index) {
    return BlockIndex.lastCommonAncestor(tip, index);
  }
}
