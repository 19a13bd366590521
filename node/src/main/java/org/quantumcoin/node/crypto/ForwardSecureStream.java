package org.quantumcoin.node.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// BIP-0324's `FSChaCha20`: one ChaCha20 key stream over many small chunks, whose key is replaced
/// by its own output after every [#REKEY_INTERVAL] of them, so that a key found later opens nothing
/// older.
final class ForwardSecureStream {
  static final int REKEY_INTERVAL = 224;

  private static final String CHACHA20 = "ChaCha20";
  private static final int KEY_BYTES = 32;

  private final Cipher cipher;
  private byte[] key;
  private int chunks;
  private long rekeyings;

  ForwardSecureStream(byte[] key) {
    this.key = key.clone();
    try {
      cipher = Cipher.getInstance(CHACHA20);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has ChaCha20", e);
    }
    restart();
  }

  private void restart() {
    try {
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, CHACHA20),
          new ChaCha20ParameterSpec(Bip324Nonce.of(0, rekeyings), 0));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key and nonce of the right size", e);
    }
  }

  /// Encrypts or decrypts a chunk into a new array.
  byte[] crypt(byte[] chunk) {
    byte[] result = cipher.update(chunk);
    if (++chunks == REKEY_INTERVAL) {
      byte[] next = cipher.update(new byte[KEY_BYTES]);
      Arrays.fill(key, (byte) 0);
      key = next;
      chunks = 0;
      rekeyings++;
      restart();
    }
    return result;
  }
}
