package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.wallet.miniscript.MiniscriptContext;

/// Turns a descriptor's functions into scripts at one index.
///
/// A method that answers null or false met a key it could not derive.
final class ScriptMaker {
  private final int index;
  private final Expansion expansion;

  private ScriptMaker(int index, Expansion expansion) {
    this.index = index;
    this.expansion = expansion;
  }

  /// Fills the expansion; false if a key takes a secret that is not here.
  static boolean expand(DescriptorNode root, int index, Expansion expansion) {
    ScriptMaker maker = new ScriptMaker(index, expansion);
    if (root instanceof DescriptorNode.Combo(KeyExpression key)) {
      return maker.combo(key);
    }
    Script script = maker.script(root);
    if (script == null) {
      return false;
    }
    expansion.add(script);
    return true;
  }

  private @Nullable DerivedKey key(KeyExpression expression) {
    Optional<DerivedKey> key = expression.derive(index);
    key.ifPresent(expansion::add);
    if (key.isPresent() && expression instanceof MusigKey musig) {
      musig.participants().forEach(part -> part.derive(index).ifPresent(expansion::add));
    }
    return key.orElse(null);
  }

  private static byte[] hash(DerivedKey key) {
    return Hash160.hash(key.publicKey());
  }

  private boolean combo(KeyExpression expression) {
    DerivedKey key = key(expression);
    if (key == null) {
      return false;
    }
    expansion.add(ScriptTemplates.payToPubkey(key.publicKey()));
    expansion.add(ScriptTemplates.payToPubkeyHash(hash(key)));
    if (key.isCompressed()) {
      Script witness = ScriptTemplates.payToWitnessPubkeyHash(hash(key));
      expansion.add(witness);
      expansion.addInner(witness);
      expansion.add(ScriptTemplates.payToScriptHash(witness));
    }
    return true;
  }

  private @Nullable Script script(DescriptorNode node) {
    return switch (node) {
      case DescriptorNode.Pk(KeyExpression expression, boolean xOnly) -> {
        DerivedKey key = key(expression);
        yield key == null
            ? null
            : ScriptTemplates.payToPubkey(xOnly ? key.xOnly() : key.publicKey());
      }
      case DescriptorNode.Pkh(KeyExpression expression) -> {
        DerivedKey key = key(expression);
        yield key == null ? null : ScriptTemplates.payToPubkeyHash(hash(key));
      }
      case DescriptorNode.Wpkh(KeyExpression expression) -> {
        DerivedKey key = key(expression);
        yield key == null ? null : ScriptTemplates.payToWitnessPubkeyHash(hash(key));
      }
      case DescriptorNode.Multi multi -> multi(multi);
      case DescriptorNode.MultiA multi -> multiA(multi);
      case DescriptorNode.Sh(DescriptorNode inner) -> {
        Script redeem = inner(inner);
        yield redeem == null ? null : ScriptTemplates.payToScriptHash(redeem);
      }
      case DescriptorNode.Wsh(DescriptorNode inner) -> {
        Script witness = inner(inner);
        yield witness == null ? null : ScriptTemplates.payToWitnessScriptHash(witness);
      }
      case DescriptorNode.Tr tr -> taproot(tr);
      case DescriptorNode.RawTr(KeyExpression expression) -> {
        DerivedKey key = key(expression);
        yield key == null ? null : ScriptTemplates.payToTaproot(key.xOnly());
      }
      case DescriptorNode.Mini mini -> miniscript(mini);
      case DescriptorNode.Addr(String _, Script script) -> script;
      case DescriptorNode.Raw(Script script) -> script;
      case DescriptorNode.Combo _ ->
          throw new IllegalStateException("combo stands at the top only");
    };
  }

  private @Nullable Script inner(DescriptorNode node) {
    Script script = script(node);
    if (script != null) {
      expansion.addInner(script);
    }
    return script;
  }

  private @Nullable List<DerivedKey> keys(List<KeyExpression> expressions) {
    List<DerivedKey> keys = new ArrayList<>();
    for (KeyExpression expression : expressions) {
      DerivedKey key = key(expression);
      if (key == null) {
        return null;
      }
      keys.add(key);
    }
    return keys;
  }

  private @Nullable Script miniscript(DescriptorNode.Mini mini) {
    List<DerivedKey> keys = keys(mini.keyExpressions());
    if (keys == null) {
      return null;
    }
    MiniscriptContext context = mini.miniscript().context();
    Script script = mini.miniscript().script(key -> context.keyBytesOf(keys.get(key).publicKey()));
    expansion.add(new MiniscriptSpend(script, mini.miniscript(), keys));
    return script;
  }

  private @Nullable Script multi(DescriptorNode.Multi multi) {
    List<DerivedKey> derived = keys(multi.keyExpressions());
    if (derived == null) {
      return null;
    }
    List<byte[]> keys = new ArrayList<>(derived.stream().map(DerivedKey::publicKey).toList());
    if (multi.sorted()) {
      // BIP-0067: as the bytes compare.
      keys.sort(Arrays::compareUnsigned);
    }
    return ScriptTemplates.multisig(multi.threshold(), keys);
  }

  private @Nullable Script multiA(DescriptorNode.MultiA multi) {
    List<DerivedKey> derived = keys(multi.keyExpressions());
    if (derived == null) {
      return null;
    }
    List<byte[]> keys = new ArrayList<>(derived.stream().map(DerivedKey::xOnly).toList());
    if (multi.sorted()) {
      keys.sort(Arrays::compareUnsigned);
    }
    ScriptBuilder builder = new ScriptBuilder();
    for (int i = 0; i < keys.size(); i++) {
      builder.push(keys.get(i)).op(i == 0 ? Opcodes.OP_CHECKSIG : Opcodes.OP_CHECKSIGADD);
    }
    return builder.number(multi.threshold()).op(Opcodes.OP_NUMEQUAL).build();
  }

  private @Nullable Script taproot(DescriptorNode.Tr tr) {
    DerivedKey internal = key(tr.internalKey());
    if (internal == null) {
      return null;
    }
    List<TaprootTree.Leaf> leaves = new ArrayList<>();
    for (DescriptorNode.Leaf leaf : tr.leaves()) {
      Script script = script(leaf.script());
      if (script == null) {
        return null;
      }
      leaves.add(new TaprootTree.Leaf(leaf.depth(), script));
    }
    TaprootTree tree = new TaprootTree(internal.xOnly(), leaves);
    expansion.setTaproot(tree);
    return tree.outputKey().map(ScriptTemplates::payToTaproot).orElse(null);
  }
}
