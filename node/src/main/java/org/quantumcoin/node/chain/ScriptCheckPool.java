package org.quantumcoin.node.chain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;

/// Checks the scripts of one block at a time on several threads, the chain writer among them
/// (Core's `CCheckQueue`).
///
/// The writer hands over checks while it goes through the block, then helps until all are done.
/// After the first failure the rest are dropped unseen.
final class ScriptCheckPool implements AutoCloseable {
  /// Checks taken at once: enough that the lock is not felt beside signatures of 50 µs each, few
  /// enough that the last ones are spread over all threads.
  private static final int BATCH = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition done = lock.newCondition();
  private final ArrayDeque<ScriptCheck> queue = new ArrayDeque<>();
  private final List<Thread> threads = new ArrayList<>();
  private int running;
  private boolean closed;
  private @Nullable Failure failure;
  private volatile @Nullable Throwable bug;

  /// The check that failed first, and how.
  record Failure(ScriptCheck check, ScriptError error) {}

  /// `helpers` threads besides the writer's own; zero checks everything on the writer's.
  ScriptCheckPool(int helpers) {
    for (int i = 0; i < helpers; i++) {
      threads.add(Thread.ofPlatform().name("scriptch." + i).daemon().start(this::help));
    }
  }

  int threadCount() {
    return threads.size() + 1;
  }

  /// Adds checks of the current block.
  void add(List<ScriptCheck> checks) {
    if (checks.isEmpty()) {
      return;
    }
    lock.lock();
    try {
      if (failure != null) {
        return;
      }
      queue.addAll(checks);
      if (checks.size() == 1) {
        work.signal();
      } else {
        work.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Helps until every check is done, and says which one failed; ready for the next block
  /// afterwards.
  Optional<Failure> complete() {
    List<ScriptCheck> batch = new ArrayList<>(BATCH);
    lock.lock();
    try {
      while (true) {
        if (take(batch)) {
          runUnlocked(batch);
        } else if (running > 0) {
          done.awaitUninterruptibly();
        } else {
          break;
        }
      }
      Throwable broken = bug;
      if (broken != null) {
        throw new IllegalStateException("a script could not be checked", broken);
      }
      Optional<Failure> result = Optional.ofNullable(failure);
      failure = null;
      return result;
    } finally {
      lock.unlock();
    }
  }

  /// Drops what is left of a block that failed for another reason.
  void abandon() {
    lock.lock();
    try {
      queue.clear();
      while (running > 0) {
        done.awaitUninterruptibly();
      }
      failure = null;
    } finally {
      lock.unlock();
    }
  }

  private boolean take(List<ScriptCheck> batch) {
    batch.clear();
    // Smaller shares towards the end, so that no thread is left with a long one.
    int share = Math.clamp(queue.size() / (2L * threadCount()), 1, BATCH);
    while (batch.size() < share && !queue.isEmpty()) {
      batch.add(queue.pollFirst());
    }
    if (batch.isEmpty()) {
      return false;
    }
    running++;
    return true;
  }

  /// Called with the lock held, and holds it again on return.
  private void runUnlocked(List<ScriptCheck> batch) {
    lock.unlock();
    Failure failed = null;
    try {
      for (ScriptCheck check : batch) {
        ScriptError error = check.run();
        if (error != ScriptError.OK) {
          failed = new Failure(check, error);
          break;
        }
      }
    } catch (RuntimeException | Error e) {
      // A check that could not be made must never pass for one that succeeded.
      bug = e;
    } finally {
      lock.lock();
      running--;
      if (failed != null && failure == null) {
        failure = failed;
        queue.clear();
      }
      if (running == 0 && queue.isEmpty()) {
        done.signalAll();
      }
    }
  }

  private void help() {
    List<ScriptCheck> batch = new ArrayList<>(BATCH);
    lock.lock();
    try {
      while (!closed) {
        if (take(batch)) {
          runUnlocked(batch);
        } else {
          work.awaitUninterruptibly();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
