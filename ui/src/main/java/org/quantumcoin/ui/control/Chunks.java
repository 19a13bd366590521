package org.quantumcoin.ui.control;

/// Long words in groups, so that a person can compare them.
public final class Chunks {
  private static final int GROUP = 4;
  private static final int ENDS = 8;

  private Chunks() {}

  /// An address in groups of four: `bc1q w508 d6qe …`.
  public static String grouped(String address) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < address.length(); i += GROUP) {
      if (i > 0) {
        text.append(' ');
      }
      text.append(address, i, Math.min(i + GROUP, address.length()));
    }
    return text.toString();
  }

  /// Shortened in the middle; whole where that would save nothing.
  public static String shortened(String hash) {
    return hash.length() <= 2 * ENDS + 1
        ? hash
        : hash.substring(0, ENDS) + "…" + hash.substring(hash.length() - ENDS);
  }
}
