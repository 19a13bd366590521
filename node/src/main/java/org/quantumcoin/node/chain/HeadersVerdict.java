package org.quantumcoin.node.chain;

import org.quantumcoin.node.consensus.BlockFailure;
import org.quantumcoin.node.primitives.BlockHash;

/// What became of a run of headers.
public sealed interface HeadersVerdict {
  /// All are in the header tree now; `last` is the last of them, `fresh` how many were not known
  /// before.
  record Accepted(BlockIndex last, int fresh) implements HeadersVerdict {}

  /// The header with `hash` was refused; those before it were kept. `reason` is Core's reject
  /// reason.
  record Invalid(BlockHash hash, BlockFailure failure, String reason, String detail)
      implements HeadersVerdict {}
}
