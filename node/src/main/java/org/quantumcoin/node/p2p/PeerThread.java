package org.quantumcoin.node.p2p;

import java.util.function.Supplier;

/// The one thread that all peer state lives on, which is why none of it has locks.
///
/// A program has a [MessageThread]; a simulation runs the tasks of many nodes in turns, in an order
/// of its own.
public interface PeerThread extends AutoCloseable {
  /// Runs a task here soon; forgotten when the node is stopping.
  void execute(Runnable task);

  /// Runs a task again and again, with so many milliseconds between one end and the next start.
  void every(long millis, Runnable task);

  /// Runs a task here and waits for its answer; at once when called from here.
  <T> T call(Supplier<T> task);

  boolean isCurrent();

  /// Peer state is touched from its thread only.
  default void check() {
    assert isCurrent() : "not on the peer thread but on " + Thread.currentThread();
  }

  /// Ends. Tasks that wait are forgotten.
  @Override
  void close();
}
