package org.quantumcoin.node.index;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.HeadersVerdict;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.storage.StorageException;

/// A chain of which so many blocks can be read, and then none: whoever reads them ends there, and
/// what was not written by then is lost as by a kill.
final class DyingChain implements ChainService {
  private final ChainService chain;
  private final AtomicInteger left;

  DyingChain(ChainService chain, int blocks) {
    this.chain = chain;
    this.left = new AtomicInteger(blocks);
  }

  @Override
  public Block readBlock(BlockIndex index) {
    if (left.getAndDecrement() <= 0) {
      throw new StorageException("killed");
    }
    return chain.readBlock(index);
  }

  @Override
  public NetworkParams params() {
    return chain.params();
  }

  @Override
  public ChainSnapshot snapshot() {
    return chain.snapshot();
  }

  @Override
  public @Nullable BlockIndex find(BlockHash hash) {
    return chain.find(hash);
  }

  @Override
  public CompletableFuture<HeadersVerdict> submitHeaders(List<BlockHeader> headers) {
    return chain.submitHeaders(headers);
  }

  @Override
  public CompletableFuture<BlockVerdict> submitBlock(Block block, boolean requested) {
    return chain.submitBlock(block, requested);
  }

  @Override
  public BlockUndo readUndo(BlockIndex index) {
    return chain.readUndo(index);
  }

  @Override
  public Subscription subscribe(ChainListener listener) {
    return chain.subscribe(listener);
  }
}
