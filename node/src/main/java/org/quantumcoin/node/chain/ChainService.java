package org.quantumcoin.node.chain;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;

/// What peers, miners and RPC ask of the chain. Every method may be called from any thread; none
/// blocks on the writer.
public interface ChainService {
  NetworkParams params();

  /// The latest published state.
  ChainSnapshot snapshot();

  /// A header in the tree, or null when it was never accepted.
  @Nullable BlockIndex find(BlockHash hash);

  /// Checks headers, each the child of the one before, and adds them to the tree.
  ///
  /// Failures of ours (a broken disk) complete the future exceptionally; they say nothing about the
  /// headers.
  CompletableFuture<HeadersVerdict> submitHeaders(List<BlockHeader> headers);

  /// Checks a block, stores it, and moves the tip to it where it has the most work.
  ///
  /// `requested` blocks are stored wherever they stand in the tree; others only when they could
  /// soon matter.
  CompletableFuture<BlockVerdict> submitBlock(Block block, boolean requested);

  /// The stored block. Throws [org.quantumcoin.node.storage.StorageException] when it cannot be
  /// read, which is our failure, and [IllegalArgumentException] when it was never stored.
  Block readBlock(BlockIndex index);

  /// The coins that a block spent. Throws [IllegalArgumentException] when the block was never
  /// connected, and [org.quantumcoin.node.storage.StorageException] when the file cannot be read;
  /// damaged undo data is mended meanwhile.
  BlockUndo readUndo(BlockIndex index);

  /// Blocks that were stored once and whose files turned out to be damaged: they are to be fetched
  /// again, wherever they stand in the chain.
  default Collection<BlockIndex> lostBlocks() {
    return List.of();
  }

  /// Runs a listener until the handle is closed.
  Subscription subscribe(ChainListener listener);

  /// Ends what it was returned for.
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }
}
