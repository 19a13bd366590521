package org.quantumcoin.ui.format;

import java.text.NumberFormat;
import java.util.Locale;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Amount;

/// Amounts of money as text and back. Never shortened, never in floating point.
///
/// On screens whole coins have all eight places, so that amounts stand beneath each other; a point
/// is a point in every language, because an amount that is copied from one window must mean the
/// same in the next.
public final class Amounts {
  private static final int FRACTION_DIGITS = 8;
  private static final int MAX_WHOLE_DIGITS = 10;
  private static final int GROUP_DIGITS = 3;

  private Amounts() {}

  /// With the unit behind it: `1.25000000 QTC`, `125,000,000 sat`.
  public static String format(long sats, AmountUnit unit, String ticker) {
    return number(sats, unit) + " " + unitName(unit, ticker);
  }

  /// The same with a plus for what comes in.
  public static String signed(long sats, AmountUnit unit, String ticker) {
    return (sats > 0 ? "+" : "") + format(sats, unit, ticker);
  }

  /// Without the unit.
  public static String number(long sats, AmountUnit unit) {
    return switch (unit) {
      case COIN -> Amount.format(sats);
      case SATS -> NumberFormat.getIntegerInstance(Locale.ROOT).format(sats);
    };
  }

  public static String unitName(AmountUnit unit, String ticker) {
    return unit == AmountUnit.COIN ? ticker : "sat";
  }

  /// What a person typed, in satoshis; empty for what is no amount. A comma is taken for a point if
  /// there is only one mark: `0,5` is half a coin. What could be read in two ways is not read:
  /// `1,234` may mean a little more than one or more than a thousand.
  public static OptionalLong parse(String typed, AmountUnit unit) {
    String text = typed.strip().replace(" ", "").replace("\u00a0", "");
    if (unit == AmountUnit.SATS) {
      String digits = text.replace(",", "");
      return isDigits(digits) && digits.length() <= MAX_WHOLE_DIGITS + FRACTION_DIGITS
          ? inRange(Long.parseLong(digits))
          : OptionalLong.empty();
    }
    int mark = Math.max(text.indexOf('.'), text.indexOf(','));
    String whole = mark < 0 ? text : text.substring(0, mark);
    String fraction = mark < 0 ? "" : text.substring(mark + 1);
    boolean known =
        (whole.isEmpty() || isDigits(whole))
            && (fraction.isEmpty() || isDigits(fraction))
            && !(whole.isEmpty() && fraction.isEmpty())
            && whole.length() <= MAX_WHOLE_DIGITS
            && fraction.length() <= FRACTION_DIGITS
            && !looksGrouped(text, whole, fraction);
    if (!known) {
      return OptionalLong.empty();
    }
    long coins = whole.isEmpty() ? 0 : Long.parseLong(whole);
    String padded = fraction + "0".repeat(FRACTION_DIGITS - fraction.length());
    // At most 10^10 coins, so there is room.
    return inRange(Math.addExact(Math.multiplyExact(coins, Amount.COIN), Long.parseLong(padded)));
  }

  private static boolean looksGrouped(String text, String whole, String fraction) {
    return text.indexOf(',') >= 0
        && fraction.length() == GROUP_DIGITS
        && !whole.isEmpty()
        && !whole.startsWith("0");
  }

  private static OptionalLong inRange(long sats) {
    return sats > Amount.MAX_MONEY ? OptionalLong.empty() : OptionalLong.of(sats);
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
