package org.quantumcoin.node.script;

/// Signature hash types: what of a transaction a signature commits to.
public final class SigHash {
  /// Taproot only: as ALL, in a signature of 64 bytes (BIP-0341).
  public static final int DEFAULT = 0;

  public static final int ALL = 1;
  public static final int NONE = 2;
  public static final int SINGLE = 3;

  /// Added to one of the others: commits to one input only.
  public static final int ANYONECANPAY = 0x80;

  /// The bits that Core compares with NONE and SINGLE.
  static final int OUTPUT_MASK = 0x1f;

  private SigHash() {}
}
