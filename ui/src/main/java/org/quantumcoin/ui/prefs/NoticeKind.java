package org.quantumcoin.ui.prefs;

import java.util.Locale;

/// What may be told; each can be switched off.
public enum NoticeKind {
  RECEIVED,
  CONFIRMED,
  WANTED,
  FOUND,
  FAILED;

  /// For preferences, and for words under `notify.` and `settings.notify.`.
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
