package org.quantumcoin.node.api;

/// The built-in miner.
public interface MiningAccess {
  MinerStatus miner();

  /// Sets the number of mining threads; 0 stops. Takes effect at once.
  ///
  /// Throws [IllegalArgumentException] for a number below 0 or above [MinerStatus#maxThreads()].
  void setMinerThreads(int threads);

  /// `hashesPerSecond` over the last seconds; `maxThreads` is 0 where nobody would be paid.
  record MinerStatus(int threads, int maxThreads, double hashesPerSecond, long blocksFound) {}
}
