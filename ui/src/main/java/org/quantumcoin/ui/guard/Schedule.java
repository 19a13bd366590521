package org.quantumcoin.ui.guard;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Days of the week and hours in which the miner works, by the clock on the wall. Hours that end
/// before they begin go over midnight and belong to the day on which they begin; hours that end
/// when they begin are a whole day.
///
/// @param on whether there is a schedule at all
/// @param days on which the hours begin
public record Schedule(boolean on, Set<DayOfWeek> days, LocalTime from, LocalTime to) {
  /// Each night, when power is cheap and nobody sits here; not switched on.
  public static final Schedule USUAL =
      new Schedule(false, EnumSet.allOf(DayOfWeek.class), LocalTime.of(22, 0), LocalTime.of(6, 0));

  private static final int DAYS_A_WEEK = 7;
  private static final String NO_DAY = "-";

  public Schedule {
    days = Set.copyOf(days);
  }

  public Schedule withOn(boolean now) {
    return new Schedule(now, days, from, to);
  }

  public Schedule withHours(LocalTime begin, LocalTime end) {
    return new Schedule(on, days, begin, end);
  }

  public Schedule withDay(DayOfWeek day, boolean chosen) {
    Set<DayOfWeek> changed = EnumSet.noneOf(DayOfWeek.class);
    changed.addAll(days);
    if (chosen) {
      changed.add(day);
    } else {
      changed.remove(day);
    }
    return new Schedule(on, changed, from, to);
  }

  /// Whether the miner works at a time.
  public boolean runsAt(LocalDateTime time) {
    return !on
        || isWithin(time, time.toLocalDate())
        || isWithin(time, time.toLocalDate().minusDays(1));
  }

  private boolean isWithin(LocalDateTime time, LocalDate day) {
    LocalDateTime begin = day.atTime(from);
    LocalDateTime end = (to.isAfter(from) ? day : day.plusDays(1)).atTime(to);
    return days.contains(day.getDayOfWeek()) && !time.isBefore(begin) && time.isBefore(end);
  }

  /// When its hours begin the next time after a time that is in none; empty if no day is chosen.
  Optional<LocalDateTime> next(LocalDateTime time) {
    for (int ahead = 0; ahead <= DAYS_A_WEEK; ahead++) {
      LocalDateTime begin = time.toLocalDate().plusDays(ahead).atTime(from);
      if (days.contains(begin.getDayOfWeek()) && begin.isAfter(time)) {
        return Optional.of(begin);
      }
    }
    return Optional.empty();
  }

  static Optional<Schedule> parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 4) {
      return Optional.empty();
    }
    try {
      Set<DayOfWeek> days =
          parts[1].equals(NO_DAY)
              ? Set.of()
              : Arrays.stream(parts[1].split(",", -1))
                  .map(DayOfWeek::valueOf)
                  .collect(Collectors.toSet());
      return Optional.of(
          new Schedule(
              Boolean.parseBoolean(parts[0]),
              days,
              LocalTime.parse(parts[2]),
              LocalTime.parse(parts[3])));
    } catch (IllegalArgumentException | DateTimeException _) {
      return Optional.empty();
    }
  }

  String format() {
    String named = days.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    return String.join(
        " ",
        Boolean.toString(on),
        named.isEmpty() ? NO_DAY : named,
        from.toString(),
        to.toString());
  }
}
