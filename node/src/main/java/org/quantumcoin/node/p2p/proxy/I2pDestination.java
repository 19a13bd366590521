package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Addresses on I2P as SAM writes them: a public key with a certificate, in a Base64 of its own.
/// The short name that everybody else uses is their hash.
final class I2pDestination {
  /// SAM 3.1 has no ports, so all addresses have this one (Core's `I2P_SAM31_PORT`).
  static final int PORT = 0;

  /// Keys and padding, type and length of the certificate ("Common structures", Destination).
  private static final int MIN_BYTES = 387;

  private static final int CERTIFICATE_LENGTH_AT = 385;

  private I2pDestination() {}

  /// I2P writes `-` for `+` and `~` for `/`.
  static byte[] decode(String text) throws IOException {
    try {
      return Base64.getDecoder().decode(text.replace('-', '+').replace('~', '/'));
    } catch (IllegalArgumentException e) {
      throw new IOException("Cannot decode Base64: \"" + text + "\"", e);
    }
  }

  static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes).replace('+', '-').replace('/', '~');
  }

  static NetAddress address(byte[] destination) {
    return NetAddress.i2p(Sha256.hash(destination), PORT);
  }

  /// The public part of a private key, which stands at its beginning.
  static byte[] ofPrivateKey(byte[] key) throws IOException {
    if (key.length < MIN_BYTES) {
      throw new IOException(
          "The private key is too short (%d < %d)".formatted(key.length, MIN_BYTES));
    }
    int certificate =
        (key[CERTIFICATE_LENGTH_AT] & 0xff) << 8 | (key[CERTIFICATE_LENGTH_AT + 1] & 0xff);
    int length = MIN_BYTES + certificate;
    if (length > key.length) {
      throw new IOException(
          "Certificate length (%d) designates that the private key should be %d bytes, but it is only %d bytes"
              .formatted(certificate, length, key.length));
    }
    return Arrays.copyOf(key, length);
  }
}
