package org.quantumcoin.node.api;

import org.quantumcoin.node.primitives.Script;

/// The built-in miner.
public interface MiningAccess {
  MinerStatus miner();

  /// Sets the number of mining threads; 0 stops. Takes effect at once.
  ///
  /// Throws [IllegalArgumentException] for a number below 0 or above [MinerStatus#maxThreads()].
  void setMinerThreads(int threads);

  /// Lets the miner's threads rest, or go on. How many are wanted stays, and may be set meanwhile.
  void holdMiner(boolean held);

  /// Says who is paid by the blocks that are found from now on, in place of `-miningaddress`.
  void payMinerTo(Script payTo);

  /// `threads` are those wanted, none of which works while the miner is `held`; `hashesPerSecond`
  /// over the last seconds, `hashesPerBlock` what a block takes on average now; `maxThreads` is 0
  /// where nobody would be paid.
  record MinerStatus(
      int threads,
      boolean held,
      int maxThreads,
      double hashesPerSecond,
      double hashesPerBlock,
      long blocksFound) {}
}
