package org.quantumcoin.ui.format;

/// In what amounts are shown.
public enum AmountUnit {
  /// Whole coins, with eight places.
  COIN,
  /// The smallest unit.
  SATS
}
