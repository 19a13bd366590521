package org.quantumcoin.node.mining;

import org.quantumcoin.node.primitives.Uint256;

/// Searches nonces. An instance belongs to one thread.
interface HashKernel {
  /// No nonce of those tried was good.
  long NONE = -1;

  /// Tries `count` nonces from `first` on, wrapping round, in a header of 80 bytes; answers with
  /// the first whose hash is at most `target`, as an unsigned number, or [#NONE].
  long scan(byte[] header, int first, int count, Uint256 target);

  /// The fastest that this JVM has.
  static HashKernel create() {
    return MidstateKernel.isAvailable() ? new MidstateKernel() : new DigestKernel();
  }
}
