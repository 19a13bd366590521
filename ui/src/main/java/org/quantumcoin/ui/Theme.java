package org.quantumcoin.ui;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

/// The looks there are.
public enum Theme {
  LIGHT,
  DARK;

  String stylesheet() {
    return switch (this) {
      case LIGHT -> new PrimerLight().getUserAgentStylesheet();
      case DARK -> new PrimerDark().getUserAgentStylesheet();
    };
  }

  Theme other() {
    return this == LIGHT ? DARK : LIGHT;
  }
}
