package org.quantumcoin.wallet.descriptor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Hash256;

/// A set of output scripts as one line of text.
///
/// A descriptor is a tree of functions ([DescriptorNode]); for every index it gives one script, or
/// for `combo` several. Without a `*` in any of its keys it gives the same at every index.
///
/// Any thread may use it. Closing it wipes its secrets, which it shares with the other descriptors
/// that came from the same multipath text.
public final class Descriptor implements AutoCloseable {
  private final DescriptorNode root;
  private final AddressPrefixes prefixes;

  Descriptor(DescriptorNode root, AddressPrefixes prefixes) {
    this.root = root;
    this.prefixes = prefixes;
  }

  /// Core's `Parse`: several descriptors where the text holds a multipath step (BIP-0389). Throws
  /// [DescriptorException] with Core's words.
  public static List<Descriptor> parse(
      String text, AddressPrefixes prefixes, boolean requireChecksum) {
    return DescriptorParser.parse(text, prefixes, requireChecksum);
  }

  /// The checksum that a text has or should have. Throws [DescriptorException] as [#parse] does for
  /// a wrong one.
  public static String checksum(String text) {
    return DescriptorParser.checkedPayload(text, false).checksum();
  }

  public boolean isRange() {
    return root.isRanged();
  }

  /// Do we know all it takes to spend, keys aside? Not of an address or of raw bytes.
  public boolean isSolvable() {
    return root.isSolvable();
  }

  public boolean hasSecrets() {
    return root.hasSecrets();
  }

  /// Does it give one script an index?
  public boolean isSingleType() {
    return !(root instanceof DescriptorNode.Combo);
  }

  /// The scripts at an index from 0 to 2^31 - 1; empty if deriving them takes a secret that the
  /// text does not hold.
  public Optional<Expansion> expand(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("index out of range: " + index);
    }
    Expansion expansion = new Expansion();
    return ScriptMaker.expand(root, index, expansion) ? Optional.of(expansion) : Optional.empty();
  }

  /// Whether a key has a hardened step at its end, so that every index takes the secret.
  public boolean hasHardenedRange() {
    return root.keys().anyMatch(KeyExpression::isHardenedRange);
  }

  /// The public keys at an index that take a secret to be known, for [#learn]; empty if the secret
  /// is not here.
  public Optional<List<ByteString>> hardenedKeys(int index) {
    List<ByteString> keys = new ArrayList<>();
    for (KeyExpression each : hardenedOnes()) {
      Optional<DerivedKey> key = each.derive(index);
      if (key.isEmpty()) {
        return Optional.empty();
      }
      keys.add(ByteString.of(key.get().publicKey()));
    }
    return Optional.of(keys);
  }

  /// Takes note of what [#hardenedKeys] answered with the secrets, to expand without them.
  public void learn(int index, List<ByteString> hardenedKeys) {
    List<KeyExpression> all = hardenedOnes();
    if (all.size() != hardenedKeys.size()) {
      throw new IllegalArgumentException("%d keys".formatted(hardenedKeys.size()));
    }
    for (int i = 0; i < all.size(); i++) {
      all.get(i).learn(index, hardenedKeys.get(i));
    }
  }

  private List<KeyExpression> hardenedOnes() {
    return root.keys().filter(KeyExpression::isHardenedRange).toList();
  }

  /// The keys in it, in the order of the text.
  public List<KeyExpression> keys() {
    return root.keys().toList();
  }

  /// So many of these keys and nothing else, if that is what it says.
  public Optional<MultisigShape> multisig() {
    return MultisigShape.of(root);
  }

  /// What kind of address it gives; empty for `pk`, bare `multi` and `combo`.
  public Optional<OutputType> outputType() {
    return SatisfactionSize.outputType(root);
  }

  /// Weight units of what an input needs to spend one of its outputs, without the counts before the
  /// signature script and the witness; empty where that is not known. `maxSignatures` tells that
  /// others may sign, whose signatures can be a byte longer than ours.
  public OptionalLong maxSatisfactionWeight(boolean maxSignatures) {
    return SatisfactionSize.maxWeight(root, maxSignatures);
  }

  /// Elements of the witness, or of the signature script of older kinds; empty where that is not
  /// known.
  public OptionalLong maxSatisfactionElements() {
    return SatisfactionSize.maxElements(root);
  }

  /// Bytes of the output script; empty for `combo`.
  public OptionalLong scriptBytes() {
    return isSingleType()
        ? OptionalLong.of(SatisfactionSize.scriptBytes(root))
        : OptionalLong.empty();
  }

  /// In the form that `listdescriptors` shows: hardened steps are taken and stand in the origin, so
  /// that whoever reads it can derive all scripts (Core's `ToNormalizedString`). Empty if a step
  /// takes a secret that is not here.
  public Optional<String> formatNormalized() {
    return root.keys().allMatch(KeyExpression::canNormalize)
        ? Optional.of(DescriptorChecksum.append(root.format(prefixes, KeyStyle.NORMALIZED)))
        : Optional.empty();
  }

  /// The same for every way to write it (Core's `DescriptorID`).
  public Hash256 id() {
    String text = DescriptorChecksum.append(root.format(prefixes, KeyStyle.COMPATIBLE));
    return Hash256.of(Sha256.hash(text.getBytes(StandardCharsets.US_ASCII)));
  }

  /// In canonical form, with public keys only, and with its checksum.
  public String format() {
    return DescriptorChecksum.append(root.format(prefixes, KeyStyle.PUBLIC));
  }

  /// With the secrets that the text held.
  public String formatWithSecrets() {
    return DescriptorChecksum.append(root.format(prefixes, KeyStyle.SECRET));
  }

  @Override
  public void close() {
    root.keys().forEach(KeyExpression::wipe);
  }

  @Override
  public String toString() {
    return format();
  }
}
