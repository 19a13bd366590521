package org.quantumcoin.ui.guard;

import java.time.LocalDateTime;
import java.util.Optional;

/// Why the miner rests.
public sealed interface Pause {
  /// The chain is fetched for the first time: blocks on an old tip would be worth nothing, and the
  /// processor is needed.
  record Syncing() implements Pause {}

  /// A payment is reviewed or signed.
  record Signing() implements Pause {}

  /// `until` is empty if no day is chosen.
  record OutOfHours(Optional<LocalDateTime> until) implements Pause {}

  record OnBattery() implements Pause {}

  /// It goes on from `enough` percent.
  record LowCharge(int charge, int enough) implements Pause {}

  /// It goes on at `cool`.
  record Hot(int celsius, int cool) implements Pause {}

  /// The battery counts, and tells nothing.
  record NoPower() implements Pause {}

  /// The temperature counts, and is not told.
  record NoTemperature() implements Pause {}
}
