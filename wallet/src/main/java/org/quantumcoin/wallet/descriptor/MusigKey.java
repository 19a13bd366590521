package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.keys.ExtendedPublicKey;
import org.quantumcoin.wallet.keys.KeyPath;

/// Several keys that sign together as one (BIP-0390): `musig(KEY,KEY,…)`, aggregated by BIP-0327,
/// and behind it possibly a path through the tree that BIP-0328 makes of the aggregate.
///
/// Scripts can be derived; signing together is not offered.
final class MusigKey extends KeyExpression {
  private final List<KeyExpression> participants;
  private final KeyPath path;
  private final KeyRange range;

  /// The aggregate's key at the end of the path, once it was needed, if it is the same at every
  /// index.
  private volatile @Nullable ExtendedPublicKey parent;

  MusigKey(List<KeyExpression> participants, KeyPath path, KeyRange range) {
    super(null, false);
    this.participants = List.copyOf(participants);
    this.path = path;
    this.range = range;
  }

  @Override
  public boolean isRanged() {
    return range != KeyRange.NONE || hasRangedParticipants();
  }

  private boolean hasRangedParticipants() {
    return participants.stream().anyMatch(KeyExpression::isRanged);
  }

  @Override
  public boolean hasSecret() {
    return participants.stream().anyMatch(KeyExpression::hasSecret);
  }

  @Override
  public List<KeyExpression> participants() {
    return participants;
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
    Optional<ExtendedPublicKey> above = parent(index);
    KeyPath full = range.extend(path, index);
    Optional<ExtendedPublicKey> key =
        range == KeyRange.NONE ? above : above.flatMap(known -> known.derive(index));
    return key.flatMap(found ->
        aggregate(index)
            .map(root ->
                new DerivedKey(
                    found.publicKey(), originOr(fingerprint(root), full), Optional::empty)));
  }

  private Optional<ExtendedPublicKey> parent(int index) {
    ExtendedPublicKey known = parent;
    if (known != null) {
      return Optional.of(known);
    }
    Optional<ExtendedPublicKey> found =
        aggregate(index).flatMap(key -> ExtendedPublicKey.ofAggregate(key).derive(path));
    if (!hasRangedParticipants()) {
      found.ifPresent(key -> parent = key);
    }
    return found;
  }

  private Optional<byte[]> aggregate(int index) {
    List<byte[]> keys = new ArrayList<>();
    for (KeyExpression participant : participants) {
      Optional<DerivedKey> key = participant.derive(index);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(key.get().publicKey());
    }
    // BIP-0390: sorted, so that the order in the text does not matter.
    keys.sort(Arrays::compareUnsigned);
    return Secp256k1.aggregateKeys(keys);
  }

  private String format(String inside, boolean apostrophe) {
    return "musig(" + inside + ")" + path.format(apostrophe) + range.format(apostrophe);
  }

  @Override
  String bare(AddressPrefixes prefixes, KeyStyle style) {
    String inside =
        participants.stream()
            .map(key -> key.format(prefixes, style))
            .collect(Collectors.joining(","));
    return format(inside, usesApostrophe(style));
  }

  @Override
  boolean canNormalize() {
    return participants.stream().allMatch(KeyExpression::canNormalize);
  }

  @Override
  String normalized(AddressPrefixes prefixes) {
    return bare(prefixes, KeyStyle.NORMALIZED);
  }

  @Override
  void wipe() {
    participants.forEach(KeyExpression::wipe);
  }
}
