package org.quantumcoin.wallet.rpc;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.Base58;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.SighashNames;
import org.quantumcoin.node.rpc.TxJson;
import org.quantumcoin.node.script.ScriptAsm;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.sign.SatisfactionSource.HashFunction;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.TapDerivation;
import org.quantumcoin.wallet.psbt.TapLeaf;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A PSBT as `decodepsbt` shows it. MuSig2's fields, which Core 29 does not know, look as in Core
/// 30.
final class PsbtJson {
  private final TxJson transactions;
  private final long maxMoney;

  PsbtJson(TxJson transactions, long maxMoney) {
    this.transactions = transactions;
    this.maxMoney = maxMoney;
  }

  ObjectNode decode(Psbt psbt) {
    ObjectNode result = Json.object();
    result.set("tx", withoutHex(psbt.unsignedTx()));
    ArrayNode xpubs = result.putArray("global_xpubs");
    for (Map.Entry<ByteString, KeyOrigin> xpub : psbt.xpubsByOrigin()) {
      ObjectNode entry = xpubs.addObject();
      entry.put("xpub", Base58.encodeCheck(xpub.getKey().toBytes()));
      origin(entry, xpub.getValue());
    }
    result.put("psbt_version", psbt.version());
    result.set("proprietary", proprietary(psbt.proprietary()));
    result.set("unknown", hexMap(psbt.unknown()));
    ArrayNode inputs = result.putArray("inputs");
    psbt.inputs().forEach(input -> inputs.add(input(input)));
    ArrayNode outputs = result.putArray("outputs");
    psbt.outputs().forEach(output -> outputs.add(output(output)));
    addFee(result, psbt);
    return result;
  }

  private ObjectNode withoutHex(Transaction tx) {
    ObjectNode json = transactions.transaction(tx);
    json.remove("hex");
    return json;
  }

  private static void origin(ObjectNode to, KeyOrigin origin) {
    to.put("master_fingerprint", origin.fingerprintHex());
    to.put("path", origin.path().toString());
  }

  private static ArrayNode proprietary(NavigableMap<ByteString, ByteString> fields) {
    ArrayNode all = Json.array();
    fields.forEach((key, value) -> {
      ByteReader in = new ByteReader(key.toBytes());
      in.readCompactSizeUnbounded();
      ObjectNode entry = all.addObject();
      entry.put("identifier", ByteString.of(in.readVarBytes()).toHex());
      entry.put("subtype", in.readCompactSizeUnbounded());
      entry.put("key", key.toHex());
      entry.put("value", value.toHex());
    });
    return all;
  }

  private static ObjectNode hexMap(Map<ByteString, ByteString> map) {
    ObjectNode json = Json.object();
    map.forEach((key, value) -> json.put(key.toHex(), value.toHex()));
    return json;
  }

  private static void hexMap(ObjectNode to, String name, Map<ByteString, ByteString> map) {
    if (!map.isEmpty()) {
      to.set(name, hexMap(map));
    }
  }

  private static void bytes(ObjectNode to, String name, @Nullable ByteString value) {
    if (value != null) {
      to.put(name, value.toHex());
    }
  }

  private static void script(ObjectNode to, String name, @Nullable Script script) {
    if (script != null) {
      to.putObject(name)
          .put("asm", ScriptAsm.format(script))
          .put("hex", script.toHex())
          .put("type", ScriptTemplates.solve(script).type().text());
    }
  }

  private static void derivations(ObjectNode to, Map<ByteString, KeyOrigin> derivations) {
    if (derivations.isEmpty()) {
      return;
    }
    ArrayNode all = to.putArray("bip32_derivs");
    derivations.forEach(
        (key, origin) -> origin(all.addObject().put("pubkey", key.toHex()), origin));
  }

  private static void tapDerivations(ObjectNode to, Map<ByteString, TapDerivation> derivations) {
    if (derivations.isEmpty()) {
      return;
    }
    ArrayNode all = to.putArray("taproot_bip32_derivs");
    derivations.forEach((key, derivation) -> {
      ObjectNode entry = all.addObject().put("pubkey", key.toHex());
      origin(entry, derivation.origin());
      ArrayNode hashes = entry.putArray("leaf_hashes");
      derivation.leafHashes().forEach(hash -> hashes.add(hash.toHex()));
    });
  }

  private ObjectNode input(PsbtInput input) {
    ObjectNode in = Json.object();
    TxOut coin = input.witnessUtxo();
    if (coin != null) {
      ObjectNode out = in.putObject("witness_utxo");
      out.set("amount", Json.amount(coin.value()));
      out.set("scriptPubKey", transactions.script(coin.script()));
    }
    Transaction whole = input.nonWitnessUtxo();
    if (whole != null) {
      in.set("non_witness_utxo", withoutHex(whole));
    }
    hexMap(in, "partial_signatures", input.partialSignaturesByKeyHash());
    input.sighashType().ifPresent(type -> in.put("sighash", SighashNames.of(type)));
    script(in, "redeem_script", input.redeemScript());
    script(in, "witness_script", input.witnessScript());
    derivations(in, input.derivations());
    if (!input.finalScriptSig().isEmpty()) {
      in.putObject("final_scriptSig")
          .put("asm", ScriptAsm.formatWithHashTypes(input.finalScriptSig()))
          .put("hex", input.finalScriptSig().toHex());
    }
    if (!input.finalWitness().isEmpty()) {
      ArrayNode items = in.putArray("final_scriptwitness");
      for (int i = 0; i < input.finalWitness().size(); i++) {
        items.add(input.finalWitness().itemHex(i));
      }
    }
    hexMap(in, "ripemd160_preimages", input.preimages(HashFunction.RIPEMD160));
    hexMap(in, "sha256_preimages", input.preimages(HashFunction.SHA256));
    hexMap(in, "hash160_preimages", input.preimages(HashFunction.HASH160));
    hexMap(in, "hash256_preimages", input.preimages(HashFunction.HASH256));
    taproot(in, input);
    musig(in, input);
    if (!input.proprietary().isEmpty()) {
      in.set("proprietary", proprietary(input.proprietary()));
    }
    hexMap(in, "unknown", input.unknown());
    return in;
  }

