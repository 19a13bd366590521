package org.quantumcoin.wallet.descriptor;

import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// A key at one index of a descriptor: its public form, where it comes from, and the secret where
/// the descriptor has it.
public final class DerivedKey {
  private final byte[] publicKey;
  private final KeyOrigin origin;
  private final Optional<SecretKey> secret;

  DerivedKey(byte[] publicKey, KeyOrigin origin, Optional<SecretKey> secret) {
    this.publicKey = publicKey;
    this.origin = origin;
    this.secret = secret;
  }

  /// 33 or 65 bytes.
  public byte[] publicKey() {
    return publicKey.clone();
  }

  /// 32 bytes (BIP-0340).
  public byte[] xOnly() {
    byte[] result = new byte[32];
    System.arraycopy(publicKey, 1, result, 0, 32);
    return result;
  }

  public boolean isCompressed() {
    return publicKey.length == 33;
  }

  public KeyOrigin origin() {
    return origin;
  }

  public Optional<SecretKey> secret() {
    return secret;
  }
}
