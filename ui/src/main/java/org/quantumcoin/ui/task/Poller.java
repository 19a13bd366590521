package org.quantumcoin.ui.task;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.quantumcoin.node.log.Log;

/// Fetches a snapshot again and again on a thread of its own and delivers it through an executor.
///
/// While a delivery waits, nothing new is fetched: a slow screen skips snapshots, it never falls
/// behind.
public final class Poller implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("ui-poller").daemon().unstarted(task));

  private volatile boolean closed;
  private String lastProblem = "";

  private Poller() {}

  /// Starts at once and repeats at a pace.
  public static <T> Poller start(
      Pace pace, Supplier<T> fetch, Executor deliver, Consumer<T> receiver) {
    Poller poller = new Poller();
    AtomicBoolean waiting = new AtomicBoolean();
    Runnable once =
        () -> {
          if (!waiting.compareAndSet(false, true)) {
            return;
          }
          T snapshot;
          try {
            snapshot = fetch.get();
          } catch (RuntimeException e) { // The outermost loop: a window never stands still unheard.
            poller.warn(e);
            waiting.set(false);
            return;
          }
          deliver.execute(() -> {
            waiting.set(false);
            receiver.accept(snapshot);
          });
        };
    poller.thread.execute(() -> poller.repeat(once, pace));
    return poller;
  }

  /// Once for each problem, however often it is met.
  private void warn(RuntimeException problem) {
    String words = problem.toString();
    if (!words.equals(lastProblem)) {
      lastProblem = words;
      Log.warning("The window could not look at the node; it tries again: " + words);
    }
  }

  private void repeat(Runnable once, Pace pace) {
    try {
      while (!closed) {
        once.run();
        pace.await();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.shutdownNow();
  }
}
