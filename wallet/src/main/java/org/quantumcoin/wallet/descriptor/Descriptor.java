package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.params.AddressPrefixes;

/// A set of output scripts as one line of text.
///
/// A descriptor is a tree of functions ([DescriptorNode]); for every index it gives one script, or
/// for `combo` several. Without a `*` in any of its keys it gives the same at every index.
public final class Descriptor {
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

  /// In canonical form, with public keys only, and with its checksum.
  public String format() {
    return DescriptorChecksum.append(root.format(prefixes, false));
  }

  /// With the secrets that the text held.
  public String formatWithSecrets() {
    return DescriptorChecksum.append(root.format(prefixes, true));
  }

  @Override
  public String toString() {
    return format();
  }
}
