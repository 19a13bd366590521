package org.quantumcoin.node.encoding;

import java.util.HexFormat;

/// Hexadecimal text, lower case as Core prints it, either case accepted.
public final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  public static String encode(byte[] bytes) {
    return FORMAT.formatHex(bytes);
  }

  public static String encode(byte[] bytes, int offset, int length) {
    return FORMAT.formatHex(bytes, offset, offset + length);
  }

  /// Bytes in display order: the last one first, as hashes are shown.
  public static String encodeReversed(byte[] bytes) {
    return FORMAT.formatHex(reversed(bytes));
  }

  /// Throws [DecodeException] for an odd length or a character that is no hexadecimal digit.
  public static byte[] decode(String text) {
    if (!isHex(text)) {
      throw new DecodeException("not hexadecimal");
    }
    return FORMAT.parseHex(text);
  }

  /// An even number of hexadecimal digits; none at all counts.
  public static boolean isHex(String text) {
    if ((text.length() & 1) != 0) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  public static byte[] reversed(byte[] bytes) {
    byte[] result = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      result[i] = bytes[bytes.length - 1 - i];
    }
    return result;
  }
}
