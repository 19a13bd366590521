package org.quantumcoin.node.script.sign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.ScriptVerifier;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.TxoutType;

/// Satisfies an output script as far as it can: Core's `ProduceSignature`.
///
/// What others signed before counts, so that the owners of a multisig can sign one after the other.
/// What was used, made or missed is left in the [SignatureData].
public final class SignatureProducer {
  private static final byte[] EMPTY = new byte[0];

  private final SigningProvider provider;
  private final SignatureCreator creator;
  private final ScriptSatisfier satisfier;
  private final SignatureData data;

  private SignatureProducer(
      SigningProvider provider,
      SignatureCreator creator,
      ScriptSatisfier satisfier,
      SignatureData data) {
    this.provider = provider;
    this.creator = creator;
    this.satisfier = satisfier;
    this.data = data;
  }

  /// True if the output is satisfied, checked by the interpreter with all standard rules.
  public static boolean produce(
      SigningProvider provider,
      SignatureCreator creator,
      ScriptSatisfier satisfier,
      Script scriptPubKey,
      SignatureData data) {
    return data.complete
        || new SignatureProducer(provider, creator, satisfier, data).run(scriptPubKey);
  }

  /// What a script asks for, as far as it could be given, and whether that is all.
  private record Step(TxoutType type, boolean solved, List<byte[]> stack) {}

  private boolean run(Script scriptPubKey) {
    Step step = solve(scriptPubKey, SigVersion.BASE);
    boolean nested = step.solved() && step.type() == TxoutType.SCRIPTHASH;
    Script redeem = nested ? Script.of(step.stack().getFirst()) : Script.EMPTY;
    if (nested) {
      data.redeemScript = redeem;
      Step inner = solve(redeem, SigVersion.BASE);
      step =
          new Step(
              inner.type(), inner.solved() && inner.type() != TxoutType.SCRIPTHASH, inner.stack());
    }
    List<byte[]> scriptSig = new ArrayList<>(step.stack());
    List<byte[]> witness = List.of();
    boolean solved = step.solved();
    switch (step.type()) {
      case WITNESS_V0_KEYHASH, WITNESS_V0_SCRIPTHASH -> {
        if (solved) {
          Step program = witnessProgram(step);
          solved = program.solved();
          witness = program.stack();
          data.witness = true;
          scriptSig.clear();
        }
      }
      case WITNESS_V1_TAPROOT -> {
        // BIP-0341: under P2SH version 1 means nothing.
        solved &= !nested;
        data.witness |= !nested;
        witness = solved ? step.stack() : List.of();
        scriptSig.clear();
      }
      default -> {}
    }
    if (nested) {
      scriptSig.add(redeem.toBytes());
    }
    data.scriptSig = pushAll(scriptSig);
    data.scriptWitness = Witness.of(witness);
    data.complete = solved && isValid(scriptPubKey);
    return data.complete;
  }

  private boolean isValid(Script scriptPubKey) {
    return ScriptVerifier.verify(
            data.scriptSig,
            scriptPubKey,
            data.scriptWitness,
            ScriptFlags.STANDARD,
            creator.checker())
        .isOk();
  }

  private Step witnessProgram(Step program) {
    byte[] solution = program.stack().getFirst();
    if (program.type() == TxoutType.WITNESS_V0_KEYHASH) {
      return solve(ScriptTemplates.payToPubkeyHash(solution), SigVersion.WITNESS_V0);
    }
    Script script = Script.of(solution);
    data.witnessScript = script;
    Step step = solve(script, SigVersion.WITNESS_V0);
    boolean solved =
        switch (step.type()) {
          case SCRIPTHASH, WITNESS_V0_SCRIPTHASH, WITNESS_V0_KEYHASH -> false;
          default -> step.solved();
        };
    List<byte[]> items = new ArrayList<>(step.stack());
    // An unfinished multisig leaves what it has, for others to add to.
    if (!solved && items.isEmpty()) {
      Optional<List<byte[]>> found =
          satisfier.satisfy(
              script,
              SigVersion.WITNESS_V0,
              new ScriptSource(provider, creator, data, key -> ecdsa(key, script)));
      solved = found.isPresent();
      found.ifPresent(items::addAll);
    }
    items.add(solution);
    return new Step(step.type(), solved, items);
  }

  private static Script pushAll(List<byte[]> items) {
    ScriptBuilder builder = new ScriptBuilder();
    for (byte[] item : items) {
      // As Core's PushAll: small numbers by their opcodes, so that the pushes are minimal.
      if (item.length == 0) {
        builder.number(0);
      } else if (item.length == 1 && item[0] >= 1 && item[0] <= 16) {
        builder.number(item[0]);
      } else if (item.length == 1 && item[0] == (byte) 0x81) {
        builder.number(-1);
      } else {
        builder.push(item);
      }
    }
    return builder.build();
  }

  /// Core's `SignStep`.
  private Step solve(Script script, SigVersion version) {
    Solution solution = ScriptTemplates.solve(script);
    TxoutType type = solution.type();
    return switch (type) {
      case PUBKEY -> {
        byte[] signature = ecdsa(solution.parts().get(0), script, version);
        yield new Step(type, signature.length > 0, stack(signature));
      }
      case PUBKEYHASH -> keyHash(solution.parts().get(0), script, version);
      case MULTISIG -> multisig(solution, script, version);
      case SCRIPTHASH -> redeemScript(solution.parts().get(0));
      case WITNESS_V0_KEYHASH -> new Step(type, true, solution.parts());
      case WITNESS_V0_SCRIPTHASH -> witnessScript(solution.parts().get(0));
      case WITNESS_V1_TAPROOT -> taproot(solution.parts().get(0));
      case ANCHOR -> new Step(type, true, List.of());
      case NONSTANDARD, NULL_DATA, WITNESS_UNKNOWN -> new Step(type, false, List.of());
    };
  }

