package org.quantumcoin.ui.format;

import java.text.NumberFormat;
import java.util.Locale;
import org.quantumcoin.node.primitives.FeeRate;

/// Counts, bytes and rates with their units.
public final class Quantities {
  private static final long KIB = 1024;
  private static final long SATS = 1_000;

  private Quantities() {}

  /// A whole number with the locale's grouping: `1,234,567`.
  public static String count(long value) {
    return NumberFormat.getIntegerInstance(Locale.getDefault(Locale.Category.FORMAT)).format(value);
  }

  /// Binary multiples, three figures at most: `1.50 MiB`.
  public static String bytes(double value) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    return scaled(value, KIB, units);
  }

  /// As [#bytes] for each second.
  public static String bytesPerSecond(double value) {
    return bytes(value) + "/s";
  }

  /// Decimal multiples: `12.3 MH/s`.
  public static String hashRate(double hashesPerSecond) {
    String[] units = {"H/s", "kH/s", "MH/s", "GH/s", "TH/s"};
    return scaled(hashesPerSecond, 1000, units);
  }

  /// Transactions by size, in decimal multiples of virtual bytes (BIP-0141): `12.3 kvB`.
  public static String virtualBytes(long value) {
    String[] units = {"vB", "kvB", "MvB", "GvB"};
    return scaled((double) value, 1000, units);
  }

  /// A rate without its unit, with more figures the smaller it is.
  public static String rate(double value) {
    return decimals(value);
  }

  /// What a virtual byte costs: `12.345 sat/vB`, without zeros at the end.
  public static String feeRate(FeeRate rate) {
    long whole = rate.satPerKvb() / SATS;
    long rest = rate.satPerKvb() % SATS;
    String fraction = rest == 0 ? "" : "." + Long.toString(SATS + rest).substring(1);
    return (whole + fraction).replaceAll("(\\.\\d*?)0+$", "$1") + " sat/vB";
  }

  private static String scaled(double value, long base, String[] units) {
    int unit = 0;
    double rest = Math.max(value, 0);
    while (rest >= base && unit < units.length - 1) {
      rest /= base;
      unit++;
    }
    String number = unit == 0 ? Long.toString(Math.round(rest)) : decimals(rest);
    return number + " " + units[unit];
  }

  private static String decimals(double value) {
    Locale locale = Locale.getDefault(Locale.Category.FORMAT);
    if (value >= 100) {
      return String.format(locale, "%.0f", value);
    }
    if (value >= 10) {
      return String.format(locale, "%.1f", value);
    }
    return value == 0 ? "0" : String.format(locale, "%.2f", value);
  }
}
