package org.quantumcoin.ui.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.guard.MinerGuard.Situation;
import org.quantumcoin.ui.guard.Readings.Power;

class MinerGuardTest {
  private static final LocalDateTime MONDAY_NOON = LocalDateTime.parse("2026-11-23T12:00");
  private static final GuardSettings HEAT = GuardSettings.USUAL.withHeat(true, 80);

  private static Situation hot(int celsius) {
    return new Situation(
        new Readings(Optional.empty(), OptionalInt.of(celsius)), MONDAY_NOON, false, false);
  }

  private static Situation power(boolean onBattery, int charge) {
    return new Situation(
        new Readings(Optional.of(new Power(onBattery, charge)), OptionalInt.empty()),
        MONDAY_NOON,
        false,
        false);
  }

  private static Situation busy(boolean syncing, boolean signing) {
    return new Situation(Readings.NONE, MONDAY_NOON, syncing, signing);
  }

  private static List<Pause> first(GuardSettings settings, Situation now) {
    return MinerGuard.pauses(settings, now, List.of());
  }

  @Test
  void nothingWanted_nothingStops() {
    assertThat(first(GuardSettings.USUAL, hot(104))).isEmpty();
    assertThat(first(GuardSettings.USUAL, power(true, 1))).isEmpty();
  }

  @Test
  void heat_stopsAboveTheLimit_andGoesOnWhenItHasCooled() {
    assertThat(first(HEAT, hot(80))).isEmpty();
    List<Pause> stopped = first(HEAT, hot(81));
    assertThat(stopped).containsExactly(new Pause.Hot(81, 72));
    List<Pause> cooling = MinerGuard.pauses(HEAT, hot(73), stopped);
    assertThat(cooling).containsExactly(new Pause.Hot(73, 72));
    assertThat(MinerGuard.pauses(HEAT, hot(72), cooling)).isEmpty();
    // Once cool, the limit is the upper one again.
    assertThat(first(HEAT, hot(73))).isEmpty();
  }

  @Test
  void heat_isRemembered_whileSomethingElseStopsAsWell() {
    List<Pause> both =
        MinerGuard.pauses(
            HEAT,
            new Situation(
                new Readings(Optional.empty(), OptionalInt.of(90)), MONDAY_NOON, false, true),
            List.of());
    assertThat(both).containsExactly(new Pause.Hot(90, 72), new Pause.Signing());
    assertThat(MinerGuard.pauses(HEAT, hot(78), both)).hasSize(1);
  }

  @Test
  void battery_stopsWithoutMains() {
    GuardSettings mains = GuardSettings.USUAL.withBattery(BatteryRule.MAINS_ONLY, 50);
    assertThat(first(mains, power(true, 99))).containsExactly(new Pause.OnBattery());
    assertThat(first(mains, power(false, 3))).isEmpty();
  }

  @Test
  void battery_stopsBelowACharge_andGoesOnSomeAboveIt() {
    GuardSettings enough = GuardSettings.USUAL.withBattery(BatteryRule.ENOUGH_CHARGE, 50);
    assertThat(first(enough, power(true, 50))).isEmpty();
    List<Pause> low = first(enough, power(true, 49));
    assertThat(low).containsExactly(new Pause.LowCharge(49, 55));
    assertThat(MinerGuard.pauses(enough, power(false, 54), low)).hasSize(1);
    assertThat(MinerGuard.pauses(enough, power(false, 55), low)).isEmpty();
  }

  @Test
  void guardsThatSeeNothing_stop() {
    Situation blind = busy(false, false);
    assertThat(first(HEAT, blind)).containsExactly(new Pause.NoTemperature());
    assertThat(first(GuardSettings.USUAL.withBattery(BatteryRule.MAINS_ONLY, 50), blind))
        .containsExactly(new Pause.NoPower());
  }

  @Test
  void syncAndSigning_comeFirst() {
    assertThat(first(GuardSettings.USUAL, busy(true, false))).containsExactly(new Pause.Syncing());
    assertThat(first(GuardSettings.USUAL, busy(false, true))).containsExactly(new Pause.Signing());
  }

  @Test
  void hours_stopUntilTheyBegin() {
    GuardSettings nights =
        GuardSettings.USUAL.with(
            new Schedule(true, Set.of(DayOfWeek.MONDAY), LocalTime.of(22, 0), LocalTime.of(6, 0)));
    assertThat(first(nights, busy(false, false)))
        .containsExactly(
            new Pause.OutOfHours(Optional.of(LocalDateTime.parse("2026-11-23T22:00"))));
  }
}
