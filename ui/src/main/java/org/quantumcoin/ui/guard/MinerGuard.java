package org.quantumcoin.ui.guard;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.quantumcoin.ui.guard.Readings.Power;

/// Decides whether the miner may work. Pure.
///
/// A limit that was crossed is left behind only well on the other side: the processor cools within
/// seconds when the miner rests, and would start it again at once.
///
/// A guard that is wanted and cannot see anything stops the miner: who asked to be guarded against
/// heat is not to learn from smoke that a sensor has gone.
final class MinerGuard {
  /// Below the limit, in °C, before the miner goes on.
  static final int COOL_DOWN = 8;

  /// Above the limit, in percent, before the miner goes on.
  static final int CHARGE_UP = 5;

  private static final int FULL = 100;

  private MinerGuard() {}

  /// What is the case.
  ///
  /// @param syncing whether the chain is fetched for the first time
  /// @param signing whether somebody reviews or signs a payment
  record Situation(Readings readings, LocalDateTime time, boolean syncing, boolean signing) {}

  /// Everything that speaks against mining, the most telling first; nothing if the miner may work.
  ///
  /// @param before what spoke against it when it was asked the last time
  static List<Pause> pauses(GuardSettings settings, Situation now, List<Pause> before) {
    List<Pause> pauses = new ArrayList<>();
    if (now.syncing()) {
      pauses.add(new Pause.Syncing());
    }
    heat(settings, now.readings().celsius(), before, pauses);
    battery(settings, now.readings().power(), before, pauses);
    if (!settings.schedule().runsAt(now.time())) {
      pauses.add(new Pause.OutOfHours(settings.schedule().next(now.time())));
    }
    if (now.signing()) {
      pauses.add(new Pause.Signing());
    }
    return List.copyOf(pauses);
  }

  private static void heat(
      GuardSettings settings, OptionalInt celsius, List<Pause> before, List<Pause> pauses) {
    if (!settings.heat()) {
      return;
    }
    if (celsius.isEmpty()) {
      pauses.add(new Pause.NoTemperature());
      return;
    }
    boolean wasHot = before.stream().anyMatch(Pause.Hot.class::isInstance);
    int cool = settings.mostCelsius() - COOL_DOWN;
    if (celsius.getAsInt() > (wasHot ? cool : settings.mostCelsius())) {
      pauses.add(new Pause.Hot(celsius.getAsInt(), cool));
    }
  }

  private static void battery(
      GuardSettings settings, Optional<Power> power, List<Pause> before, List<Pause> pauses) {
    if (settings.battery() == BatteryRule.IGNORE) {
      return;
    }
    if (power.isEmpty()) {
      pauses.add(new Pause.NoPower());
      return;
    }
    switch (settings.battery()) {
      case IGNORE -> {}
      case MAINS_ONLY -> {
        if (power.get().onBattery()) {
          pauses.add(new Pause.OnBattery());
        }
      }
      case ENOUGH_CHARGE -> {
        boolean wasLow = before.stream().anyMatch(Pause.LowCharge.class::isInstance);
        int enough = Math.min(settings.leastCharge() + CHARGE_UP, FULL);
        if (power.get().charge() < (wasLow ? enough : settings.leastCharge())) {
          pauses.add(new Pause.LowCharge(power.get().charge(), enough));
        }
      }
    }
  }
}
