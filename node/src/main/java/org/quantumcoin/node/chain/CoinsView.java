package org.quantumcoin.node.chain;

import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;

/// Looks up unspent coins as they are at the tip. Belongs to the chain writer's thread.
public interface CoinsView {
  /// The coin, or null when it never was or is spent.
  @Nullable Coin get(OutPoint outpoint);
}
