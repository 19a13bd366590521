package org.quantumcoin.ui.guard;

import java.util.Optional;
import java.util.OptionalInt;

/// The machine at one moment.
///
/// @param power empty where there is no battery, or the system tells nothing of it
/// @param celsius of the hottest part of the processor; empty where the system does not tell
public record Readings(Optional<Power> power, OptionalInt celsius) {
  public static final Readings NONE = new Readings(Optional.empty(), OptionalInt.empty());

  /// What feeds the machine.
  ///
  /// @param onBattery whether the machine lives on its battery
  /// @param charge of the batteries together, in percent
  public record Power(boolean onBattery, int charge) {}
}
