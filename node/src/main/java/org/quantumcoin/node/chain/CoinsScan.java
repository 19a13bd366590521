package org.quantumcoin.node.chain;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;

/// A pass over every coin of one moment.
public final class CoinsScan {
  private final CoinsStore store;
  private final Function<BlockHash, @Nullable BlockIndex> blocks;

  CoinsScan(CoinsStore store, Function<BlockHash, @Nullable BlockIndex> blocks) {
    this.store = store;
    this.blocks = blocks;
  }

  /// Takes one coin and says whether to go on.
  public interface Visitor {
    boolean visit(OutPoint outpoint, Coin coin);
  }

  /// Visits the coins ordered by txid bytes and index, and returns the block they belong to.
  public BlockIndex run(Visitor visitor) {
    BlockIndex[] best = new BlockIndex[1];
    store.forEach(
        new CoinsStore.Visitor() {
          @Override
          public void begin(BlockHash hash) {
            best[0] = blocks.apply(hash);
          }

          @Override
          public boolean visit(OutPoint outpoint, Coin coin) {
            return visitor.visit(outpoint, coin);
          }
        });
    if (best[0] == null) {
      throw new IllegalStateException("the coins on disk belong to no block");
    }
    return best[0];
  }
}
