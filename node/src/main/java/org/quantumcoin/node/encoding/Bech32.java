package org.quantumcoin.node.encoding;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Bech32 (BIP-0173) and Bech32m (BIP-0350): a human-readable part, the separator `1`, and data in
/// five-bit groups with a checksum that finds up to four wrong characters.
public final class Bech32 {
  /// BIP-0173: no string is longer than this.
  public static final int MAX_LENGTH = 90;

  private static final String CHARSET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  static final int CHECKSUM_LENGTH = 6;
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final byte[] VALUE_OF = new byte[128];

  static {
    Arrays.fill(VALUE_OF, (byte) -1);
    for (int i = 0; i < CHARSET.length(); i++) {
      VALUE_OF[CHARSET.charAt(i)] = (byte) i;
      VALUE_OF[Character.toUpperCase(CHARSET.charAt(i))] = (byte) i;
    }
  }

  /// Which constant the checksum ends in.
  public enum Encoding {
    BECH32(1),
    BECH32M(0x2bc830a3);

    private final int constant;

    Encoding(int constant) {
      this.constant = constant;
    }

    int constant() {
      return constant;
    }
  }

  /// A decoded string: its human-readable part in lower case and its five-bit values without the
  /// checksum.
  public static final class Decoded {
    private final Encoding encoding;
    private final String hrp;
    private final byte[] values;

    private Decoded(Encoding encoding, String hrp, byte[] values) {
      this.encoding = encoding;
      this.hrp = hrp;
      this.values = values;
    }

    public Encoding encoding() {
      return encoding;
    }

    public String hrp() {
      return hrp;
    }

    public byte[] values() {
      return values.clone();
    }
  }

  private Bech32() {}

  /// `hrp` in lower case; `values` below 32 each.
  public static String encode(Encoding encoding, String hrp, byte[] values) {
    int checksum = polymod(hrp, values, CHECKSUM_LENGTH) ^ encoding.constant;
    StringBuilder text = new StringBuilder(hrp).append('1');
    for (byte value : values) {
      text.append(CHARSET.charAt(value));
    }
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      text.append(CHARSET.charAt((checksum >>> (5 * (5 - i))) & 31));
    }
    return text.toString();
  }

  public static Optional<Decoded> decode(String text) {
    return decode(text, MAX_LENGTH);
  }

  /// Empty for mixed case, characters out of range, a missing part, more than `maxLength`
  /// characters, or a wrong checksum.
  public static Optional<Decoded> decode(String text, int maxLength) {
    int separator = text.lastIndexOf('1');
    if (!hasValidCharacters(text)
        || text.length() > maxLength
        || separator < 1
        || separator + 1 + CHECKSUM_LENGTH > text.length()) {
      return Optional.empty();
    }
    byte[] values = new byte[text.length() - separator - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = VALUE_OF[text.charAt(separator + 1 + i)];
      if (values[i] < 0) {
        return Optional.empty();
      }
    }
    String hrp = text.substring(0, separator).toLowerCase(Locale.ROOT);
    int checksum = polymod(hrp, values, 0);
    for (Encoding encoding : Encoding.values()) {
      if (checksum == encoding.constant) {
        byte[] data = Arrays.copyOf(values, values.length - CHECKSUM_LENGTH);
        return Optional.of(new Decoded(encoding, hrp, data));
      }
    }
    return Optional.empty();
  }

  /// The five bits a character stands for; -1 for none.
  static byte valueOf(char c) {
    return c < 128 ? VALUE_OF[c] : -1;
  }

  /// Printable ASCII in one case.
  private static boolean hasValidCharacters(String text) {
    boolean lower = false;
    boolean upper = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 33 || c > 126) {
        return false;
      }
      lower |= c >= 'a' && c <= 'z';
      upper |= c >= 'A' && c <= 'Z';
    }
    return !(lower && upper);
  }

  /// The checksum's polynomial over the expanded human-readable part, the values, and `zeros` more.
  static int polymod(String hrp, byte[] values, int zeros) {
    int c = 1;
    for (int i = 0; i < hrp.length(); i++) {
      c = step(c) ^ (hrp.charAt(i) >>> 5);
    }
    c = step(c);
    for (int i = 0; i < hrp.length(); i++) {
      c = step(c) ^ (hrp.charAt(i) & 31);
    }
    for (byte value : values) {
      c = step(c) ^ value;
    }
    for (int i = 0; i < zeros; i++) {
      c = step(c);
    }
    return c;
  }

  private static int step(int c) {
    int top = c >>> 25;
    int next = (c & 0x1ffffff) << 5;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >>> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  /// Eight-bit groups as five-bit ones, the last padded with zeros.
  public static byte[] toFiveBit(byte[] bytes) {
    byte[] result = new byte[(bytes.length * 8 + 4) / 5];
    int accumulator = 0;
    int bits = 0;
    int at = 0;
    for (byte b : bytes) {
      accumulator = (accumulator << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        result[at++] = (byte) ((accumulator >>> bits) & 31);
      }
      accumulator &= 31;
    }
    if (bits > 0) {
      result[at] = (byte) ((accumulator << (5 - bits)) & 31);
    }
    return result;
  }

  /// Five-bit groups from index `from` on as bytes; empty when more than four bits, or ones, are
  /// left over.
  public static Optional<byte[]> toEightBit(byte[] values, int from) {
    byte[] result = new byte[(values.length - from) * 5 / 8];
    int accumulator = 0;
    int bits = 0;
    int at = 0;
    for (int i = from; i < values.length; i++) {
      accumulator = ((accumulator << 5) | values[i]) & 0xfff;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        result[at++] = (byte) (accumulator >>> bits);
      }
    }
    boolean padded = bits < 5 && (accumulator & ((1 << bits) - 1)) == 0;
    return padded ? Optional.of(result) : Optional.empty();
  }
}
