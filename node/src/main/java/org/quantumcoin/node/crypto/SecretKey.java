package org.quantumcoin.node.crypto;

import java.util.Arrays;
import java.util.Optional;

/// A secp256k1 secret, and whether its public key is written compressed.
///
/// Wiped when closed; never shown by [#toString]. Compared by nobody.
public final class SecretKey implements AutoCloseable {
  private final byte[] secret;
  private final boolean compressed;

  private SecretKey(byte[] secret, boolean compressed) {
    this.secret = secret;
    this.compressed = compressed;
  }

  /// Copies the secret; empty if it is zero or not below the group's order.
  public static Optional<SecretKey> of(byte[] secret, boolean compressed) {
    return Secp256k1.isValidSecret(secret)
        ? Optional.of(new SecretKey(secret.clone(), compressed))
        : Optional.empty();
  }

  public boolean isCompressed() {
    return compressed;
  }

  /// A copy, for the caller to wipe.
  public byte[] toBytes() {
    return secret.clone();
  }

  public byte[] publicKey() {
    return Secp256k1.publicKey(secret, compressed);
  }

  public byte[] xOnly() {
    return Secp256k1.xOnly(secret);
  }

  /// DER without hash type.
  public byte[] signEcdsa(byte[] hash32) {
    return Secp256k1.signEcdsa(secret, hash32);
  }

  /// BIP-0340, without auxiliary randomness as Core does it, so that signing again gives the same
  /// signature; with the tweak added first where one is given.
  public byte[] signSchnorr(byte[] hash32, Optional<byte[]> tweak32) {
    return Secp256k1.signSchnorr(secret, hash32, new byte[32], tweak32);
  }

  @Override
  public void close() {
    Arrays.fill(secret, (byte) 0);
  }

  @Override
  public String toString() {
    return "SecretKey[…]";
  }
}
