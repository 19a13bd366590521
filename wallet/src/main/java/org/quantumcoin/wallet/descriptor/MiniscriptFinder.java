package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.wallet.miniscript.KeyFinder;
import org.quantumcoin.wallet.miniscript.Miniscript;
import org.quantumcoin.wallet.miniscript.MiniscriptContext;

/// Finds the miniscript behind a script with the keys that are known.
final class MiniscriptFinder implements KeyFinder {
  private final Function<byte[], @Nullable KeyExpression> byKey;
  private final Function<byte[], @Nullable KeyExpression> byHash;
  private final List<KeyExpression> found = new ArrayList<>();

  MiniscriptFinder(
      Function<byte[], @Nullable KeyExpression> byKey,
      Function<byte[], @Nullable KeyExpression> byHash) {
    this.byKey = byKey;
    this.byHash = byHash;
  }

  /// Only what is safe is taken for one, as in Core.
  Optional<DescriptorNode> find(Script script, MiniscriptContext context) {
    return Miniscript.decode(script, context, this)
        .filter(Miniscript::isSane)
        .map(node -> new DescriptorNode.Mini(node, List.copyOf(found)));
  }

  private OptionalInt add(@Nullable KeyExpression key) {
    if (key == null) {
      return OptionalInt.empty();
    }
    found.add(key);
    return OptionalInt.of(found.size() - 1);
  }

  @Override
  public OptionalInt find(byte[] key) {
    return add(byKey.apply(key));
  }

  @Override
  public OptionalInt findByHash(byte[] hash160) {
    return add(byHash.apply(hash160));
  }

  @Override
  public Object identity(int key) {
    return found.get(key).derive(0).map(known -> Hex.encode(known.xOnly())).orElse("");
  }
}
