package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// A key of a tree: an extended key and a path, in its last step possibly the index.
final class TreeKey extends KeyExpression {
  private final ExtendedPublicKey root;
  private final int rootFingerprint;
  private final @Nullable ExtendedSecretKey secretRoot;
  private final KeyPath path;
  private final KeyRange range;

  /// The key at the end of the path, above the index, once it was needed: one derivation per index
  /// is left of as many as the path has steps (Core's `DescriptorCache`). Two threads may both work
  /// it out, with the same result.
  private volatile @Nullable ExtendedPublicKey parent;

  /// Public keys by index, where each takes the secret, for when it is not here.
  private final Map<Integer, ByteString> learned = new ConcurrentHashMap<>();

  TreeKey(
      ExtendedPublicKey root,
      @Nullable ExtendedSecretKey secretRoot,
      KeyPath path,
      KeyRange range,
      @Nullable KeyOrigin origin,
      boolean apostrophe) {
    super(origin, apostrophe);
    this.root = root;
    this.rootFingerprint = root.fingerprint();
    this.secretRoot = secretRoot;
    this.path = path;
    this.range = range;
  }

  @Override
  public boolean isRanged() {
    return range != KeyRange.NONE;
  }

  @Override
  public boolean hasSecret() {
    return secretRoot != null;
  }

  @Override
  public Optional<ExtendedPublicKey> extendedKey() {
    return Optional.of(root);
  }

  @Override
  public Optional<ExtendedSecretKey> extendedSecret() {
    return Optional.ofNullable(secretRoot);
  }

  @Override
  public KeyPath path() {
    return path;
  }

  @Override
  int size() {
    return 33;
  }

  @Override
  Optional<DerivedKey> derive(int index) {
    KeyPath full = range.extend(path, index);
    ByteString known = secretRoot == null ? learned.get(index) : null;
    if (known != null) {
      return Optional.of(
          new DerivedKey(
              known.toBytes(), originOr(rootFingerprint, full), () -> deriveSecret(full)));
    }
    return publicKey(full, index)
        .map(key ->
            new DerivedKey(
                key.publicKey(), originOr(rootFingerprint, full), () -> deriveSecret(full)));
  }

  @Override
  boolean isHardenedRange() {
    return range == KeyRange.HARDENED;
  }

  @Override
  void learn(int index, ByteString publicKey) {
    if (!isHardenedRange() || publicKey.length() != size()) {
      throw new IllegalArgumentException("no key of this");
    }
    learned.put(index, publicKey);
  }

  private Optional<SecretKey> deriveSecret(KeyPath full) {
    ExtendedSecretKey known = secretRoot;
    if (known == null) {
      return Optional.empty();
    }
    return known
        .derive(full)
        .map(key -> {
          try (key) {
            return key.secretKey();
          }
        });
  }

  private Optional<ExtendedPublicKey> publicKey(KeyPath full, int index) {
    if (range == KeyRange.HARDENED) {
      return neutered(full);
    }
    ExtendedPublicKey known = parent;
    Optional<ExtendedPublicKey> above =
        known != null
            ? Optional.of(known)
            : path.hasHardened() ? neutered(path) : root.derive(path);
    above.ifPresent(key -> parent = key);
    return range == KeyRange.NONE ? above : above.flatMap(key -> key.derive(index));
  }

  private Optional<ExtendedPublicKey> neutered(KeyPath steps) {
    ExtendedSecretKey known = secretRoot;
    return known == null
        ? Optional.empty()
        : known
            .derive(steps)
            .map(key -> {
              try (key) {
                return key.neuter();
              }
            });
  }

  @Override
  String bare(AddressPrefixes prefixes, KeyStyle style) {
    ExtendedSecretKey known = secretRoot;
    String key =
        style == KeyStyle.SECRET && known != null ? known.encode(prefixes) : root.encode(prefixes);
    boolean apostrophe = usesApostrophe(style);
    return key + path.format(apostrophe) + range.format(apostrophe);
  }

  private int hardenedSteps() {
    List<Integer> steps = path.steps();
    int count = steps.size();
    while (count > 0 && !KeyPath.isHardened(steps.get(count - 1))) {
      count--;
    }
    return count;
  }

  @Override
  boolean canNormalize() {
    return range == KeyRange.HARDENED || hardenedSteps() == 0 || secretRoot != null;
  }

  @Override
  String normalized(AddressPrefixes prefixes) {
    int hardened = hardenedSteps();
    if (range == KeyRange.HARDENED || hardened == 0) {
      return bracketed(originOrNull(), false) + bare(prefixes, KeyStyle.NORMALIZED);
    }
    KeyPath taken = new KeyPath(path.steps().subList(0, hardened));
    KeyPath left = new KeyPath(path.steps().subList(hardened, path.steps().size()));
    ExtendedPublicKey key = neutered(taken).orElseThrow();
    return bracketed(originOr(rootFingerprint, taken), false)
        + key.encode(prefixes)
        + left.format(false)
        + range.format(false);
  }

  @Override
  void wipe() {
    if (secretRoot != null) {
      secretRoot.close();
    }
  }
}
