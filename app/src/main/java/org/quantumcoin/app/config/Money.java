package org.quantumcoin.app.config;

import java.util.Optional;
import org.quantumcoin.node.primitives.Amount;

/// Amounts as they are typed: `0.5`, `12`, `.00001`.
final class Money {
  private static final int DECIMALS = 8;

  /// Core's bound before it would overflow: ten digits of whole coins.
  private static final int MAX_WHOLE_DIGITS = 10;

  private Money() {}

  /// In satoshis; empty when the text is no amount within the supply.
  static Optional<Long> parse(String text) {
    String s = text.strip();
    int dot = s.indexOf('.');
    String whole = dot < 0 ? s : s.substring(0, dot);
    String fraction = dot < 0 ? "" : s.substring(dot + 1);
    boolean wellFormed =
        !s.isEmpty()
            && isDigits(whole)
            && isDigits(fraction)
            && whole.length() <= MAX_WHOLE_DIGITS
            && fraction.length() <= DECIMALS;
    if (!wellFormed) {
      return Optional.empty();
    }
    long coins = whole.isEmpty() ? 0 : Long.parseLong(whole);
    String padded = fraction + "0".repeat(DECIMALS - fraction.length());
    long sats = coins * Amount.COIN + Long.parseLong(padded);
    return sats <= Amount.MAX_MONEY ? Optional.of(sats) : Optional.empty();
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
