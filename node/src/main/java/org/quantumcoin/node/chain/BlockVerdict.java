package org.quantumcoin.node.chain;

import org.quantumcoin.node.consensus.BlockFailure;

/// What became of a block, after the chain has had its chance to move to it.
public sealed interface BlockVerdict {
  /// Stored for the first time; `connected` tells whether it is on the active chain now.
  record Accepted(BlockIndex index, boolean connected) implements BlockVerdict {}

  /// Was stored already.
  record Duplicate(BlockIndex index) implements BlockVerdict {}

  /// Good so far as it was looked at, but not asked for and not worth storing now.
  record Ignored(BlockIndex index) implements BlockVerdict {}

  /// Refused. `reason` is Core's reject reason, `detail` what it logs beside it, possibly empty.
  record Invalid(BlockFailure failure, String reason, String detail) implements BlockVerdict {}
}
