package org.quantumcoin.node.params;

/// First heights at which the buried soft forks hold (BIP-0090).
public record BuriedHeights(int bip34, int bip65, int bip66, int csv, int segwit) {
  /// Everything from block 1 on.
  static final BuriedHeights FROM_START = new BuriedHeights(1, 1, 1, 1, 1);
}
