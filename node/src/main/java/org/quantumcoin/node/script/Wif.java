package org.quantumcoin.node.script;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.params.AddressPrefixes;

/// Secret keys as text ("wallet import format"): a version byte, the secret, and a 1 behind it if
/// the public key is compressed, in Base58Check.
public final class Wif {
  private static final int MAX_BYTES = 34;

  private Wif() {}

  public static String encode(SecretKey key, AddressPrefixes prefixes) {
    byte[] secret = key.toBytes();
    byte[] payload = new byte[key.isCompressed() ? MAX_BYTES : MAX_BYTES - 1];
    payload[0] = (byte) prefixes.secretKey();
    System.arraycopy(secret, 0, payload, 1, secret.length);
    if (key.isCompressed()) {
      payload[MAX_BYTES - 1] = 1;
    }
    String text = Base58.encodeCheck(payload);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(payload, (byte) 0);
    return text;
  }

  /// Empty for anything that is no key of this network (Core's `DecodeSecret`).
  public static Optional<SecretKey> decode(String text, AddressPrefixes prefixes) {
    Optional<byte[]> decoded = Base58.decodeCheck(text, MAX_BYTES);
    if (decoded.isEmpty()) {
      return Optional.empty();
    }
    byte[] payload = decoded.get();
    boolean compressed = payload.length == MAX_BYTES && payload[MAX_BYTES - 1] == 1;
    if ((payload.length != MAX_BYTES - 1 && !compressed)
        || (payload[0] & 0xff) != prefixes.secretKey()) {
      return Optional.empty();
    }
    byte[] secret = Arrays.copyOfRange(payload, 1, 33);
    Optional<SecretKey> key = SecretKey.of(secret, compressed);
    Arrays.fill(secret, (byte) 0);
    Arrays.fill(payload, (byte) 0);
    return key;
  }
}
