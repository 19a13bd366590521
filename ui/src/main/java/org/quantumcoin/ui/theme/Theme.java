package org.quantumcoin.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.util.Optional;
import org.quantumcoin.ui.prefs.Appearance;

/// The looks there are. High contrast is the dark one with its colours driven apart.
public enum Theme {
  LIGHT(new PrimerLight().getUserAgentStylesheet(), Optional.empty()),
  DARK(new PrimerDark().getUserAgentStylesheet(), Optional.empty()),
  HIGH_CONTRAST(new PrimerDark().getUserAgentStylesheet(), Optional.of("high-contrast.css"));

  private final String userAgentStylesheet;
  private final Optional<String> extraStylesheet;

  Theme(String userAgentStylesheet, Optional<String> extraStylesheet) {
    this.userAgentStylesheet = userAgentStylesheet;
    this.extraStylesheet = extraStylesheet;
  }

  /// The look that a person wants, on a computer that is dark, or set to high contrast, or neither.
  public static Theme of(Appearance wanted, boolean systemIsDark, boolean systemHasHighContrast) {
    return switch (wanted) {
      case SYSTEM -> {
        if (systemHasHighContrast) {
          yield HIGH_CONTRAST;
        }
        yield systemIsDark ? DARK : LIGHT;
      }
      case LIGHT -> LIGHT;
      case DARK -> DARK;
      case HIGH_CONTRAST -> HIGH_CONTRAST;
    };
  }

  String userAgentStylesheet() {
    return userAgentStylesheet;
  }

  Optional<String> extraStylesheet() {
    return extraStylesheet;
  }
}
