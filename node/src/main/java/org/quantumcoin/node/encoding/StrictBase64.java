package org.quantumcoin.node.encoding;

import java.util.Base64;
import java.util.Optional;

/// Base64 as Core reads it: with its padding, and each value in one way only.
public final class StrictBase64 {
  private StrictBase64() {}

  public static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// Empty for anything that [#encode] would not have written.
  public static Optional<byte[]> decode(String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      // Java's decoder takes text without padding and with stray bits behind the last byte.
      return encode(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
