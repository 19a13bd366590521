package org.quantumcoin.node.crypto;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// BIP-0324's `FSChaCha20Poly1305`: ChaCha20-Poly1305 (RFC 8439) with a counter as nonce, whose key
/// is replaced by its own output after every [ForwardSecureStream#REKEY_INTERVAL] packets. One
/// instance serves one direction.
final class ForwardSecureAead {
  static final int TAG_BYTES = 16;

  private static final String ALGORITHM = "ChaCha20-Poly1305";
  private static final String KEY_ALGORITHM = "ChaCha20";
  private static final int KEY_BYTES = 32;
  private static final int REKEY_NONCE = 0xffffffff;

  private final Cipher cipher;
  private SecretKeySpec keySpec;
  private int packets;
  private long rekeyings;

  ForwardSecureAead(byte[] key) {
    this.keySpec = new SecretKeySpec(key, KEY_ALGORITHM);
    try {
      cipher = Cipher.getInstance(ALGORITHM);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  /// Encrypts `length` bytes and appends the tag, at `outOffset` of `out`.
  void encrypt(byte[] in, int offset, int length, byte[] aad, byte[] out, int outOffset) {
    try {
      init(Cipher.ENCRYPT_MODE, packets, aad);
      cipher.doFinal(in, offset, length, out, outOffset);
      next();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of any size can be encrypted", e);
    }
  }

  /// Decrypts `length` bytes, the tag included, to the start of `out`; false when the tag is wrong,
  /// and then `out` holds nothing of the plain text.
  boolean decrypt(byte[] in, int length, byte[] aad, byte[] out) {
    try {
      init(Cipher.DECRYPT_MODE, packets, aad);
      cipher.doFinal(in, 0, length, out, 0);
      next();
      return true;
    } catch (AEADBadTagException _) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a packet of any size can be decrypted", e);
    }
  }

  private void init(int mode, int nonce, byte[] aad) throws GeneralSecurityException {
    cipher.init(mode, keySpec, new IvParameterSpec(Bip324Nonce.of(nonce, rekeyings)));
    if (aad.length > 0) {
      cipher.updateAAD(aad);
    }
  }

  private void next() throws GeneralSecurityException {
    if (++packets < ForwardSecureStream.REKEY_INTERVAL) {
      return;
    }
    init(Cipher.ENCRYPT_MODE, REKEY_NONCE, new byte[0]);
    byte[] fresh = cipher.doFinal(new byte[KEY_BYTES]);
    keySpec = new SecretKeySpec(fresh, 0, KEY_BYTES, KEY_ALGORITHM);
    packets = 0;
    rekeyings++;
  }
}
