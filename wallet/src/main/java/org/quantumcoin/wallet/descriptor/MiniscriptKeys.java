package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.wallet.miniscript.KeyReader;

/// The keys of a miniscript, in the order of the text, each with its alternatives where the path
/// holds a multipath step.
final class MiniscriptKeys implements KeyReader {
  private final AddressPrefixes prefixes;
  private final ParseContext context;
  private final List<List<KeyExpression>> keys = new ArrayList<>();
  private @Nullable DescriptorException error;

  MiniscriptKeys(AddressPrefixes prefixes, ParseContext context) {
    this.prefixes = prefixes;
    this.context = context;
  }

  @Override
  public OptionalInt read(String text) {
    try {
      keys.add(KeyParser.parse(text, prefixes, context));
      return OptionalInt.of(keys.size() - 1);
    } catch (DescriptorException e) {
      error = e;
      return OptionalInt.empty();
    }
  }

  /// What was wrong with a key; the miniscript was given up for that.
  Optional<DescriptorException> error() {
    return Optional.ofNullable(error);
  }

  List<List<KeyExpression>> all() {
    return keys;
  }

  /// The key itself where it can be derived: two texts may stand for one key. In tapscript both
  /// forms with one x coordinate are one key, which Core takes for two.
  @Override
  public Object identity(int key) {
    KeyExpression first = keys.get(key).getFirst();
    return first
        .derive(0)
        .map(known -> Hex.encode(context == ParseContext.P2TR ? known.xOnly() : known.publicKey()))
        .orElseGet(() -> first.format(prefixes, KeyStyle.PUBLIC));
  }

  String format(int key) {
    return keys.get(key).getFirst().format(prefixes, KeyStyle.PUBLIC);
  }
}
