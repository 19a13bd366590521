package org.quantumcoin.wallet.treasury;

import java.util.Locale;

/// What a check came to.
public enum Verdict {
  HELD,
  /// A person should look.
  WARN,
  /// Not to be signed.
  BROKEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
