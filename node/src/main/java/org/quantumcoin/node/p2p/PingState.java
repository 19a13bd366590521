package org.quantumcoin.node.p2p;

import java.util.OptionalLong;

/// The ping under way with a peer and how long pings took. Written on the peer thread.
final class PingState {
  /// Zero when none is under way.
  private volatile long nonce;

  private volatile long startNanos;
  private volatile long lastNanos = -1;
  private volatile long shortestNanos = -1;
  private boolean requested;

  /// A ping was asked for by the operator.
  void request() {
    requested = true;
  }

  boolean isDue(long nowNanos, long intervalNanos) {
    return requested || (nonce == 0 && nowNanos - startNanos > intervalNanos);
  }

  void started(long fresh, long nowNanos) {
    requested = false;
    nonce = fresh;
    startNanos = nowNanos;
  }

  boolean isOverdue(long nowNanos, long timeoutNanos) {
    return nonce != 0 && nowNanos - startNanos > timeoutNanos;
  }

  void answered(long answer, long nowNanos) {
    if (nonce == 0 || answer != nonce) {
      // Unasked for, or an answer to an earlier one: Core ignores both.
      return;
    }
    nonce = 0;
    lastNanos = nowNanos - startNanos;
    shortestNanos = shortestNanos < 0 ? lastNanos : Math.min(shortestNanos, lastNanos);
  }

  OptionalLong last() {
    return lastNanos < 0 ? OptionalLong.empty() : OptionalLong.of(lastNanos);
  }

  OptionalLong shortest() {
    return shortestNanos < 0 ? OptionalLong.empty() : OptionalLong.of(shortestNanos);
  }

  /// How long the one under way has been waited for.
  OptionalLong waiting(long nowNanos) {
    return nonce == 0 ? OptionalLong.empty() : OptionalLong.of(nowNanos - startNanos);
  }
}
