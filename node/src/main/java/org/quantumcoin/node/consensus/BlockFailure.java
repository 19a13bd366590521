package org.quantumcoin.node.consensus;

/// Why a header or block was refused, in the classes that decide what becomes of its sender (Core's
/// `BlockValidationResult`).
public enum BlockFailure {
  /// Breaks a consensus rule.
  CONSENSUS,
  /// Was found invalid before.
  CACHED_INVALID,
  /// Its header breaks a rule.
  INVALID_HEADER,
  /// Its contents do not match the header: the sender changed it, the block itself may be good.
  MUTATED,
  /// Its parent is not known.
  MISSING_PREV,
  /// It builds on an invalid block.
  INVALID_PREV,
  /// Its time is too far ahead of ours; it may become good.
  TIME_FUTURE,
  /// Its branch has too little work to be worth storing.
  HEADER_LOW_WORK
}
