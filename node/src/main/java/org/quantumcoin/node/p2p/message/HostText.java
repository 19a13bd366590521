package org.quantumcoin.node.p2p.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How hosts are written: IPv6 in RFC 5952's short form, onion and I2P names in base 32.
public final class HostText {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
  private static final String ONION = ".onion";
  private static final String I2P = ".b32.i2p";
  private static final int KEY_BYTES = 32;
  private static final byte TOR_VERSION = 3;

  private HostText() {}

  /// The longest run of zero groups, of two at least, becomes `::`.
  public static String shortened(String ipv6) {
    String[] groups = ipv6.split(":", -1);
    int best = 0;
    int bestLength = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end].equals("0")) {
        end++;
      }
      if (end - i > bestLength) {
        best = i;
        bestLength = end - i;
      }
    }
    if (bestLength == 1) {
      return ipv6;
    }
    List<String> all = List.of(groups);
    return String.join(":", all.subList(0, best))
        + "::"
        + String.join(":", all.subList(best + bestLength, groups.length));
  }

  /// An onion service of version 3 by its public key (Tor's `rend-spec-v3`, "Encoding onion
  /// addresses").
  static String onion(byte[] key) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(key);
    all.writeBytes(onionChecksum(key));
    all.write(TOR_VERSION);
    return base32(all.toByteArray()) + ONION;
  }

  static String i2p(byte[] hash) {
    return base32(hash) + I2P;
  }

  /// The public key of an onion name; empty for other names.
  static Optional<byte[]> onionKey(String name) {
    Optional<byte[]> all = decoded(name, ONION, KEY_BYTES + 3);
    return all.map(bytes -> Arrays.copyOf(bytes, KEY_BYTES))
        .filter(key -> onion(key).equals(name.toLowerCase(Locale.ROOT)));
  }

  static Optional<byte[]> i2pHash(String name) {
    return decoded(name, I2P, KEY_BYTES);
  }

  private static byte[] onionChecksum(byte[] key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA3-256");
      digest.update(".onion checksum".getBytes(StandardCharsets.US_ASCII));
      digest.update(key);
      digest.update(TOR_VERSION);
      return Arrays.copyOf(digest.digest(), 2);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA3-256", e);
    }
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int held = 0;
    for (byte b : bytes) {
      held = held << 8 | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt(held >>> bits & 31));
      }
      held &= (1 << bits) - 1;
    }
    return bits == 0 ? text.toString() : text.append(BASE32.charAt(held << (5 - bits))).toString();
  }

  private static Optional<byte[]> decoded(String name, String suffix, int length) {
    String lower = name.toLowerCase(Locale.ROOT);
    int digits = (length * 8 + 4) / 5;
    if (!lower.endsWith(suffix) || lower.length() != digits + suffix.length()) {
      return Optional.empty();
    }
    byte[] bytes = new byte[length];
    int bits = 0;
    int held = 0;
    int at = 0;
    for (int i = 0; i < digits; i++) {
      int value = BASE32.indexOf(lower.charAt(i));
      if (value < 0) {
        return Optional.empty();
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = (byte) (held >>> bits);
      }
      held &= (1 << bits) - 1;
    }
    return held == 0 ? Optional.of(bytes) : Optional.empty();
  }
}
