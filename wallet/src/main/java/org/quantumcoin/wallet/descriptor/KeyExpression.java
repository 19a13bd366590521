package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// A key in a descriptor (BIP-0380, "Key expressions"): one key, a tree of them with a path and
/// possibly a `*` at its end, or several that make one (BIP-0390); before it, in brackets, where it
/// comes from.
///
/// Holds the secret if the text did, since only that can derive hardened children.
public abstract sealed class KeyExpression permits SingleKey, TreeKey, MusigKey {
  private final @Nullable KeyOrigin origin;
  private final boolean apostrophe;

  KeyExpression(@Nullable KeyOrigin origin, boolean apostrophe) {
    this.origin = origin;
    this.apostrophe = apostrophe;
  }

  /// Does it give another key for every index?
  public abstract boolean isRanged();

  public abstract boolean hasSecret();

  /// What the text says about where it comes from.
  public Optional<KeyOrigin> origin() {
    return Optional.ofNullable(origin);
  }

  /// The extended key in the text, without its path.
  public Optional<ExtendedPublicKey> extendedKey() {
    return Optional.empty();
  }

  /// The public key in the text, where it is that alone.
  public Optional<ByteString> singleKey() {
    return Optional.empty();
  }

  /// The secret of [#extendedKey], if the text has it. Not for the caller to close.
  public Optional<ExtendedSecretKey> extendedSecret() {
    return Optional.empty();
  }

  /// The steps behind the key, without the `*`.
  public KeyPath path() {
    return KeyPath.EMPTY;
  }

  /// Those that it is made of; itself unless it is made of several.
  public List<KeyExpression> participants() {
    return List.of(this);
  }

  /// Bytes of the public key.
  abstract int size();

  /// The key at an index; empty if it takes a secret that is not here.
  abstract Optional<DerivedKey> derive(int index);

  /// Whether every index takes the secret: the last step is hardened.
  boolean isHardenedRange() {
    return false;
  }

  /// Takes note of a public key for the time when the secret is not here.
  void learn(int index, ByteString publicKey) {
    throw new IllegalStateException("needs no secret");
  }

  /// The text without the origin; not for [KeyStyle#NORMALIZED].
  abstract String bare(AddressPrefixes prefixes, KeyStyle style);

  /// Can it be written so that no hardened step is left, as far as that can be?
  boolean canNormalize() {
    return true;
  }

  abstract String normalized(AddressPrefixes prefixes);

  /// Forgets the secrets.
  abstract void wipe();

  /// Are hardened steps marked with an apostrophe in this style?
  boolean usesApostrophe(KeyStyle style) {
    return switch (style) {
      case PUBLIC, SECRET -> apostrophe;
      case NORMALIZED -> false;
      case COMPATIBLE -> true;
    };
  }

  String format(AddressPrefixes prefixes, KeyStyle style) {
    if (style == KeyStyle.NORMALIZED) {
      return normalized(prefixes);
    }
    return bracketed(origin, usesApostrophe(style)) + bare(prefixes, style);
  }

  static String bracketed(@Nullable KeyOrigin origin, boolean apostrophe) {
    return origin == null ? "" : "[" + origin.format(apostrophe) + "]";
  }

  @Nullable KeyOrigin originOrNull() {
    return origin;
  }

  /// The origin that the text gives, followed by our own path, or else what we know ourselves.
  KeyOrigin originOr(int fingerprint, KeyPath path) {
    KeyOrigin known = origin;
    return known == null
        ? new KeyOrigin(fingerprint, path)
        : new KeyOrigin(known.fingerprint(), known.path().plus(path));
  }

  static int fingerprint(byte[] publicKey) {
    byte[] hash = Hash160.hash(publicKey);
    return (hash[0] << 24) | ((hash[1] & 0xff) << 16) | ((hash[2] & 0xff) << 8) | (hash[3] & 0xff);
  }
}
