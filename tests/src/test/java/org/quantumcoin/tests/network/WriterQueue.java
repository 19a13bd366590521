package org.quantumcoin.tests.network;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.BlockUndo;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainManager;
import org.quantumcoin.node.chain.ChainService;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.chain.HeadersVerdict;
import org.quantumcoin.node.mempool.Mempool;
import org.quantumcoin.node.mempool.PackageAcceptance;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

/// Between a node's peers and its chain writer: each command is done some virtual time after it was
/// given, in order, as if the writer had been busy. While the writer's real thread works, the
/// timeline stands still, so nothing depends on how fast that is.
final class WriterQueue {
  private static final long MIN_WORK_NANOS = Duration.ofNanos(50_000).toNanos();
  private static final long MAX_WORK_NANOS = Duration.ofMillis(20).toNanos();

  private final Timeline timeline;
  private final RandomGenerator random;
  private final ChainManager chain;
  private final Mempool pool;
  private long busyUntilNanos;
  private boolean closed;

  WriterQueue(Timeline timeline, RandomGenerator random, ChainManager chain, Mempool pool) {
    this.timeline = timeline;
    this.random = random;
    this.chain = chain;
    this.pool = pool;
  }

  /// What is still waiting is never done.
  void close() {
    closed = true;
  }

  /// Has a block judged, now. While that is done the mempool may give the writer one more command,
  /// after a reorganisation; it must be done too before the timeline goes on.
  CompletableFuture<BlockVerdict> submit(Block block, boolean requested) {
    BlockVerdict verdict = chain.submitBlock(block, requested).join();
    return chain.onWriter(_ -> verdict);
  }

  private <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> command) {
    CompletableFuture<T> result = new CompletableFuture<>();
    busyUntilNanos =
        Math.max(busyUntilNanos, timeline.nanos())
            + random.nextLong(MIN_WORK_NANOS, MAX_WORK_NANOS);
    timeline.at(
        busyUntilNanos,
        () -> {
          if (!closed) {
            complete(result, command.get());
          }
        });
    return result;
  }

  private static <T> void complete(CompletableFuture<T> result, CompletableFuture<T> done) {
    T value;
    try {
      value = done.join();
    } catch (CompletionException e) {
      throw new AssertionError("a node's chain failed", e);
    }
    result.complete(value);
  }

  /// The chain as the node's peers see it.
  final class PacedChain implements ChainService {
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
      return later(() -> chain.submitHeaders(headers));
    }

    @Override
    public CompletableFuture<BlockVerdict> submitBlock(Block block, boolean requested) {
      return later(() -> submit(block, requested));
    }

    @Override
    public Block readBlock(BlockIndex index) {
      return chain.readBlock(index);
    }

    @Override
    public BlockUndo readUndo(BlockIndex index) {
      return chain.readUndo(index);
    }

    @Override
    public Collection<BlockIndex> lostBlocks() {
      return chain.lostBlocks();
    }

    @Override
    public Subscription subscribe(ChainListener listener) {
      return chain.subscribe(listener);
    }
  }

  /// The mempool as the node's peers see it.
  final class PacedPool implements TxPool {
    @Override
    public CompletableFuture<TxAcceptance> submit(Transaction tx) {
      return later(() -> pool.submit(tx));
    }

    @Override
    public CompletableFuture<PackageAcceptance> submitPackage(List<Transaction> members) {
      return later(() -> pool.submitPackage(members));
    }

    @Override
    public @Nullable Transaction find(Txid txid) {
      return pool.find(txid);
    }

    @Override
    public @Nullable Transaction find(Wtxid wtxid) {
      return pool.find(wtxid);
    }

    @Override
    public List<Wtxid> wtxids() {
      return pool.wtxids();
    }

    @Override
    public List<Transaction> transactions() {
      return pool.transactions();
    }

    @Override
    public FeeFloor feeFloor() {
      return pool.feeFloor();
    }

    @Override
    public long nextSequence() {
      return pool.nextSequence();
    }

    @Override
    public @Nullable Paying paying(Txid txid) {
      return pool.paying(txid);
    }

    @Override
    public @Nullable Paying paying(Wtxid wtxid) {
      return pool.paying(wtxid);
    }

    @Override
    public List<Paying> all() {
      return pool.all();
    }

    @Override
    public List<Paying> unbroadcast() {
      return pool.unbroadcast();
    }

    @Override
    public void broadcasted(Txid txid) {
      pool.broadcasted(txid);
    }

    @Override
    public ChainService.Subscription subscribe(Listener listener) {
      return pool.subscribe(listener);
    }
  }
}
