package org.quantumcoin.node.script.sign;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Ripemd160;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.script.ExecutionData;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptBuilder;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.SigHash;
import org.quantumcoin.node.script.SigVersion;
import org.quantumcoin.node.script.SignatureHash;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.Taproot;
import org.quantumcoin.node.script.TxoutType;

/// Signs one input: Core's `ProduceSignature`.
///
/// Signatures that the input already carries are kept, so that the owners of a multisig can sign
/// one after the other.
final class InputSigner {
  private static final byte[] EMPTY = new byte[0];

  private final PrecomputedTransactionData data;
  private final int index;
  private final TxOut spent;
  private final int hashType;
  private final SigningProvider provider;
  private final Map<ByteBuffer, byte[]> signatures = new HashMap<>();

  private @Nullable Script redeemScript;
  private @Nullable Script witnessScript;

  InputSigner(
      PrecomputedTransactionData data,
      int index,
      TxOut spent,
      int hashType,
      SigningProvider provider) {
    this.data = data;
    this.index = index;
    this.spent = spent;
    this.hashType = hashType;
    this.provider = provider;
  }

  private TxIn input() {
    return data.tx().inputs().get(index);
  }

  /// The input as far as it can be signed; unchanged where it is complete already.
  TxIn sign() {
    ExistingSignatures existing = new ExistingSignatures(data, index, spent);
    if (existing.isComplete()) {
      return input();
    }
    signatures.putAll(existing.signatures());
    redeemScript = existing.redeemScript();
    witnessScript = existing.witnessScript();
    return produce();
  }

  /// What a script asks for, as far as it could be given, and whether that is all.
  private record Step(TxoutType type, boolean solved, List<byte[]> stack) {}

  private TxIn produce() {
    Step step = solve(spent.script(), SigVersion.BASE);
    byte @Nullable [] redeem = null;
    if (step.solved() && step.type() == TxoutType.SCRIPTHASH) {
      redeem = step.stack().getFirst();
      Step inner = solve(Script.of(redeem), SigVersion.BASE);
      step =
          new Step(
              inner.type(), inner.solved() && inner.type() != TxoutType.SCRIPTHASH, inner.stack());
    }
    List<byte[]> scriptSig = new ArrayList<>(step.stack());
    List<byte[]> witness = List.of();
    if (step.solved() && isWitness(step.type())) {
      scriptSig.clear();
      witness = witnessStack(step);
    } else if (step.type() == TxoutType.WITNESS_V1_TAPROOT) {
      scriptSig.clear();
    }
    if (redeem != null) {
      scriptSig.add(redeem);
    }
    return input().withScriptSig(pushAll(scriptSig)).withWitness(Witness.of(witness));
  }

  private static boolean isWitness(TxoutType type) {
    return type == TxoutType.WITNESS_V0_KEYHASH
        || type == TxoutType.WITNESS_V0_SCRIPTHASH
        || type == TxoutType.WITNESS_V1_TAPROOT;
  }

