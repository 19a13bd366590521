package org.quantumcoin.node.params;

/// Which script rules a block is held to that was mined before they were known, and breaks them.
public enum ScriptException {
  /// None of the soft forks: the block that spends a P2SH output without its script (BIP-0016's one
  /// exception).
  NO_SOFT_FORKS,
  /// P2SH and witness version 0 but not Taproot: a block that spent a version 1 output without a
  /// signature.
  WITHOUT_TAPROOT
}
