package org.quantumcoin.wallet;

/// A look through old blocks that is under way.
public final class Rescan {
  private final long startedNanos = System.nanoTime();
  private volatile boolean aborted;
  private volatile double progress;

  Rescan() {}

  /// The last block that was looked at, and whether the look ended before its time.
  public record Result(int lastHeight, boolean aborted) {}

  public void abort() {
    aborted = true;
  }

  public boolean isAborted() {
    return aborted;
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
