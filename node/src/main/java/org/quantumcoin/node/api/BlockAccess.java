package org.quantumcoin.node.api;

import java.util.Optional;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;

/// Blocks in full, for those who keep books of the chain.
public interface BlockAccess {
  BlockRef tip();

  /// The block of the active chain at a height; empty above the tip and below zero.
  Optional<BlockRef> activeBlock(int height);

  /// The first block of the active chain that says it was made at or after a moment; empty if none
  /// does.
  Optional<BlockRef> firstBlockSince(long unixSeconds);

  /// Any known block, whether on the active chain or not.
  Optional<BlockRef> findBlock(BlockHash hash);

  boolean isActive(BlockHash hash);

  /// From disk; empty if it is not stored.
  Optional<Block> readBlock(BlockHash hash);

  /// Every event from now on, until the subscription is closed.
  Subscription follow(BlockFollower follower);
}
