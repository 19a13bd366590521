package org.quantumcoin.wallet.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.params.AddressPrefixes;

/// A public key with a chain code, from which all its children that are not hardened follow.
public final class ExtendedPublicKey {
  private static final byte[] MUSIG_CHAIN_CODE =
      Sha256.hash("MuSig2MuSig2MuSig2".getBytes(StandardCharsets.US_ASCII));

  private final int depth;
  private final int parentFingerprint;
  private final int child;
  private final byte[] chainCode;
  private final byte[] key;

  /// Every child is marked with it.
  private int fingerprint;

  ExtendedPublicKey(int depth, int parentFingerprint, int child, byte[] chainCode, byte[] key) {
    this.depth = depth;
    this.parentFingerprint = parentFingerprint;
    this.child = child;
    this.chainCode = chainCode;
    this.key = key;
  }

  /// BIP-0328: the tree above a MuSig2 aggregate, whose chain code is the same for all of them:
  /// SHA-256 of "MuSig2MuSig2MuSig2".
  public static ExtendedPublicKey ofAggregate(byte[] key) {
    return new ExtendedPublicKey(0, 0, 0, MUSIG_CHAIN_CODE.clone(), key.clone());
  }

  /// From `xpub…`; empty for anything that is no valid extended public key of this network.
  public static Optional<ExtendedPublicKey> decode(String text, AddressPrefixes prefixes) {
    return ExtendedKeyCodec.decode(text, prefixes.extendedPublic())
        .filter(p -> Secp256k1.isValidPublicKey(ExtendedKeyCodec.key33(p)))
        .map(p ->
            new ExtendedPublicKey(
                ExtendedKeyCodec.depth(p),
                ExtendedKeyCodec.parentFingerprint(p),
                ExtendedKeyCodec.child(p),
                ExtendedKeyCodec.chainCode(p),
                ExtendedKeyCodec.key33(p)));
  }

  public String encode(AddressPrefixes prefixes) {
    return ExtendedKeyCodec.encode(
        prefixes.extendedPublic(), depth, parentFingerprint, child, chainCode, key);
  }

  /// Compressed.
  public byte[] publicKey() {
    return key.clone();
  }

  public int depth() {
    return depth;
  }

  /// Of the key one step above; 0 for a root.
  public int parentFingerprint() {
    return parentFingerprint;
  }

  /// The step that led here; 0 for a root.
  public int child() {
    return child;
  }

  public byte[] chainCode() {
    return chainCode.clone();
  }

  /// The first four bytes of the key's HASH160.
  public int fingerprint() {
    int known = fingerprint;
    // Zero also where it was not worked out yet: then it is worked out again, which does no harm.
    if (known == 0) {
      known = ExtendedKeyCodec.fingerprint(key);
      fingerprint = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExtendedPublicKey that
        && depth == that.depth
        && parentFingerprint == that.parentFingerprint
        && child == that.child
        && Arrays.equals(chainCode, that.chainCode)
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  /// BIP-0032, CKDpub. Empty for a hardened step, at depth 255, and where the mathematics has no
  /// child (a chance of 2^-127).
  public Optional<ExtendedPublicKey> derive(int step) {
    if (KeyPath.isHardened(step) || depth == ExtendedKeyCodec.MAX_DEPTH) {
      return Optional.empty();
    }
    byte[] hash = ExtendedKeyCodec.childHash(chainCode, key, step);
    return Secp256k1.tweakPublicKey(key, Arrays.copyOf(hash, 32))
        .map(childKey ->
            new ExtendedPublicKey(
                depth + 1, fingerprint(), step, Arrays.copyOfRange(hash, 32, 64), childKey));
  }

  public Optional<ExtendedPublicKey> derive(KeyPath path) {
    Optional<ExtendedPublicKey> result = Optional.of(this);
    for (int step : path.steps()) {
      result = result.flatMap(key -> key.derive(step));
    }
    return result;
  }
}
