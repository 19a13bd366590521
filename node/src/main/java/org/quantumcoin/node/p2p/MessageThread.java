package org.quantumcoin.node.p2p;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.quantumcoin.node.log.Log;

/// A thread of the system's for all peers.
///
/// Its queue needs no bound of its own: each peer may only have so many bytes in it before its
/// connection is no longer read from.
final class MessageThread implements PeerThread {
  private static final long STOP_SECONDS = 10;

  private final ScheduledThreadPoolExecutor executor;
  private volatile Thread thread = Thread.currentThread();

  MessageThread() {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread made = Thread.ofPlatform().name("msghand").daemon(true).unstarted(task);
              thread = made;
              return made;
            });
    executor.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
    executor.prestartAllCoreThreads();
  }

  @Override
  public void execute(Runnable task) {
    try {
      executor.execute(() -> guarded(task));
    } catch (RejectedExecutionException stopping) {
      // Peers are being let go: what they still had to say does not matter any more.
    }
  }

  @Override
  public void every(long millis, Runnable task) {
    ScheduledFuture<?> _ =
        executor.scheduleWithFixedDelay(() -> guarded(task), millis, millis, TimeUnit.MILLISECONDS);
  }

  @Override
  public <T> T call(Supplier<T> task) {
    if (isCurrent()) {
      return task.get();
    }
    FutureTask<T> future = new FutureTask<>(task::get);
    executor.execute(future);
    try {
      return future.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /// The outermost loop: a bug met while serving one peer must not end all others.
  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | AssertionError e) {
      Log.error("Unexpected failure in message handling", e);
    }
  }

  /// What waits is still done, so that what is saved at the end is saved.
  @Override
  public void close() {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
