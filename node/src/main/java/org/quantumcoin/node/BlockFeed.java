package org.quantumcoin.node;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.api.BlockAccess;
import org.quantumcoin.node.api.BlockFollower;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.Subscription;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.storage.DamagedFileException;

/// Shows the chain's blocks through the `api`.
final class BlockFeed implements BlockAccess {
  private final ChainManager chain;
  private final Mempool mempool;

  BlockFeed(ChainManager chain, Mempool mempool) {
    this.chain = chain;
    this.mempool = mempool;
  }

  static BlockRef ref(BlockIndex index) {
    BlockIndex previous = index.previous();
    return new BlockRef(
        index.height(),
        index.hash(),
        previous == null ? BlockHash.ZERO : previous.hash(),
        index.time(),
        index.medianTimePast(),
        index.maxTime());
  }

  private static Optional<BlockRef> known(@Nullable BlockIndex index) {
    return index == null ? Optional.empty() : Optional.of(ref(index));
  }

  @Override
  public BlockRef tip() {
    return ref(chain.snapshot().tip());
  }

  @Override
  public Optional<BlockRef> activeBlock(int height) {
    return known(chain.snapshot().at(height));
  }

  @Override
  public Optional<BlockRef> firstBlockSince(long unixSeconds) {
    BlockIndex first = null;
    for (BlockIndex at = chain.snapshot().tip(); at != null; at = at.previous()) {
      if (at.time() >= unixSeconds) {
        first = at;
      }
    }
    return known(first);
  }

  @Override
  public Optional<BlockRef> findBlock(BlockHash hash) {
    return known(chain.find(hash));
  }

  @Override
  public boolean isActive(BlockHash hash) {
    BlockIndex index = chain.find(hash);
    return index != null && chain.snapshot().contains(index);
  }

  @Override
  public Optional<Block> readBlock(BlockHash hash) {
    BlockIndex index = chain.find(hash);
    if (index == null || !index.hasData()) {
      return Optional.empty();
    }
    try {
      return Optional.of(chain.readBlock(index));
    } catch (DamagedFileException e) {
      // The chain has it fetched again; for now it is not there.
      Log.warning(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public Subscription follow(BlockFollower follower) {
    var blocks =
        chain.subscribe(
            new ChainListener() {
              @Override
              public void blockConnected(BlockIndex index, Block block) {
                follower.blockConnected(ref(index), block);
              }

              @Override
              public void blockDisconnected(BlockIndex index, Block block) {
                follower.blockDisconnected(ref(index), block);
              }
            });
    var transactions =
        mempool.subscribe(
            new TxPool.Listener() {
              @Override
              public void added(Transaction tx, long feeSats) {
                follower.transactionAdded(tx);
              }

              @Override
              public void removed(Transaction tx, boolean inBlock) {
                follower.transactionRemoved(tx, inBlock);
              }
            });
    return () -> {
      blocks.close();
      transactions.close();
    };
  }
}
