package org.quantumcoin.tests.network;

import java.util.function.Supplier;
import org.quantumcoin.node.p2p.PeerThread;

/// The peer thread of one node: tasks on the common timeline.
final class SimulatedThread implements PeerThread {
  private final Timeline timeline;

  /// Rounds come that many times more rarely than asked for, as on a machine with much to do.
  private final int slowness;

  private boolean closed;

  SimulatedThread(Timeline timeline, int slowness) {
    this.timeline = timeline;
    this.slowness = slowness;
  }

  @Override
  public void execute(Runnable task) {
    timeline.in(
        0,
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  @Override
  public void every(long millis, Runnable task) {
    timeline.in(
        millis * slowness * 1_000_000,
        () -> {
          if (!closed) {
            task.run();
            every(millis, task);
          }
        });
  }

  @Override
  public <T> T call(Supplier<T> task) {
    return task.get();
  }

  @Override
  public boolean isCurrent() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
