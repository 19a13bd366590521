package org.quantumcoin.node.p2p.sync;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

/// Parses blocks on workers of its own, several at once, and gives them on in order of arrival.
///
/// Ids are computed here, so that the chain writer, whose time is the scarce one, finds them ready.
final class BlockPreparer implements AutoCloseable {
  /// Parsing is far faster than checking: few workers keep the writer busy.
  private static final int MAX_WORKERS = 4;

  /// Above what the bound on bytes lets in, with a message of each peer on top.
  private static final int MAX_QUEUED = 65_536;

  private static final long STOP_SECONDS = 5;

  private final ExecutorService workers;
  private final Deque<Job> jobs = new ArrayDeque<>();

  /// Takes what was prepared, one after the other, on a worker.
  interface Sink {
    void prepared(Block block);

    /// The bytes are no block.
    void malformed(DecodeException why);
  }

  private static final class Job {
    private final byte[] bytes;
    private final Sink sink;
    private @Nullable Block block;
    private @Nullable DecodeException failure;

    Job(byte[] bytes, Sink sink) {
      this.bytes = bytes;
      this.sink = sink;
    }

    boolean isDone() {
      return block != null || failure != null;
    }

    void deliver() {
      if (block != null) {
        sink.prepared(block);
      } else if (failure != null) {
        sink.malformed(failure);
      }
    }
  }

  /// The workers are ended with this.
  BlockPreparer(ExecutorService workers) {
    this.workers = workers;
  }

  /// Threads for a program to prepare on.
  static ExecutorService threads() {
    int count = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, MAX_WORKERS);
    AtomicInteger number = new AtomicInteger();
    return new ThreadPoolExecutor(
        count,
        count,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MAX_QUEUED),
        task ->
            Thread.ofPlatform()
                .name("prepare-" + number.getAndIncrement())
                .daemon(true)
                .unstarted(task),
        new ThreadPoolExecutor.DiscardPolicy());
  }

  /// Always called from one thread, which gives the order.
  void submit(byte[] bytes, Sink sink) {
    Job job = new Job(bytes, sink);
    synchronized (jobs) {
      jobs.add(job);
    }
    workers.execute(() -> prepare(job));
  }

  private void prepare(Job job) {
    Block block = null;
    DecodeException failure = null;
    try {
      block = Block.parse(job.bytes);
      for (Transaction tx : block.transactions()) {
        tx.txid();
        tx.wtxid();
      }
    } catch (DecodeException e) {
      failure = e;
    }
    // Delivered under the lock: the order is the point.
    synchronized (jobs) {
      job.block = block;
      job.failure = failure;
      for (Job first = jobs.peek(); first != null && first.isDone(); first = jobs.peek()) {
        jobs.remove();
        first.deliver();
      }
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
    try {
      workers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
