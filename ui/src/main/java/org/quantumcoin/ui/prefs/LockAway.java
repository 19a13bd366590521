package org.quantumcoin.ui.prefs;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/// How long a minimised window leaves wallets unlocked. Sleep of the computer counts as long.
public enum LockAway {
  NEVER(-1),
  AT_ONCE(0),
  MINUTE(1),
  FIVE_MINUTES(5),
  QUARTER(15);

  private final int minutes;

  LockAway(int minutes) {
    this.minutes = minutes;
  }

  /// Empty for never.
  public OptionalLong millis() {
    return minutes < 0 ? OptionalLong.empty() : OptionalLong.of(TimeUnit.MINUTES.toMillis(minutes));
  }

  /// Files of earlier versions say only whether.
  static Optional<LockAway> read(String text) {
    return switch (text) {
      case "true" -> Optional.of(AT_ONCE);
      case "false" -> Optional.of(NEVER);
      default -> Arrays.stream(values()).filter(each -> each.name().equals(text)).findFirst();
    };
  }
}
