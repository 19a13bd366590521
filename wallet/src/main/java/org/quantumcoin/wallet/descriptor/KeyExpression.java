package org.quantumcoin.wallet.descriptor;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// A key in a descriptor (BIP-0380, "Key expressions"): one key, or a tree of them with a path and
/// possibly a `*` at its end; before it, in brackets, where it comes from.
///
/// Holds the secret if the text did, since only that can derive hardened children.
public abstract sealed class KeyExpression {
  private final @Nullable KeyOrigin origin;
  private final boolean apostrophe;

  private KeyExpression(@Nullable KeyOrigin origin, boolean apostrophe) {
    this.origin = origin;
    this.apostrophe = apostrophe;
  }

  /// What stands behind a `/*`.
  enum Range {
    NONE,
    UNHARDENED,
    HARDENED
  }

  /// One key for every index.
  static final class Single extends KeyExpression {
    private final byte[] publicKey;
    private final boolean xOnly;
    private final @Nullable SecretKey secret;

    Single(
        byte[] publicKey,
        boolean xOnly,
        @Nullable SecretKey secret,
        @Nullable KeyOrigin origin,
        boolean apostrophe) {
      super(origin, apostrophe);
      this.publicKey = publicKey;
      this.xOnly = xOnly;
      this.secret = secret;
    }

    @Override
    public boolean isRanged() {
      return false;
    }

    @Override
    public boolean hasSecret() {
      return secret != null;
    }

    @Override
    int size() {
      return publicKey.length;
    }

    @Override
    Optional<DerivedKey> derive(int index) {
      return Optional.of(
          new DerivedKey(
              publicKey,
              originOr(fingerprint(publicKey), KeyPath.EMPTY),
              Optional.ofNullable(secret)));
    }

    @Override
    String bare(AddressPrefixes prefixes, boolean withSecret) {
      SecretKey known = secret;
      if (withSecret && known != null) {
        return Wif.encode(known, prefixes);
      }
      String hex = Hex.encode(publicKey);
      return xOnly ? hex.substring(2) : hex;
    }
  }

  /// A key of a tree.
  static final class Extended extends KeyExpression {
    private final ExtendedPublicKey root;
    private final @Nullable ExtendedSecretKey secretRoot;
    private final KeyPath path;
    private final Range range;

    Extended(
        ExtendedPublicKey root,
        @Nullable ExtendedSecretKey secretRoot,
        KeyPath path,
        Range range,
        @Nullable KeyOrigin origin,
        boolean apostrophe) {
      super(origin, apostrophe);
      this.root = root;
      this.secretRoot = secretRoot;
      this.path = path;
      this.range = range;
    }

    @Override
    public boolean isRanged() {
      return range != Range.NONE;
    }

    @Override
    public boolean hasSecret() {
      return secretRoot != null;
    }

    @Override
    int size() {
      return 33;
    }

    private KeyPath fullPath(int index) {
      return switch (range) {
        case NONE -> path;
        case UNHARDENED -> path.plus(index);
        case HARDENED -> path.plus(index | KeyPath.HARDENED);
      };
    }

    @Override
    Optional<DerivedKey> derive(int index) {
      KeyPath full = fullPath(index);
      KeyOrigin origin = originOr(root.fingerprint(), full);
      ExtendedSecretKey known = secretRoot;
      if (known != null) {
        return known
            .derive(full)
            .map(key ->
                new DerivedKey(key.neuter().publicKey(), origin, Optional.of(key.secretKey())));
      }
      return root.derive(full)
          .map(key -> new DerivedKey(key.publicKey(), origin, Optional.empty()));
    }

    @Override
    String bare(AddressPrefixes prefixes, boolean withSecret) {
      ExtendedSecretKey known = secretRoot;
      String key = withSecret && known != null ? known.encode(prefixes) : root.encode(prefixes);
      String star =
          switch (range) {
            case NONE -> "";
            case UNHARDENED -> "/*";
            case HARDENED -> usesApostrophe() ? "/*'" : "/*h";
          };
      return key + path.format(usesApostrophe()) + star;
    }
  }

  /// Does it give another key for every index?
  public abstract boolean isRanged();

  public abstract boolean hasSecret();

  /// Bytes of the public key.
  abstract int size();

  /// The key at an index; empty if it takes a secret that is not here.
  abstract Optional<DerivedKey> derive(int index);

  abstract String bare(AddressPrefixes prefixes, boolean withSecret);

  boolean usesApostrophe() {
    return apostrophe;
  }

  String format(AddressPrefixes prefixes, boolean withSecret) {
    KeyOrigin known = origin;
    String before = known == null ? "" : "[" + known.format(apostrophe) + "]";
    return before + bare(prefixes, withSecret);
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
