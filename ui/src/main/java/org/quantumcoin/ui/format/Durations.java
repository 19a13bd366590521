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
    if (seconds < 2 * MINUTE) {
      return Messages.text("time.seconds", seconds);
    }
    if (seconds < 2 * HOUR) {
      return Messages.text("time.minutes", Math.round(seconds / (double) MINUTE));
    }
    if (seconds < 2 * DAY) {
      return Messages.text("time.hours", Math.round(seconds / (double) HOUR));
    }
    return Messages.text("time.days", Math.round(seconds / (double) DAY));
  }

  /// What is left, between two guesses: "2 to 4 minutes left", or one number where both round to
  /// it.
  public static String range(long fromSeconds, long toSeconds) {
    String from = about(fromSeconds);
    String to = about(toSeconds);
    return from.equals(to)
        ? Messages.text("time.left", to)
        : Messages.text("time.left.range", from, to);
  }
}
