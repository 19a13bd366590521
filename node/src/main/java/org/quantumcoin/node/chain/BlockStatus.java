package org.quantumcoin.node.chain;

/// What is known of a block, as bits of [BlockIndex]'s status; the numbers are those of Core's
/// `BlockStatus`.
public final class BlockStatus {
  /// The header was checked: version, proof of work, time, parent.
  public static final int VALID_TREE = 2;

  /// The transactions were checked as far as they can be without coins; all blocks before it are
  /// stored when the count of transactions in the chain is known.
  public static final int VALID_TRANSACTIONS = 3;

  /// Connected before: coins, amounts and heights were checked.
  public static final int VALID_CHAIN = 4;

  /// Scripts and signatures were checked, or assumed valid.
  public static final int VALID_SCRIPTS = 5;

  static final int VALID_MASK = 7;
  static final int HAVE_DATA = 8;
  static final int HAVE_UNDO = 16;
  static final int FAILED_VALID = 32;
  static final int FAILED_CHILD = 64;
  static final int FAILED_MASK = FAILED_VALID | FAILED_CHILD;

  private BlockStatus() {}
}
