package org.quantumcoin.node;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.storage.StorageException;

/// Blocks with the coins they spent, read from disk for people who look at them. The last few are
/// kept, since a page turned is asked of the same block.
final class StoredBlocks {
  /// A full block with its coins takes some 15 MB in memory.
  private static final int MAX_KEPT = 3;

  private final ChainManager chain;
  private final Map<BlockHash, Stored> kept =
      new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<BlockHash, Stored> eldest) {
          return size() > MAX_KEPT;
        }
      };

  StoredBlocks(ChainManager chain) {
    this.chain = chain;
  }

  /// A block; `undo` is empty for the first block, for blocks that were never connected, and where
  /// the undo data is damaged.
  record Stored(BlockIndex index, Block block, Optional<BlockUndo> undo) {
    /// The coins that a transaction's inputs spend, in their order; empty for the coinbase and when
    /// they are not known.
    List<Coin> spentBy(int position) {
      return position == 0
          ? List.of()
          : undo.map(all -> all.spentByTransaction().get(position - 1)).orElse(List.of());
    }
  }

  /// Empty when the block is not stored or its file is damaged, which the chain mends.
  synchronized Optional<Stored> read(BlockIndex index) {
    if (!index.hasData()) {
      return Optional.empty();
    }
    Stored known = kept.get(index.hash());
    if (known != null && (known.undo().isPresent() || !index.hasUndo())) {
      return Optional.of(known);
    }
    try {
      Stored stored = new Stored(index, chain.readBlock(index), undo(index));
      kept.put(index.hash(), stored);
      return Optional.of(stored);
    } catch (StorageException e) {
      Log.warning(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<BlockUndo> undo(BlockIndex index) {
    if (!index.hasUndo()) {
      return Optional.empty();
    }
    try {
      return Optional.of(chain.readUndo(index));
    } catch (StorageException e) {
      Log.warning(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
