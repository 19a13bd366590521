package org.quantumcoin.ui.task;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Fetches a snapshot again and again on a thread of its own and delivers it through an executor.
///
/// While a delivery waits, nothing new is fetched: a slow screen skips snapshots, it never falls behind.
public final class Poller implements AutoCloseable {
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().name("ui-poller").daemon().unstarted(task));

  private Poller() {}

  /// Starts at once and repeats every `periodMillis`.
  public static <T> Poller start(
      long periodMillis, Supplier<T> fetch, Executor deliver, Consumer<T> receiver) {
    Poller poller = new Poller();
    AtomicBoolean waiting = new AtomicBoolean();
    poller.thread.scheduleWithFixedDelay(
        () -> {
          if (!waiting.compareAndSet(false, true)) {
            return;
          }
          T snapshot = fetch.get();
          deliver.execute(
              () -> {
                waiting.set(false);
                receiver.accept(snapshot);
              });
        },
        0,
        periodMillis,
        TimeUnit.MILLISECONDS);
    return poller;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
