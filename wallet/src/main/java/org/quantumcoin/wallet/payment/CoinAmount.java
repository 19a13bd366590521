package org.quantumcoin.wallet.payment;

import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Amount;

/// Amounts as text, in coins: digits, and behind a point at most eight more. No sign, no exponent,
/// no grouping: what could be read in two ways is not read at all.
final class CoinAmount {
  private static final int MAX_WHOLE_DIGITS = 10;
  private static final int FRACTION_DIGITS = 8;

  private CoinAmount() {}

  /// Satoshis; empty for anything else.
  static OptionalLong parse(String text) {
    int point = text.indexOf('.');
    String whole = point < 0 ? text : text.substring(0, point);
    String fraction = point < 0 ? "" : text.substring(point + 1);
    boolean hasDigits = !whole.isEmpty() || !fraction.isEmpty();
    if (!hasDigits
        || (point >= 0 && fraction.isEmpty())
        || whole.length() > MAX_WHOLE_DIGITS
        || fraction.length() > FRACTION_DIGITS
        || !isDigits(whole)
        || !isDigits(fraction)) {
      return OptionalLong.empty();
    }
    long coins = whole.isEmpty() ? 0 : Long.parseLong(whole);
    String padded = fraction + "0".repeat(FRACTION_DIGITS - fraction.length());
    // At most 10^10 coins, so there is room.
    long sats = Math.addExact(Math.multiplyExact(coins, Amount.COIN), Long.parseLong(padded));
    return sats > Amount.MAX_MONEY ? OptionalLong.empty() : OptionalLong.of(sats);
  }

  private static boolean isDigits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Without zeros at the end.
  static String format(long sats) {
    String text = Amount.format(sats);
    int end = text.length();
    while (text.charAt(end - 1) == '0') {
      end--;
    }
    return text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
  }
}
