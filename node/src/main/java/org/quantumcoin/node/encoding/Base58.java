package org.quantumcoin.node.encoding;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;

/// Base58 and Base58Check, as old addresses and keys are written.
///
/// Conversion takes time quadratic in the length, so the callers' bounds on the result are checked
/// while decoding, as Core does.
public final class Base58 {
  private static final String ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int CHECKSUM_BYTES = 4;
  private static final byte[] DIGIT_OF = new byte[128];

  static {
    Arrays.fill(DIGIT_OF, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      DIGIT_OF[ALPHABET.charAt(i)] = (byte) i;
    }
  }

  private Base58() {}

  public static String encode(byte[] bytes) {
    int zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) {
      zeros++;
    }
    // log(256) / log(58), rounded up.
    byte[] digits = new byte[(bytes.length - zeros) * 138 / 100 + 1];
    int length = 0;
    for (int k = zeros; k < bytes.length; k++) {
      int carry = bytes[k] & 0xff;
      int i = 0;
      for (; carry != 0 || i < length; i++) {
        carry += 256 * digits[i];
        digits[i] = (byte) (carry % 58);
        carry /= 58;
      }
      length = i;
    }
    StringBuilder text = new StringBuilder(zeros + length);
    text.repeat('1', zeros);
    for (int i = length - 1; i >= 0; i--) {
      text.append(ALPHABET.charAt(digits[i]));
    }
    return text.toString();
  }

  /// Blanks around the text are ignored; empty for any other character, and for more than
  /// `maxBytes` bytes.
  public static Optional<byte[]> decode(String text, int maxBytes) {
    String digits = text.strip();
    int zeros = 0;
    while (zeros < digits.length() && digits.charAt(zeros) == '1') {
      zeros++;
    }
    if (zeros > maxBytes) {
      return Optional.empty();
    }
    // log(58) / log(256), rounded up.
    byte[] number = new byte[Math.min(maxBytes, (digits.length() - zeros) * 733 / 1000 + 1) + 1];
    int length = 0;
    for (int k = zeros; k < digits.length(); k++) {
      char c = digits.charAt(k);
      int carry = c < 128 ? DIGIT_OF[c] : -1;
      if (carry < 0) {
        return Optional.empty();
      }
      int i = 0;
      for (; carry != 0 || i < length; i++) {
        carry += 58 * (number[i] & 0xff);
        number[i] = (byte) carry;
        carry >>>= 8;
      }
      length = i;
      if (zeros + length > maxBytes) {
        return Optional.empty();
      }
    }
    byte[] result = new byte[zeros + length];
    for (int i = 0; i < length; i++) {
      result[zeros + i] = number[length - 1 - i];
    }
    return Optional.of(result);
  }

  /// With the first four bytes of the double SHA-256 behind it.
  public static String encodeCheck(byte[] payload) {
    byte[] bytes = Arrays.copyOf(payload, payload.length + CHECKSUM_BYTES);
    System.arraycopy(Sha256.hashTwice(payload), 0, bytes, payload.length, CHECKSUM_BYTES);
    return encode(bytes);
  }

  /// The payload without its checksum; empty when the checksum is wrong or the payload exceeds
  /// `maxBytes`.
  public static Optional<byte[]> decodeCheck(String text, int maxBytes) {
    Optional<byte[]> decoded = decode(text, maxBytes + CHECKSUM_BYTES);
    if (decoded.isEmpty() || decoded.get().length < CHECKSUM_BYTES) {
      return Optional.empty();
    }
    byte[] bytes = decoded.get();
    int length = bytes.length - CHECKSUM_BYTES;
    byte[] checksum = Sha256.hashTwice(bytes, 0, length);
    return Arrays.equals(checksum, 0, CHECKSUM_BYTES, bytes, length, bytes.length)
        ? Optional.of(Arrays.copyOf(bytes, length))
        : Optional.empty();
  }
}
