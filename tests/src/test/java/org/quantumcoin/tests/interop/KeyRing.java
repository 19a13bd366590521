package org.quantumcoin.tests.interop;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.crypto.Sha256;

/// Some keys, the same ones in each run, and the ways to write their public halves.
final class KeyRing {
  private static final int SIZE = 24;
  private static final List<SecretKey> KEYS = new ArrayList<>();

  static {
    for (int i = 0; i < SIZE; i++) {
      KEYS.add(SecretKey.of(Sha256.hash(new byte[] {(byte) i}), true).orElseThrow());
    }
  }

  private KeyRing() {}

  static SecretKey any(Chance chance) {
    return chance.of(KEYS);
  }

  static byte[] uncompressed(SecretKey key) {
    return Secp256k1.decompress(key.publicKey()).orElseThrow();
  }

  /// The form that OpenSSL knew: uncompressed, with the parity of y in the first byte.
  static byte[] hybrid(SecretKey key) {
    byte[] bytes = uncompressed(key);
    bytes[0] = (byte) (6 + (bytes[64] & 1));
    return bytes;
  }

  /// Mostly as it is written today.
  static byte[] ecdsa(SecretKey key, Chance chance) {
    return switch (chance.below(12)) {
      case 0 -> uncompressed(key);
      case 1 -> hybrid(key);
      default -> key.publicKey();
    };
  }
}