  private static void taproot(ObjectNode in, PsbtInput input) {
    bytes(in, "taproot_key_path_sig", input.tapKeySignature());
    if (!input.tapScriptSignatures().isEmpty()) {
      ArrayNode all = in.putArray("taproot_script_path_sigs");
      input
          .tapScriptSignatures()
          .forEach((key, signature) ->
              all.addObject()
                  .put("pubkey", key.xOnlyKey().toHex())
                  .put("leaf_hash", key.leafHash().toHex())
                  .put("sig", signature.toHex()));
    }
    if (!input.tapLeafScripts().isEmpty()) {
      ArrayNode all = in.putArray("taproot_scripts");
      input
          .tapLeafScripts()
          .forEach((leaf, blocks) -> {
            ObjectNode entry =
                all.addObject()
                    .put("script", leaf.script().toHex())
                    .put("leaf_ver", leaf.version());
            ArrayNode shown = entry.putArray("control_blocks");
            blocks.forEach(block -> shown.add(block.toHex()));
          });
    }
    tapDerivations(in, input.tapDerivations());
    bytes(in, "taproot_internal_key", input.tapInternalKey());
    bytes(in, "taproot_merkle_root", input.tapMerkleRoot());
  }

  private static void musig(ObjectNode in, PsbtInput input) {
    participants(in, input.musigParticipants());
    musigParts(in, "musig2_pubnonces", "pubnonce", input.musigPublicNonces());
    musigParts(in, "musig2_partial_sigs", "partial_sig", input.musigPartialSignatures());
  }

  private static void participants(ObjectNode to, Map<ByteString, List<ByteString>> participants) {
    if (participants.isEmpty()) {
      return;
    }
    ArrayNode all = to.putArray("musig2_participant_pubkeys");
    participants.forEach((aggregate, keys) -> {
      ObjectNode entry = all.addObject().put("aggregate_pubkey", aggregate.toHex());
      ArrayNode shown = entry.putArray("participant_pubkeys");
      keys.forEach(key -> shown.add(key.toHex()));
    });
  }

  private static void musigParts(
      ObjectNode in, String name, String valueName, Map<ByteString, ByteString> parts) {
    if (parts.isEmpty()) {
      return;
    }
    ArrayNode all = in.putArray(name);
    parts.forEach((key, value) -> {
      ObjectNode entry =
          all.addObject()
              .put("participant_pubkey", key.slice(0, 33).toHex())
              .put("aggregate_pubkey", key.slice(33, 66).toHex());
      if (key.length() > 66) {
        entry.put("leaf_hash", key.slice(66, key.length()).toHex());
      }
      entry.put(valueName, value.toHex());
    });
  }

  private static ObjectNode output(PsbtOutput output) {
    ObjectNode out = Json.object();
    script(out, "redeem_script", output.redeemScript());
    script(out, "witness_script", output.witnessScript());
    derivations(out, output.derivations());
    bytes(out, "taproot_internal_key", output.tapInternalKey());
    if (!output.tapTree().isEmpty()) {
      ArrayNode tree = out.putArray("taproot_tree");
      for (TapLeaf leaf : output.tapTree()) {
        tree.addObject()
            .put("depth", leaf.depth())
            .put("leaf_ver", leaf.version())
            .put("script", leaf.script().toHex());
      }
    }
    tapDerivations(out, output.tapDerivations());
    participants(out, output.musigParticipants());
    if (!output.proprietary().isEmpty()) {
      out.set("proprietary", proprietary(output.proprietary()));
    }
    hexMap(out, "unknown", output.unknown());
    return out;
  }

  /// Where all coins are known and no sum leaves the range of money.
  private void addFee(ObjectNode result, Psbt psbt) {
    if (psbt.allSpent().size() != psbt.inputs().size()) {
      return;
    }
    long in = 0;
    for (TxOut spent : psbt.allSpent()) {
      in = sum(in, spent.value());
    }
    long out = 0;
    for (PsbtOutput output : psbt.outputs()) {
      out = sum(out, output.txOut().value());
    }
    if (in >= 0 && out >= 0) {
      result.set("fee", Json.amount(in - out));
    }
  }

  /// -1 once it has left the range.
  private long sum(long total, long value) {
    return total < 0 || value < 0 || value > maxMoney || total + value > maxMoney
        ? -1
        : total + value;
  }
}
