package org.quantumcoin.wallet.store;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Bytes that only the holder of a key can read or change: AES-256-GCM with a random nonce before
/// the ciphertext. What they are about is authenticated with them, so that one box cannot stand in
/// for another.
public final class SealedBox {
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// How much longer a box is than what is in it.
  static final int OVERHEAD_BYTES = NONCE_BYTES + TAG_BITS / 8;

  private SealedBox() {}

  public static byte[] seal(byte[] key, byte[] content, byte[] about) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, about).doFinal(content);
      byte[] box = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
      System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
      return box;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Empty with another key, another subject, or after any change.
  public static Optional<byte[]> open(byte[] key, byte[] box, byte[] about) {
    if (box.length < OVERHEAD_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(box, NONCE_BYTES);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, about);
      return Optional.of(cipher.doFinal(box, NONCE_BYTES, box.length - NONCE_BYTES));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Cipher cipher(int mode, byte[] key, byte[] nonce, byte[] about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(about);
    return cipher;
  }
}
