package org.quantumcoin.ui.task;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.quantumcoin.node.log.Log;

/// Does what a person asked for off the FX thread and brings the answer back to it.
public final class Work {
  private final Executor background;
  private final Executor back;

  /// @param background runs tasks that may wait for disks, networks and other threads
  /// @param back the FX thread
  public Work(Executor background, Executor back) {
    this.background = background;
    this.back = back;
  }

  /// With a virtual thread for each task, and the FX thread.
  public static Work onVirtualThreads(FxBridge bridge) {
    return new Work(task -> Thread.ofVirtual().name("work").start(task), bridge);
  }

  /// Calls `task`, then one of the others with what came of it. A failure is an exception with a
  /// sentence for people.
  public <T> void run(Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
    background.execute(() -> {
      T result;
      try {
        result = task.call();
      } catch (Exception e) { // The outermost loop of this thread: nothing may end it unheard.
        Log.info("A task of the window failed: " + e);
        back.execute(() -> failed.accept(e));
        return;
      }
      back.execute(() -> done.accept(result));
    });
  }
}
