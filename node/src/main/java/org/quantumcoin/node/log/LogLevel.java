package org.quantumcoin.node.log;

import java.util.Locale;
import java.util.Optional;

/// How much a line matters, from the most to the least talkative.
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  WARNING,
  ERROR;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The level that a `-loglevel` word names; only the talkative ones can be asked for, since
  /// warnings and errors are always written.
  public static Optional<LogLevel> ofOption(String label) {
    return switch (label) {
      case "trace" -> Optional.of(TRACE);
      case "debug" -> Optional.of(DEBUG);
      case "info" -> Optional.of(INFO);
      default -> Optional.empty();
    };
  }
}
