package org.quantumcoin.ui.guard;

/// What the battery has to say about mining.
public enum BatteryRule {
  /// Nothing.
  IGNORE,
  /// No mining without mains.
  MAINS_ONLY,
  /// No mining below a charge.
  ENOUGH_CHARGE
}
