package org.quantumcoin.wallet.descriptor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.miniscript.MiniscriptContext;

/// Finds the descriptor of one output script from the keys and scripts that are known (Core's
/// `InferDescriptor`): what a signer needs to be told about a coin.
public final class DescriptorInference {
  private final AddressPrefixes prefixes;
  private final Addresses addresses;

  /// Public keys by the hexadecimal of their HASH160, x-only ones by their own.
  private final Map<String, DerivedKey> keys = new HashMap<>();

  /// Public keys of which nothing else is known, by the hexadecimal of their HASH160.
  private final Map<String, byte[]> bareKeys = new HashMap<>();

  private final Map<String, Script> byHash160 = new HashMap<>();
  private final Map<String, Script> bySha256 = new HashMap<>();
  private final Map<String, TaprootTree> trees = new HashMap<>();

  public DescriptorInference(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
    this.addresses = new Addresses(prefixes);
  }

  /// Takes in what an expansion tells.
  public void learn(Expansion expansion) {
    // What was told last of a key holds, as in Core.
    for (DerivedKey key : expansion.keys()) {
      keys.put(Hex.encode(Hash160.hash(key.publicKey())), key);
      keys.put(Hex.encode(key.xOnly()), key);
      keys.put(Hex.encode(Hash160.hash(key.xOnly())), key);
    }
    expansion.innerScripts().forEach(this::learnScript);
    expansion
        .taproot()
        .ifPresent(tree -> tree.outputKey().ifPresent(key -> trees.put(Hex.encode(key), tree)));
  }

  /// Takes in a public key that is valid, and the script that wraps it in a witness: who knows the
  /// key can tell how either is spent.
  public void learnKey(byte[] publicKey) {
    byte[] hash = Hash160.hash(publicKey);
    bareKeys.put(Hex.encode(hash), publicKey.clone());
    learnScript(ScriptTemplates.payToWitnessPubkeyHash(hash));
  }

  /// Takes in a redeem or witness script.
  public void learnScript(Script script) {
    byHash160.put(Hex.encode(Hash160.hash(script.toBytes())), script);
    bySha256.put(Hex.encode(Sha256.hash(script.toBytes())), script);
  }

  /// The descriptor of a script; `addr` or `raw` where nothing better is known.
  public Descriptor infer(Script script) {
    DescriptorNode node = infer(script, ParseContext.TOP);
    if (node == null) {
      node =
          addresses
              .encode(script)
              .<DescriptorNode>map(address -> new DescriptorNode.Addr(address, script))
              .orElseGet(() -> new DescriptorNode.Raw(script));
    }
    return new Descriptor(node, prefixes);
  }

  private @Nullable DescriptorNode infer(Script script, ParseContext context) {
    DescriptorNode known = inferTemplate(script, context);
    if (known == null && context == ParseContext.P2WSH) {
      MiniscriptFinder finder =
          new MiniscriptFinder(key -> key(key, true), hash -> keyByHash(hash, true));
      return finder.find(script, MiniscriptContext.P2WSH).orElse(null);
    }
    return known;
  }

  private @Nullable DescriptorNode inferTemplate(Script script, ParseContext context) {
    Solution solution = ScriptTemplates.solve(script);
    boolean top = context == ParseContext.TOP;
    boolean witness = context == ParseContext.P2WSH;
    return switch (solution.type()) {
      case PUBKEY -> {
        KeyExpression key = key(solution.parts().getFirst(), witness);
        yield key == null ? null : new DescriptorNode.Pk(key, false);
      }
      case PUBKEYHASH -> {
        KeyExpression key = keyByHash(solution.parts().getFirst(), witness);
        yield key == null ? null : new DescriptorNode.Pkh(key);
      }
      case WITNESS_V0_KEYHASH -> {
        KeyExpression key = witness ? null : keyByHash(solution.parts().getFirst(), true);
        yield key == null ? null : new DescriptorNode.Wpkh(key);
      }
      case MULTISIG -> multisig(solution, witness);
      case SCRIPTHASH -> {
        DescriptorNode inner =
            top ? inner(byHash160, solution.parts().getFirst(), ParseContext.P2SH) : null;
        yield inner == null ? null : new DescriptorNode.Sh(inner);
      }
      case WITNESS_V0_SCRIPTHASH -> {
        DescriptorNode inner =
            witness ? null : inner(bySha256, solution.parts().getFirst(), ParseContext.P2WSH);
        yield inner == null ? null : new DescriptorNode.Wsh(inner);
      }
      case WITNESS_V1_TAPROOT -> top ? taproot(solution.parts().getFirst()) : null;
      default -> null;
    };
  }

  private @Nullable DescriptorNode inner(
      Map<String, Script> scripts, byte[] hash, ParseContext context) {
    Script script = scripts.get(Hex.encode(hash));
    return script == null ? null : infer(script, context);
  }

  private @Nullable DescriptorNode multisig(Solution solution, boolean compressedOnly) {
    List<KeyExpression> found = new ArrayList<>();
    for (byte[] bytes : solution.multisigKeys()) {
      KeyExpression key = key(bytes, compressedOnly);
      if (key == null) {
        return null;
      }
      found.add(key);
    }
    return new DescriptorNode.Multi(solution.requiredSignatures(), found, false);
  }

