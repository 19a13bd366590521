package org.quantumcoin.app.config;

/// How Bitcoin Core reads numbers and truth from option texts.
final class Numbers {
  private Numbers() {}

  /// Empty is true; otherwise whether the leading number is not zero, so `-listen=yes` is false.
  static boolean asBoolean(String text) {
    return text.isEmpty() || (int) clamp(toLong(text), Integer.MIN_VALUE, Integer.MAX_VALUE) != 0;
  }

  /// The number that the text begins with, 0 without one, saturating (C's `atoi` made safe).
  static long toLong(String text) {
    String s = text.strip();
    int at = 0;
    boolean negative = false;
    if (at < s.length() && (s.charAt(at) == '+' || s.charAt(at) == '-')) {
      negative = s.charAt(at) == '-';
      at++;
    }
    long value = 0;
    while (at < s.length() && s.charAt(at) >= '0' && s.charAt(at) <= '9') {
      int digit = s.charAt(at++) - '0';
      if (value > (Long.MAX_VALUE - digit) / 10) {
        return negative ? Long.MIN_VALUE : Long.MAX_VALUE;
      }
      value = value * 10 + digit;
    }
    return negative ? -value : value;
  }

  private static long clamp(long value, long low, long high) {
    return Math.min(Math.max(value, low), high);
  }
}
