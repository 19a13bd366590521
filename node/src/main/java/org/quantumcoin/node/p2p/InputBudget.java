package org.quantumcoin.node.p2p;

import java.util.concurrent.atomic.AtomicLong;

/// How much all peers together may have sent that nobody has looked at yet. The bound of one peer,
/// times as many peers as may connect, would be more than a small node has.
///
/// While it is spent, no peer is read from that has more than [#SHARE_BYTES] waiting; since peers
/// are heard in turn, each gets below that again. Safe for several threads.
final class InputBudget {
  /// Some blocks of the largest size.
  static final long MAX_BYTES = 32_000_000;

  /// What a peer may have waiting even then: usual messages are shorter.
  static final long SHARE_BYTES = 100_000;

  private final AtomicLong waiting = new AtomicLong();

  /// So many bytes more wait, or fewer.
  void add(long bytes) {
    waiting.addAndGet(bytes);
  }

  boolean isSpent() {
    return waiting.get() > MAX_BYTES;
  }
}