  private static List<byte[]> stack(byte[] signature) {
    return signature.length > 0 ? List.of(signature) : List.of();
  }

  private Step keyHash(byte[] keyHash, Script script, SigVersion version) {
    Optional<byte[]> key = ScriptSource.key(provider, data, keyHash);
    if (key.isEmpty()) {
      data.missingKeyHashes().add(ByteString.of(keyHash));
      return new Step(TxoutType.PUBKEYHASH, false, List.of());
    }
    byte[] signature = ecdsa(key.get(), script, version);
    return signature.length > 0
        ? new Step(TxoutType.PUBKEYHASH, true, List.of(signature, key.get()))
        : new Step(TxoutType.PUBKEYHASH, false, List.of());
  }

  private Step multisig(Solution solution, Script script, SigVersion version) {
    int required = solution.requiredSignatures();
    List<byte[]> items = new ArrayList<>();
    // The element that OP_CHECKMULTISIG takes by mistake.
    items.add(EMPTY);
    for (byte[] key : solution.multisigKeys()) {
      // All are asked, also when there are enough: the others may want a different choice.
      byte[] signature = ecdsa(key, script, version);
      if (signature.length > 0 && items.size() <= required) {
        items.add(signature);
      }
    }
    boolean solved = items.size() == required + 1;
    // Placeholders for what is missing. Core's loop counts up while the list grows and so adds half
    // as many; the two must agree, since others pass such transactions on.
    for (int i = 0; i + items.size() < required + 1; i++) {
      items.add(EMPTY);
    }
    return new Step(TxoutType.MULTISIG, solved, items);
  }

  private Step redeemScript(byte[] scriptHash) {
    Optional<Script> script = script(scriptHash);
    if (script.isEmpty()) {
      data.missingRedeemScript = ByteString.of(scriptHash);
    }
    return revealed(TxoutType.SCRIPTHASH, script);
  }

  private Step witnessScript(byte[] program) {
    Optional<Script> script = script(Ripemd160.hash(program));
    if (script.isEmpty()) {
      data.missingWitnessScript = ByteString.of(program);
    }
    return revealed(TxoutType.WITNESS_V0_SCRIPTHASH, script);
  }

  private static Step revealed(TxoutType type, Optional<Script> script) {
    return script
        .map(found -> new Step(type, true, List.of(found.toBytes())))
        .orElseGet(() -> new Step(type, false, List.of()));
  }

  private Optional<Script> script(byte[] scriptHash) {
    Optional<Script> known = provider.script(scriptHash);
    return known
        .or(() -> hashesTo(data.redeemScript(), scriptHash))
        .or(() -> hashesTo(data.witnessScript(), scriptHash));
  }

  private static Optional<Script> hashesTo(@Nullable Script script, byte[] scriptHash) {
    return Optional.ofNullable(script)
        .filter(known -> Arrays.equals(Hash160.hash(known.toBytes()), scriptHash));
  }

  private byte[] ecdsa(byte[] key, Script witnessScript) {
    return ecdsa(key, witnessScript, SigVersion.WITNESS_V0);
  }

  /// A signature with its hash type by a key we have or one that signed before; empty without.
  private byte[] ecdsa(byte[] key, Script script, SigVersion version) {
    byte[] hash = Hash160.hash(key);
    ByteString keyHash = ByteString.of(hash);
    SignatureData.KeyAndSignature known = data.signatures().get(keyHash);
    if (known != null) {
      return known.signature().toBytes();
    }
    data.askedKeys().add(ByteString.of(key));
    Optional<byte[]> signature = creator.ecdsa(provider, hash, script, version);
    if (signature.isEmpty()) {
      data.missingSignatures().add(keyHash);
      return EMPTY;
    }
    data.signatures()
        .put(
            keyHash,
            new SignatureData.KeyAndSignature(ByteString.of(key), ByteString.of(signature.get())));
    return signature.get();
  }

  /// By the key path if possible, else by the leaf that makes the smallest witness.
  private Step taproot(byte[] outputKey) {
    provider
        .taproot(outputKey)
        .ifPresent(spend -> data.setTaproot(data.taproot().mergedWith(spend)));
    TaprootSigner signer = new TaprootSigner(provider, creator, satisfier, data);
    Optional<byte[]> signature = signer.keyPath(outputKey);
    if (signature.isPresent()) {
      return new Step(TxoutType.WITNESS_V1_TAPROOT, true, List.of(signature.get()));
    }
    List<byte[]> smallest = List.of();
    int smallestSize = Integer.MAX_VALUE;
    for (Map.Entry<TaprootSpend.LeafScript, NavigableSet<ByteString>> leaf :
        data.taproot().scripts().entrySet()) {
      Optional<List<byte[]>> stack = signer.scriptPath(leaf.getKey());
      if (stack.isEmpty()) {
        continue;
      }
      List<byte[]> items = new ArrayList<>(stack.get());
      items.add(leaf.getKey().script().toBytes());
      items.add(leaf.getValue().first().toBytes());
      int size = Witness.of(items).serializedSize();
      if (size < smallestSize) {
        smallest = items;
        smallestSize = size;
      }
    }
    return new Step(TxoutType.WITNESS_V1_TAPROOT, !smallest.isEmpty(), smallest);
  }
}
