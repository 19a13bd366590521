package org.quantumcoin.ui.format;

/// Spans of time in words.
public final class Durations {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Durations() {}

  /// How long ago something was: "5 seconds ago", "3 hours ago".
  public static String ago(long seconds) {
    if (seconds < 2) {
      return Messages.text("time.now");
    }
    return Messages.text("time.ago", about(seconds));
  }

  /// A span in its largest fitting unit: "40 seconds", "3 hours".
  public static String about(long seconds) {
    Unit unit = Unit.of(seconds);
    return Messages.text(unit.key, unit.count(seconds));
  }

  /// What is left, between two guesses, in the unit of the longer: "2 to 4 minutes left", or one
  /// number where both round to it.
  public static String range(long fromSeconds, long toSeconds) {
    Unit unit = Unit.of(toSeconds);
    long from = unit.count(fromSeconds);
    return from == unit.count(toSeconds)
        ? Messages.text("time.left", about(toSeconds))
        : Messages.text("time.left.range", from, about(toSeconds));
  }

  /// The units that spans are told in; each begins at two of it, so that little is lost by
  /// rounding.
  private enum Unit {
    SECONDS("time.seconds", 1),
    MINUTES("time.minutes", MINUTE),
    HOURS("time.hours", HOUR),
    DAYS("time.days", DAY);

    private final String key;
    private final long seconds;

    Unit(String key, long seconds) {
      this.key = key;
      this.seconds = seconds;
    }

    static Unit of(long seconds) {
      Unit largest = SECONDS;
      for (Unit unit : values()) {
        largest = seconds >= 2 * unit.seconds ? unit : largest;
      }
      return largest;
    }

    long count(long span) {
      return Math.round(span / (double) seconds);
    }
  }
}
