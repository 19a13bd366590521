package org.quantumcoin.node.consensus;

import org.jspecify.annotations.Nullable;

/// A header in its chain, as far as rules look back: the numbers of its ancestors.
///
/// The chain's own tree implements it; a test makes one from a list.
public interface ChainedHeader {
  int height();

  int version();

  /// Unix seconds.
  long time();

  int bits();

  /// Null for the genesis block only.
  @Nullable ChainedHeader previous();

  /// The ancestor at a height from 0 to this height.
  ChainedHeader ancestor(int height);

  /// The median time of this block and the ten before it, in unix seconds (BIP-0113).
  long medianTimePast();
}
