package org.quantumcoin.node.encoding;

/// The eight characters behind a descriptor's `#` (BIP-0380, "Checksum"): a BCH code over GF(32)
/// that finds up to three wrong characters.
public final class DescriptorChecksum {
  public static final int LENGTH = 8;

  /// Characters a descriptor may hold, in an order in which case and digit mistakes change few
  /// symbols.
  private static final String INPUT_CHARSET =
      "0123456789()[],'/*abcdefgh@:$%{}"
          + "IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~"
          + "ijklmnopqrstuvwxyzABCDEFGH`#\"\\ ";

  private static final String CHECKSUM_CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final long[] GENERATOR = {
    0xf5dee51989L, 0xa9fdca3312L, 0x1bab10e32dL, 0x3706b1677aL, 0x644d626ffdL
  };

  private DescriptorChecksum() {}

  private static long step(long c, int value) {
    int top = (int) (c >>> 35);
    long next = ((c & 0x7ffffffffL) << 5) ^ value;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >>> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  /// The checksum of a descriptor without one; empty text if it holds a character that no
  /// descriptor may hold.
  public static String of(String descriptor) {
    long c = 1;
    int groups = 0;
    int count = 0;
    for (int i = 0; i < descriptor.length(); i++) {
      int position = INPUT_CHARSET.indexOf(descriptor.charAt(i));
      if (position < 0) {
        return "";
      }
      c = step(c, position & 31);
      groups = groups * 3 + (position >>> 5);
      if (++count == 3) {
        c = step(c, groups);
        groups = 0;
        count = 0;
      }
    }
    if (count > 0) {
      c = step(c, groups);
    }
    for (int i = 0; i < LENGTH; i++) {
      c = step(c, 0);
    }
    c ^= 1;
    StringBuilder text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(CHECKSUM_CHARSET.charAt((int) (c >>> (5 * (7 - i))) & 31));
    }
    return text.toString();
  }

  /// The descriptor with its checksum behind it.
  public static String append(String descriptor) {
    return descriptor + "#" + of(descriptor);
  }
}
