package org.quantumcoin.node.params;

/// How a network sets the target of the next block.
public sealed interface Difficulty {
  /// Every block is at the limit's own bits (regtest's `fPowNoRetargeting`).
  /// `minimumDifficultyBlocks` is kept because Core sets it on regtest too, where it changes
  /// nothing but what some answers say.
  record Fixed() implements Difficulty {}

  /// Bitcoin's: every `interval` blocks by the time the last ones took.
  ///
  /// `twentyMinuteRule`: a block more than twice the spacing after its parent may be at the limit
  /// (testnet3, testnet4). `bip94`: the retarget starts from the period's first block, and the
  /// time-warp limit holds (BIP-0094).
  record Retarget(int interval, long timespanSeconds, boolean twentyMinuteRule, boolean bip94)
      implements Difficulty {}

  /// aserti3-2d: exponential in how far the chain is ahead of its schedule, anchored at block 1.
  record Asert(long halfLifeSeconds) implements Difficulty {}
}
