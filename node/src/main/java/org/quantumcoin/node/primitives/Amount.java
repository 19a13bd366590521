package org.quantumcoin.node.primitives;

/// A count of satoshis, the coin's smallest unit. Always within `0..MAX_MONEY`.
public record Amount(long sats) implements Comparable<Amount> {
  public static final long COIN = 100_000_000L;

  /// Above the supply of every coin of ours. The bound that validation enforces is each coin's own
  /// and stands in `params` (Bitcoin's `MAX_MONEY` is 21,000,000 coins).
  public static final long MAX_MONEY = 22_000_000L * COIN;

  public static final Amount ZERO = new Amount(0);

  public Amount {
    if (sats < 0 || sats > MAX_MONEY) {
      throw new IllegalArgumentException("amount outside supply: " + sats);
    }
  }

  public Amount plus(Amount other) {
    return new Amount(Math.addExact(sats, other.sats));
  }

  public Amount minus(Amount other) {
    return new Amount(Math.subtractExact(sats, other.sats));
  }

  /// Coins with eight decimals, as Core prints money: `1.50000000`; takes any value a wire amount
  /// can have.
  public static String format(long sats) {
    long quotient = sats / COIN;
    long remainder = Math.abs(sats % COIN);
    String sign = sats < 0 ? "-" : "";
    String fraction = Long.toString(COIN + remainder).substring(1);
    return sign + Long.toUnsignedString(Math.abs(quotient)) + "." + fraction;
  }

  /// As Core's `FormatMoney`, which error texts use: trailing zeros dropped down to two decimals.
  public static String formatShort(long sats) {
    String text = format(sats);
    int end = text.length();
    while (text.charAt(end - 1) == '0' && text.charAt(end - 3) != '.') {
      end--;
    }
    return text.substring(0, end);
  }

  @Override
  public int compareTo(Amount other) {
    return Long.compare(sats, other.sats);
  }

  @Override
  public String toString() {
    return format(sats);
  }
}
