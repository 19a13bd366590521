package org.quantumcoin.ui.guard;

import java.util.Arrays;
import java.util.Optional;

/// What a person wants the miner to respect.
///
/// @param leastCharge in percent, for [BatteryRule#ENOUGH_CHARGE]
/// @param heat whether the temperature counts
/// @param mostCelsius above which the miner rests, when it counts
public record GuardSettings(
    Schedule schedule, BatteryRule battery, int leastCharge, boolean heat, int mostCelsius) {
  public static final int MOST_CHARGE = 95;
  public static final int LEAST_CELSIUS = 40;
  public static final int MOST_CELSIUS = 105;

  /// Nothing but the schedule's usual hours, which are off. 85 °C is what processors in notebooks
  /// bear for years; they slow themselves down between 95 and 105.
  public static final GuardSettings USUAL =
      new GuardSettings(Schedule.USUAL, BatteryRule.IGNORE, 50, false, 85);

  public GuardSettings {
    leastCharge = Math.clamp(leastCharge, 1, MOST_CHARGE);
    mostCelsius = Math.clamp(mostCelsius, LEAST_CELSIUS, MOST_CELSIUS);
  }

  public GuardSettings with(Schedule other) {
    return new GuardSettings(other, battery, leastCharge, heat, mostCelsius);
  }

  public GuardSettings withBattery(BatteryRule rule, int charge) {
    return new GuardSettings(schedule, rule, charge, heat, mostCelsius);
  }

  public GuardSettings withHeat(boolean counts, int celsius) {
    return new GuardSettings(schedule, battery, leastCharge, counts, celsius);
  }

  /// As [#format] writes it; empty for what it did not write.
  public static Optional<GuardSettings> parse(String text) {
    String[] parts = text.split(";", -1);
    if (parts.length != 5) {
      return Optional.empty();
    }
    Optional<BatteryRule> rule =
        Arrays.stream(BatteryRule.values())
            .filter(each -> each.name().equals(parts[1]))
            .findFirst();
    try {
      int charge = Integer.parseInt(parts[2]);
      int celsius = Integer.parseInt(parts[4]);
      boolean heat = Boolean.parseBoolean(parts[3]);
      return Schedule.parse(parts[0])
          .flatMap(schedule ->
              rule.map(each -> new GuardSettings(schedule, each, charge, heat, celsius)));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  public String format() {
    return String.join(
        ";",
        schedule.format(),
        battery.name(),
        Integer.toString(leastCharge),
        Boolean.toString(heat),
        Integer.toString(mostCelsius));
  }
}
