package org.quantumcoin.ui.task;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Keeps something up to date while somebody looks at it: fetches off the FX thread, every so often
/// at most, and never twice at a time, so that a slow node is asked less instead of more. Belongs
/// to the FX thread.
public final class Refresher<T> {
  private final Work work;
  private final long periodMillis;
  private final Consumer<T> done;
  private final Consumer<Exception> failed;
  private boolean busy;
  private boolean again;
  private long due = Long.MIN_VALUE;

  public Refresher(Work work, long periodMillis, Consumer<T> done, Consumer<Exception> failed) {
    this.work = work;
    this.periodMillis = periodMillis;
    this.done = done;
    this.failed = failed;
  }

  /// Time passed: fetches if it is time.
  public void tick(long nowMillis, Callable<T> fetch) {
    if (!busy && nowMillis >= due) {
      due = nowMillis + periodMillis;
      now(fetch);
    }
  }

  /// Fetches now, or once more when the running fetch has ended.
  public void now(Callable<T> fetch) {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    work.run(
        fetch,
        result -> {
          ended(fetch);
          done.accept(result);
        },
        problem -> {
          ended(fetch);
          failed.accept(problem);
        });
  }

  private void ended(Callable<T> fetch) {
    busy = false;
    if (again) {
      again = false;
      now(fetch);
    }
  }
}
