package org.quantumcoin.wallet.descriptor;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;

/// A key at one index of a descriptor: its public form, where it comes from, and the secret where
/// the descriptor has it.
public final class DerivedKey {
  private final byte[] publicKey;
  private final KeyOrigin origin;
  private final Supplier<Optional<SecretKey>> secret;

  DerivedKey(byte[] publicKey, KeyOrigin origin, Supplier<Optional<SecretKey>> secret) {
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
    return Arrays.copyOfRange(publicKey, 1, 33);
  }

  public boolean isCompressed() {
    return publicKey.length == 33;
  }

  public KeyOrigin origin() {
    return origin;
  }

  /// Derived anew at every call, since most callers want none; for the caller to close.
  public Optional<SecretKey> secret() {
    return secret.get();
  }
}
