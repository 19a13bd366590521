package org.quantumcoin.ui.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Set<DayOfWeek> MONDAY = EnumSet.of(DayOfWeek.MONDAY);

  private static Schedule schedule(Set<DayOfWeek> days, String from, String to) {
    return new Schedule(true, days, LocalTime.parse(from), LocalTime.parse(to));
  }

  /// 2026-11-23 is a Monday.
  private static LocalDateTime at(int day, String time) {
    return LocalDateTime.parse("2026-11-" + day + "T" + time);
  }

  @Test
  void hours_beginAtTheirFirstMinute_andEndBeforeTheirLast() {
    Schedule office = schedule(MONDAY, "09:00", "17:00");
    assertThat(office.runsAt(at(23, "08:59:59"))).isFalse();
    assertThat(office.runsAt(at(23, "09:00"))).isTrue();
    assertThat(office.runsAt(at(23, "16:59:59"))).isTrue();
    assertThat(office.runsAt(at(23, "17:00"))).isFalse();
    assertThat(office.runsAt(at(24, "12:00"))).isFalse();
  }

  @Test
  void hoursOverMidnight_belongToTheDayTheyBeginOn() {
    Schedule night = schedule(MONDAY, "22:00", "06:00");
    assertThat(night.runsAt(at(23, "05:59"))).isFalse();
    assertThat(night.runsAt(at(23, "22:00"))).isTrue();
    assertThat(night.runsAt(at(24, "05:59"))).isTrue();
    assertThat(night.runsAt(at(24, "06:00"))).isFalse();
    assertThat(night.runsAt(at(24, "22:00"))).isFalse();
  }

  @Test
  void hoursThatEndWhenTheyBegin_areAWholeDay() {
    Schedule whole = schedule(MONDAY, "06:00", "06:00");
    assertThat(whole.runsAt(at(23, "05:59"))).isFalse();
    assertThat(whole.runsAt(at(23, "06:00"))).isTrue();
    assertThat(whole.runsAt(at(24, "05:59"))).isTrue();
    assertThat(whole.runsAt(at(24, "06:00"))).isFalse();
  }

  @Test
  void next_isTheBeginningThatComes_alsoAWeekLater() {
    Schedule office = schedule(MONDAY, "09:00", "17:00");
    assertThat(office.next(at(23, "08:00"))).contains(at(23, "09:00"));
    assertThat(office.next(at(23, "17:00"))).contains(at(30, "09:00"));
    assertThat(schedule(Set.of(), "09:00", "17:00").next(at(23, "08:00"))).isEmpty();
  }

  @Test
  void switchedOff_itIsNoHindrance() {
    Schedule none = schedule(Set.of(), "09:00", "17:00");
    assertThat(none.runsAt(at(23, "12:00"))).isFalse();
    assertThat(none.withOn(false).runsAt(at(23, "12:00"))).isTrue();
  }
}