  private @Nullable KeyExpression keyByHash(byte[] hash, boolean compressedOnly) {
    DerivedKey key = keys.get(Hex.encode(hash));
    byte[] bytes = key == null ? bareKeys.get(Hex.encode(hash)) : key.publicKey();
    return bytes == null ? null : key(bytes, compressedOnly);
  }

  /// A key with its origin if that is known; null for a form that descriptors do not have here.
  private @Nullable KeyExpression key(byte[] bytes, boolean compressedOnly) {
    boolean hybrid = bytes[0] == 6 || bytes[0] == 7;
    if (hybrid || (compressedOnly && bytes.length != Secp256k1.COMPRESSED_BYTES)) {
      return null;
    }
    return single(bytes, false, keys.get(Hex.encode(Hash160.hash(bytes))));
  }

  private KeyExpression xOnlyKey(byte[] bytes) {
    byte[] even = new byte[Secp256k1.COMPRESSED_BYTES];
    even[0] = 2;
    System.arraycopy(bytes, 0, even, 1, bytes.length);
    return single(even, true, keys.get(Hex.encode(bytes)));
  }

  private @Nullable KeyExpression xOnlyKeyByHash(byte[] hash) {
    DerivedKey key = keys.get(Hex.encode(hash));
    return key == null ? null : xOnlyKey(key.xOnly());
  }

  private static KeyExpression single(byte[] bytes, boolean xOnly, @Nullable DerivedKey known) {
    KeyOrigin origin = known == null ? null : known.origin();
    return new SingleKey(bytes, xOnly, null, origin, false);
  }

  private @Nullable DescriptorNode taproot(byte[] outputKey) {
    TaprootTree tree = trees.get(Hex.encode(outputKey));
    if (tree != null) {
      List<DescriptorNode.Leaf> leaves = new ArrayList<>();
      for (TaprootTree.Leaf leaf : canonical(tree.leaves())) {
        DescriptorNode script = leaf(leaf.script());
        if (script == null) {
          return rawTaproot(outputKey);
        }
        leaves.add(new DescriptorNode.Leaf(leaf.depth(), script));
      }
      return new DescriptorNode.Tr(xOnlyKey(tree.internalKey()), leaves);
    }
    return rawTaproot(outputKey);
  }

  private @Nullable DescriptorNode rawTaproot(byte[] outputKey) {
    return Secp256k1.isValidXOnlyKey(outputKey)
        ? new DescriptorNode.RawTr(xOnlyKey(outputKey))
        : null;
  }

  private @Nullable DescriptorNode leaf(Script script) {
    if (script.length() == 34 && script.at(0) == 32 && script.at(33) == Opcodes.OP_CHECKSIG) {
      return new DescriptorNode.Pk(xOnlyKey(script.toBytes(1, 33)), true);
    }
    return multiA(script)
        .or(() ->
            new MiniscriptFinder(this::xOnlyKey, this::xOnlyKeyByHash)
                .find(script, MiniscriptContext.TAPSCRIPT))
        .orElse(null);
  }

  /// `<key> OP_CHECKSIG (<key> OP_CHECKSIGADD)… <m> OP_NUMEQUAL` (BIP-0387).
  private Optional<DescriptorNode> multiA(Script script) {
    List<KeyExpression> found = new ArrayList<>();
    int at = 0;
    while (at + 34 <= script.length() && script.at(at) == 32) {
      int opcode = found.isEmpty() ? Opcodes.OP_CHECKSIG : Opcodes.OP_CHECKSIGADD;
      if (script.at(at + 33) != opcode) {
        return Optional.empty();
      }
      found.add(xOnlyKey(script.toBytes(at + 1, at + 33)));
      at += 34;
    }
    for (int threshold = 1; threshold <= found.size(); threshold++) {
      byte[] end = new ScriptBuilder().number(threshold).op(Opcodes.OP_NUMEQUAL).build().toBytes();
      if (Arrays.equals(end, script.toBytes(at, script.length()))) {
        return Optional.of(new DescriptorNode.MultiA(threshold, found, false));
      }
    }
    return Optional.empty();
  }

  /// A tree does not say which branch is left: as Core does, the one with the smallest script is.
  private static List<TaprootTree.Leaf> canonical(List<TaprootTree.Leaf> leaves) {
    List<List<TaprootTree.Leaf>> open = new ArrayList<>();
    List<Integer> depths = new ArrayList<>();
    for (TaprootTree.Leaf leaf : leaves) {
      List<TaprootTree.Leaf> branch = List.of(leaf);
      int depth = leaf.depth();
      while (depth > 0 && !depths.isEmpty() && depths.getLast() == depth) {
        branch = joined(open.removeLast(), branch);
        depths.removeLast();
        depth--;
      }
      open.add(branch);
      depths.add(depth);
    }
    return open.isEmpty() ? leaves : open.getFirst();
  }

  /// Each side begins with its smallest script.
  private static List<TaprootTree.Leaf> joined(
      List<TaprootTree.Leaf> one, List<TaprootTree.Leaf> other) {
    boolean inOrder = compare(one, other) <= 0;
    List<TaprootTree.Leaf> all = new ArrayList<>(inOrder ? one : other);
    all.addAll(inOrder ? other : one);
    return all;
  }

  private static int compare(List<TaprootTree.Leaf> one, List<TaprootTree.Leaf> other) {
    return Arrays.compareUnsigned(
        one.getFirst().script().toBytes(), other.getFirst().script().toBytes());
  }
}
