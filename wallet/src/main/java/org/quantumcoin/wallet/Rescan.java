package org.quantumcoin.wallet;

import java.util.Optional;

/// A look through old blocks that is under way.
public final class Rescan {
  /// How a look ended.
  public enum End {
    COMPLETE,
    /// Not wanted any more.
    ABORTED,
    /// Taken up when the wallet is opened again.
    SUSPENDED,
    /// A block cannot be read; taken up when the wallet is opened again.
    BLOCK_MISSING
  }

  private final long startedNanos = System.nanoTime();
  private volatile Optional<End> stopped = Optional.empty();
  private volatile double progress;

  Rescan() {}

  /// The last block that was looked at, and how the look ended.
  public record Result(int lastHeight, End end) {}

  /// Ends it for good; false if it was ending already.
  public synchronized boolean abort() {
    boolean ends = isGoingOn();
    if (ends) {
      stopped = Optional.of(End.ABORTED);
    }
    return ends;
  }

  /// Ends it until the wallet is opened again.
  synchronized void suspend() {
    if (isGoingOn()) {
      stopped = Optional.of(End.SUSPENDED);
    }
  }

  boolean isGoingOn() {
    return stopped.isEmpty();
  }

  /// @param sawAll whether every block was looked at
  synchronized End end(boolean sawAll) {
    return sawAll ? End.COMPLETE : stopped.orElse(End.BLOCK_MISSING);
  }

  void setProgress(double part) {
    progress = part;
  }

  /// From 0 to 1.
  public double progress() {
    return progress;
  }

  public long seconds() {
    return (System.nanoTime() - startedNanos) / 1_000_000_000;
  }
}
