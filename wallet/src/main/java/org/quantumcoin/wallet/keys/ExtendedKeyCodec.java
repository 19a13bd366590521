package org.quantumcoin.wallet.keys;

import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.HmacSha512;
import org.quantumcoin.node.encoding.Base58;

/// The 78 bytes of an extended key, public or secret (BIP-0032, "Serialization format").
final class ExtendedKeyCodec {
  static final int SIZE_BYTES = 78;
  static final int MAX_DEPTH = 255;
  private static final int CHAIN_CODE_AT = 13;
  private static final int KEY_AT = 45;

  private ExtendedKeyCodec() {}

  static String encode(
      int version, int depth, int parentFingerprint, int child, byte[] chainCode, byte[] key33) {
    byte[] payload = new byte[SIZE_BYTES];
    putInt(payload, 0, version);
    payload[4] = (byte) depth;
    putInt(payload, 5, parentFingerprint);
    putInt(payload, 9, child);
    System.arraycopy(chainCode, 0, payload, CHAIN_CODE_AT, 32);
    System.arraycopy(key33, 0, payload, KEY_AT, 33);
    String text = Base58.encodeCheck(payload);
    Arrays.fill(payload, (byte) 0);
    return text;
  }

  /// The payload if it has the right length and version, and a root has neither parent nor index.
  static Optional<byte[]> decode(String text, int version) {
    Optional<byte[]> decoded = Base58.decodeCheck(text, SIZE_BYTES);
    return decoded.filter(p ->
        p.length == SIZE_BYTES
            && getInt(p, 0) == version
            && (p[4] != 0 || (getInt(p, 5) == 0 && getInt(p, 9) == 0)));
  }

  static int version(byte[] payload) {
    return getInt(payload, 0);
  }

  static int depth(byte[] payload) {
    return payload[4] & 0xff;
  }

  static int parentFingerprint(byte[] payload) {
    return getInt(payload, 5);
  }

  static int child(byte[] payload) {
    return getInt(payload, 9);
  }

  static byte[] chainCode(byte[] payload) {
    return Arrays.copyOfRange(payload, CHAIN_CODE_AT, KEY_AT);
  }

  static byte[] key33(byte[] payload) {
    return Arrays.copyOfRange(payload, KEY_AT, SIZE_BYTES);
  }

  static void putInt(byte[] target, int at, int value) {
    target[at] = (byte) (value >>> 24);
    target[at + 1] = (byte) (value >>> 16);
    target[at + 2] = (byte) (value >>> 8);
    target[at + 3] = (byte) value;
  }

  private static int getInt(byte[] source, int at) {
    return (source[at] << 24)
        | ((source[at + 1] & 0xff) << 16)
        | ((source[at + 2] & 0xff) << 8)
        | (source[at + 3] & 0xff);
  }

  /// BIP-0032, CKDpriv and CKDpub: HMAC-SHA-512 of 33 key bytes and the child's index.
  static byte[] childHash(byte[] chainCode, byte[] key33, int child) {
    byte[] message = Arrays.copyOf(key33, 37);
    putInt(message, 33, child);
    byte[] hash = HmacSha512.hash(chainCode, message);
    Arrays.fill(message, (byte) 0);
    return hash;
  }

  static int fingerprint(byte[] publicKey) {
    return getInt(Hash160.hash(publicKey), 0);
  }
}