  private List<byte[]> witnessStack(Step program) {
    byte[] solution = program.stack().getFirst();
    return switch (program.type()) {
      case WITNESS_V0_KEYHASH ->
          solve(ScriptTemplates.payToPubkeyHash(solution), SigVersion.WITNESS_V0).stack();
      case WITNESS_V0_SCRIPTHASH -> {
        List<byte[]> items =
            new ArrayList<>(solve(Script.of(solution), SigVersion.WITNESS_V0).stack());
        items.add(solution);
        yield items;
      }
      default -> program.stack();
    };
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
      case SCRIPTHASH -> revealed(type, redeemScript, solution.parts().get(0));
      case WITNESS_V0_KEYHASH -> new Step(type, true, solution.parts());
      case WITNESS_V0_SCRIPTHASH ->
          revealed(type, witnessScript, Ripemd160.hash(solution.parts().get(0)));
      case WITNESS_V1_TAPROOT -> taproot(solution.parts().get(0));
      case ANCHOR -> new Step(type, true, List.of());
      case NONSTANDARD, NULL_DATA, WITNESS_UNKNOWN -> new Step(type, false, List.of());
    };
  }

  private static List<byte[]> stack(byte[] signature) {
    return signature.length > 0 ? List.of(signature) : List.of();
  }

  private Step keyHash(byte[] keyHash, Script script, SigVersion version) {
    Optional<byte[]> key = provider.publicKey(keyHash);
    byte[] signature = key.isPresent() ? ecdsa(key.get(), script, version) : EMPTY;
    return signature.length > 0
        ? new Step(TxoutType.PUBKEYHASH, true, List.of(signature, key.orElse(EMPTY)))
        : new Step(TxoutType.PUBKEYHASH, false, List.of());
  }

  private Step multisig(Solution solution, Script script, SigVersion version) {
    int required = solution.requiredSignatures();
    List<byte[]> items = new ArrayList<>();
    // The element that OP_CHECKMULTISIG takes by mistake.
    items.add(EMPTY);
    for (byte[] key : solution.multisigKeys()) {
      if (items.size() <= required) {
        byte[] signature = ecdsa(key, script, version);
        if (signature.length > 0) {
          items.add(signature);
        }
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

  private Step revealed(TxoutType type, @Nullable Script known, byte[] scriptHash) {
    Optional<Script> script = provider.script(scriptHash);
    if (script.isEmpty()
        && known != null
        && Arrays.equals(Hash160.hash(known.toBytes()), scriptHash)) {
      script = Optional.of(known);
    }
    return script
        .map(found -> new Step(type, true, List.of(found.toBytes())))
        .orElseGet(() -> new Step(type, false, List.of()));
  }

  /// A signature with its hash type by a key we have or one that signed before; empty without.
  private byte[] ecdsa(byte[] key, Script script, SigVersion version) {
    byte[] keyHash = Hash160.hash(key);
    byte[] known = signatures.get(ByteBuffer.wrap(keyHash));
    if (known != null) {
      return known;
    }
    Optional<SecretKey> secret = provider.secretKey(keyHash);
    boolean uncompressedInWitness =
        version == SigVersion.WITNESS_V0 && secret.isPresent() && !secret.get().isCompressed();
    if (secret.isEmpty() || uncompressedInWitness) {
      return EMPTY;
    }
    int type = hashType == SigHash.DEFAULT ? SigHash.ALL : hashType;
    byte[] hash =
        version == SigVersion.WITNESS_V0
            ? SignatureHash.witnessV0(data, index, script, spent.value(), type)
            : SignatureHash.legacy(data.tx(), index, script, type);
    byte[] der = secret.get().signEcdsa(hash);
    byte[] signature = Arrays.copyOf(der, der.length + 1);
    signature[der.length] = (byte) type;
    signatures.put(ByteBuffer.wrap(keyHash), signature);
    return signature;
  }

  /// By the key path: with the internal key where it is known, else with the output key itself.
  private Step taproot(byte[] outputKey) {
    Optional<TaprootSpend> spend = provider.taproot(outputKey);
    byte[] signature = EMPTY;
    if (spend.isPresent()) {
      byte[] internal = spend.get().internalKey();
      Optional<byte[]> tweak = Optional.of(Taproot.tweak(internal, spend.get().merkleRoot()));
      signature = schnorr(internal, tweak);
    }
    if (signature.length == 0) {
      signature = schnorr(outputKey, Optional.empty());
    }
    return new Step(TxoutType.WITNESS_V1_TAPROOT, signature.length > 0, stack(signature));
  }

  private byte[] schnorr(byte[] xOnlyKey, Optional<byte[]> tweak) {
    Optional<SecretKey> secret = provider.secretKeyByXOnly(xOnlyKey);
    if (secret.isEmpty() || data.spent().isEmpty()) {
      return EMPTY;
    }
    Optional<byte[]> hash =
        SignatureHash.taproot(data, index, hashType, SigVersion.TAPROOT, ExecutionData.keyPath());
    if (hash.isEmpty()) {
      return EMPTY;
    }
    byte[] signature = secret.get().signSchnorr(hash.get(), tweak);
    if (hashType == SigHash.DEFAULT) {
      return signature;
    }
    byte[] withType = Arrays.copyOf(signature, 65);
    withType[64] = (byte) hashType;
    return withType;
  }
}
