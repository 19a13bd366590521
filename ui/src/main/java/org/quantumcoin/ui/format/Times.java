package org.quantumcoin.ui.format;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Moments as text, in the computer's time zone. The order is that of ISO 8601, which no two
/// countries read differently.
public final class Times {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private Times() {}

  public static String minutes(long unixSeconds) {
    return MINUTES.format(Instant.ofEpochSecond(unixSeconds).atZone(ZoneId.systemDefault()));
  }

  public static String seconds(long unixSeconds) {
    return SECONDS.format(Instant.ofEpochSecond(unixSeconds).atZone(ZoneId.systemDefault()));
  }
}
