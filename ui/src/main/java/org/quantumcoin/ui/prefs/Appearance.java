package org.quantumcoin.ui.prefs;

/// Which look a person wants.
public enum Appearance {
  /// As the rest of the computer, also when that changes.
  SYSTEM,
  LIGHT,
  DARK,
  HIGH_CONTRAST;

  /// What a button that goes round offers next.
  public Appearance next() {
    return switch (this) {
      case SYSTEM -> LIGHT;
      case LIGHT -> DARK;
      case DARK -> HIGH_CONTRAST;
      case HIGH_CONTRAST -> SYSTEM;
    };
  }
}
