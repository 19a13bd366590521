package org.quantumcoin.ui.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardSettingsTest {
  @Test
  void settings_comeBackAsTheyWereWritten() {
    GuardSettings some =
        new GuardSettings(
            new Schedule(
                true,
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                LocalTime.of(22, 30),
                LocalTime.of(6, 0)),
            BatteryRule.ENOUGH_CHARGE,
            30,
            true,
            77);
    assertThat(GuardSettings.parse(some.format())).contains(some);
    assertThat(GuardSettings.parse(GuardSettings.USUAL.format())).contains(GuardSettings.USUAL);
    GuardSettings noDays = some.with(new Schedule(true, Set.of(), LocalTime.NOON, LocalTime.NOON));
    assertThat(GuardSettings.parse(noDays.format())).contains(noDays);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";;;;",
        "true MONDAY 22:00 06:00;MAINS_ONLY;x;true;80",
        "true MONDAY 22:00;MAINS_ONLY;30;true;80",
        "true MOONDAY 22:00 06:00;MAINS_ONLY;30;true;80",
        "true MONDAY 25:00 06:00;MAINS_ONLY;30;true;80",
        "true MONDAY 22:00 06:00;SOMETIMES;30;true;80",
      })
  void whatIsNotWrittenSo_isNone(String text) {
    assertThat(GuardSettings.parse(text)).isEmpty();
  }

  @Test
  void limits_areKeptWithinSense() {
    GuardSettings wild =
        GuardSettings.USUAL.withHeat(true, 1_000).withBattery(BatteryRule.IGNORE, -1);
    assertThat(wild.mostCelsius()).isEqualTo(GuardSettings.MOST_CELSIUS);
    assertThat(wild.leastCharge()).isEqualTo(1);
  }
}
