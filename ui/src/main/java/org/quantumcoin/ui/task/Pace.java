package org.quantumcoin.ui.task;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// How often the window looks at the node: four times a second while anything moves, once a second
/// when nothing has for a while, so that a quiet chain costs next to no power. Whatever moves ends
/// a rest at once. Safe for several threads.
public final class Pace {
  /// Milliseconds between looks while something moves, and while nothing does.
  static final long LIVELY_MILLIS = 250;

  static final long RESTING_MILLIS = 1_000;

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final LongSupplier nanos;
  private final Semaphore moved = new Semaphore(0);
  private Optional<Object> last = Optional.empty();
  private volatile long lastMove;

  public Pace() {
    this(System::nanoTime);
  }

  Pace(LongSupplier nanos) {
    this.nanos = nanos;
    this.lastMove = nanos.getAsLong();
  }

  /// What was just looked at, less what always changes; other facts than before are a move.
  public synchronized void saw(Object facts) {
    if (!last.equals(Optional.of(facts))) {
      last = Optional.of(facts);
      stir();
    }
  }

  /// Something moved: a person, or the node.
  public void stir() {
    lastMove = nanos.getAsLong();
    if (moved.availablePermits() == 0) {
      moved.release();
    }
  }

  /// Milliseconds until the next look is due.
  long millis() {
    return nanos.getAsLong() - lastMove < PATIENCE_NANOS ? LIVELY_MILLIS : RESTING_MILLIS;
  }

  /// Waits until the next look is due.
  void await() throws InterruptedException {
    long millis = millis();
    if (millis == LIVELY_MILLIS) {
      TimeUnit.MILLISECONDS.sleep(millis);
    } else {
      int _ = moved.drainPermits();
      boolean _ = moved.tryAcquire(millis, TimeUnit.MILLISECONDS);
    }
  }
}
