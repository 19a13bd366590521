package org.quantumcoin.wallet.descriptor;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.miniscript.Miniscript;

/// The functions of the descriptor language.
sealed interface DescriptorNode {
  /// Pay to a key (BIP-0381); in a script tree to an x-only one.
  record Pk(KeyExpression key, boolean xOnly) implements DescriptorNode {}

  /// Pay to a key's hash (BIP-0381).
  record Pkh(KeyExpression key) implements DescriptorNode {}

  /// Pay to a key's hash in a witness (BIP-0382).
  record Wpkh(KeyExpression key) implements DescriptorNode {}

  /// All forms that pay to one key (BIP-0384).
  record Combo(KeyExpression key) implements DescriptorNode {}

  /// m of n keys (BIP-0383).
  record Multi(int threshold, List<KeyExpression> keyExpressions, boolean sorted)
      implements DescriptorNode {}

  /// m of n keys in tapscript (BIP-0387).
  record MultiA(int threshold, List<KeyExpression> keyExpressions, boolean sorted)
      implements DescriptorNode {}

  /// Pay to the hash of a script (BIP-0381).
  record Sh(DescriptorNode inner) implements DescriptorNode {}

  /// Pay to the hash of a script in a witness (BIP-0382).
  record Wsh(DescriptorNode inner) implements DescriptorNode {}

  /// Taproot (BIP-0386).
  record Tr(KeyExpression internalKey, List<Leaf> leaves) implements DescriptorNode {}

  /// A script of a taproot tree and how deep it stands.
  record Leaf(int depth, DescriptorNode script) {}

  /// Taproot by its output key.
  record RawTr(KeyExpression outputKey) implements DescriptorNode {}

  /// A miniscript in a witness script or a leaf (BIP-0379); its keys are the numbers of these.
  record Mini(Miniscript miniscript, List<KeyExpression> keyExpressions)
      implements DescriptorNode {}

  /// A script given by its address (BIP-0385).
  record Addr(String address, Script script) implements DescriptorNode {}

  /// A script given as it is (BIP-0385).
  record Raw(Script script) implements DescriptorNode {}

  default Stream<KeyExpression> keys() {
    return switch (this) {
      case Pk(KeyExpression key, boolean _) -> Stream.of(key);
      case Pkh(KeyExpression key) -> Stream.of(key);
      case Wpkh(KeyExpression key) -> Stream.of(key);
      case Combo(KeyExpression key) -> Stream.of(key);
      case RawTr(KeyExpression key) -> Stream.of(key);
      case Multi(int _, List<KeyExpression> keys, boolean _) -> keys.stream();
      case MultiA(int _, List<KeyExpression> keys, boolean _) -> keys.stream();
      case Sh(DescriptorNode inner) -> inner.keys();
      case Wsh(DescriptorNode inner) -> inner.keys();
      case Tr(KeyExpression key, List<Leaf> leaves) ->
          Stream.concat(Stream.of(key), leaves.stream().flatMap(leaf -> leaf.script().keys()));
      case Mini(Miniscript _, List<KeyExpression> keys) -> keys.stream();
      case Addr _, Raw _ -> Stream.empty();
    };
  }

  default boolean isRanged() {
    return keys().anyMatch(KeyExpression::isRanged);
  }

  default boolean hasSecrets() {
    return keys().anyMatch(KeyExpression::hasSecret);
  }

  default boolean isSolvable() {
    return !(this instanceof Addr || this instanceof Raw);
  }

  default String format(AddressPrefixes prefixes, KeyStyle style) {
    return switch (this) {
      case Pk(KeyExpression key, boolean _) -> "pk(" + key.format(prefixes, style) + ")";
      case Pkh(KeyExpression key) -> "pkh(" + key.format(prefixes, style) + ")";
      case Wpkh(KeyExpression key) -> "wpkh(" + key.format(prefixes, style) + ")";
      case Combo(KeyExpression key) -> "combo(" + key.format(prefixes, style) + ")";
      case RawTr(KeyExpression key) -> "rawtr(" + key.format(prefixes, style) + ")";
      case Multi(int threshold, List<KeyExpression> keys, boolean sorted) ->
          formatMulti(sorted ? "sortedmulti" : "multi", threshold, keys, prefixes, style);
      case MultiA(int threshold, List<KeyExpression> keys, boolean sorted) ->
          formatMulti(sorted ? "sortedmulti_a" : "multi_a", threshold, keys, prefixes, style);
      case Sh(DescriptorNode inner) -> "sh(" + inner.format(prefixes, style) + ")";
      case Wsh(DescriptorNode inner) -> "wsh(" + inner.format(prefixes, style) + ")";
      case Tr(KeyExpression key, List<Leaf> leaves) ->
          "tr(" + key.format(prefixes, style) + formatTree(leaves, prefixes, style) + ")";
      case Mini(Miniscript miniscript, List<KeyExpression> keys) ->
          miniscript.format(key -> keys.get(key).format(prefixes, style));
      case Addr(String address, Script _) -> "addr(" + address + ")";
      case Raw(Script script) -> "raw(" + script.toHex() + ")";
    };
  }

  private static String formatMulti(
      String name,
      int threshold,
      List<KeyExpression> keys,
      AddressPrefixes prefixes,
      KeyStyle style) {
    return keys.stream()
        .map(key -> key.format(prefixes, style))
        .collect(Collectors.joining(",", name + "(" + threshold + ",", ")"));
  }

  /// The tree with its braces, from the depths of its leaves.
  private static String formatTree(List<Leaf> leaves, AddressPrefixes prefixes, KeyStyle style) {
    StringBuilder text = new StringBuilder();
    // For each level down to the current one: are we in its right branch?
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < leaves.size(); i++) {
      text.append(i == 0 ? "," : "");
      while (path.length() < leaves.get(i).depth()) {
        text.append('{');
        path.append('L');
      }
      text.append(leaves.get(i).script().format(prefixes, style));
      while (!path.isEmpty() && path.charAt(path.length() - 1) == 'R') {
        text.append('}');
        path.setLength(path.length() - 1);
      }
      if (!path.isEmpty()) {
        text.append(',');
        path.setCharAt(path.length() - 1, 'R');
      }
    }
    return text.toString();
  }
}
