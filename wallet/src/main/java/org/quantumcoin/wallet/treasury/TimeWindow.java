package org.quantumcoin.wallet.treasury;

import static org.quantumcoin.wallet.treasury.TreasuryException.require;

import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// When the treasury may sign: on some days of the week, between two times of day.
///
/// @param fromMinute of the day, included; `toMinute` is not
/// @param offsetMinutes of the zone from UTC, without summer time: the same instant for every seat
public record TimeWindow(Set<DayOfWeek> days, int fromMinute, int toMinute, int offsetMinutes) {
  private static final int DAY_MINUTES = 24 * 60;
  private static final int MAX_OFFSET = 14 * 60;
  private static final int DAY_SECONDS = DAY_MINUTES * 60;

  /// 1970 began on a Thursday.
  private static final int FIRST_DAY = DayOfWeek.THURSDAY.getValue() - 1;

  public TimeWindow {
    days = Set.copyOf(days);
    require(!days.isEmpty(), "The time window has no day.");
    require(
        fromMinute >= 0 && fromMinute < toMinute && toMinute <= DAY_MINUTES,
        "The time window must begin before it ends, within one day.");
    require(
        Math.abs(offsetMinutes) <= MAX_OFFSET,
        "The time zone is more than 14 hours away from UTC.");
  }

  public boolean contains(long unixSeconds) {
    long local = unixSeconds + offsetMinutes * 60L;
    int day = Math.floorMod(Math.floorDiv(local, DAY_SECONDS) + FIRST_DAY, 7);
    int minute = Math.floorMod(local, DAY_SECONDS) / 60;
    return days.contains(DayOfWeek.of(day + 1)) && minute >= fromMinute && minute < toMinute;
  }

  /// `MONDAY, FRIDAY 09:00 to 17:00 (UTC+01:00)`
  String text() {
    String named = days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(", "));
    int offset = Math.abs(offsetMinutes);
    return "%s %02d:%02d to %02d:%02d (UTC%s%02d:%02d)"
        .formatted(
            named,
            fromMinute / 60,
            fromMinute % 60,
            toMinute / 60,
            toMinute % 60,
            offsetMinutes < 0 ? "-" : "+",
            offset / 60,
            offset % 60);
  }

  void write(ByteWriter out) {
    int bits = 0;
    for (DayOfWeek day : days) {
      bits |= 1 << (day.getValue() - 1);
    }
    out.writeByte(bits).writeUint16(fromMinute).writeUint16(toMinute).writeInt32(offsetMinutes);
  }

  static TimeWindow read(ByteReader in) {
    int bits = in.readByte();
    Set<DayOfWeek> days =
        Arrays.stream(DayOfWeek.values())
            .filter(day -> (bits & (1 << (day.getValue() - 1))) != 0)
            .collect(Collectors.toSet());
    return new TimeWindow(days, in.readUint16(), in.readUint16(), in.readInt32());
  }
}
