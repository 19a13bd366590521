package org.quantumcoin.wallet.rpc;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.AddressJson;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.TxoutType;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.descriptor.DerivedKey;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorInference;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.store.AddressRow;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a wallet tells of a script: whether it is ours, how it can be spent, where its keys come
/// from (Core's `getaddressinfo`). All within the wallet's lock.
final class AddressDetails {
  private static final String NO_SEED_ID = "0".repeat(40);

  private final WalletCalls calls;

  AddressDetails(WalletCalls calls) {
    this.calls = calls;
  }

  ObjectNode describe(Wallet wallet, Script script) {
    ObjectNode json = Json.object();
    json.put("address", calls.addresses().encode(script).orElseThrow());
    json.put("scriptPubKey", script.toHex());
    Optional<ScriptSource> source = wallet.keys().find(script);
    Optional<Expansion> expansion = source.map(wallet.keys()::expansion);
    json.put("ismine", source.isPresent());
    Optional<Descriptor> inferred = expansion.map(known -> infer(known, script));
    boolean solvable = inferred.isPresent() && inferred.get().isSolvable();
    json.put("solvable", solvable);
    if (solvable) {
      json.put("desc", inferred.get().format());
    }
    Optional<ManagedDescriptor> parent = source.map(place -> wallet.keys().get(place.descriptor()));
    parent.ifPresent(managed -> json.put("parent_desc", managed.row().publicForm()));
    json.put("iswatchonly", false);
    AddressJson.describe(json, script);
    expansion.ifPresent(known -> addKeys(json, script, known));
    json.put("ischange", source.isPresent() && !wallet.book().contains(script));
    if (parent.isPresent() && expansion.isPresent()) {
      addOrigin(json, parent.get(), script, expansion.get());
    }
    ArrayNode labels = Json.array();
    wallet.book().find(script).map(AddressRow::label).ifPresent(labels::add);
    json.set("labels", labels);
    return json;
  }

  /// How a script of ours is written with all that is known of it.
  Descriptor infer(Expansion expansion, Script script) {
    DescriptorInference inference =
        new DescriptorInference(calls.wallets().config().params().addresses());
    inference.learn(expansion);
    return inference.infer(script);
  }

  private static Optional<byte[]> keyWithHash(Expansion expansion, byte[] keyHash) {
    return expansion.keys().stream()
        .map(DerivedKey::publicKey)
        .filter(key -> Arrays.equals(Hash160.hash(key), keyHash))
        .findFirst();
  }

  private static Optional<Script> scriptWithHash(Expansion expansion, Solution solution) {
    byte[] hash = solution.parts().getFirst();
    return expansion.innerScripts().stream()
        .filter(script ->
            Arrays.equals(
                solution.type() == TxoutType.SCRIPTHASH
                    ? Hash160.hash(script.toBytes())
                    : Sha256.hash(script.toBytes()),
                hash))
        .findFirst();
  }

  /// Core's `DescribeWalletAddressVisitor`.
  private void addKeys(ObjectNode json, Script script, Expansion expansion) {
    Solution solution = ScriptTemplates.solve(script);
    switch (solution.type()) {
      case PUBKEYHASH ->
          keyWithHash(expansion, solution.parts().getFirst())
              .ifPresent(key -> {
                json.put("pubkey", Hex.encode(key));
                json.put("iscompressed", key.length == 33);
              });
      case WITNESS_V0_KEYHASH ->
          keyWithHash(expansion, solution.parts().getFirst())
              .ifPresent(key -> json.put("pubkey", Hex.encode(key)));
      case SCRIPTHASH, WITNESS_V0_SCRIPTHASH ->
          scriptWithHash(expansion, solution).ifPresent(inner -> addInner(json, inner, expansion));
      default -> {}
    }
  }

  private void addInner(ObjectNode json, Script inner, Expansion expansion) {
    Solution solution = ScriptTemplates.solve(inner);
    json.put("script", solution.type().text());
    json.put("hex", inner.toHex());
    Optional<String> address = calls.addresses().encode(inner);
    if (address.isPresent()) {
      ObjectNode embedded = Json.object();
      AddressJson.describe(embedded, inner);
      addKeys(embedded, inner, expansion);
      embedded.put("address", address.get());
      embedded.put("scriptPubKey", inner.toHex());
      if (embedded.has("pubkey")) {
        json.put("pubkey", embedded.get("pubkey").asString());
      }
      json.set("embedded", embedded);
    } else if (solution.type() == TxoutType.MULTISIG) {
      json.put("sigsrequired", solution.requiredSignatures());
      ArrayNode keys = Json.array();
      solution.multisigKeys().forEach(key -> keys.add(Hex.encode(key)));
      json.set("pubkeys", keys);
    }
  }

  /// Of outputs that one key spends.
  private static void addOrigin(
      ObjectNode json, ManagedDescriptor parent, Script script, Expansion expansion) {
    boolean oneKey =
        switch (ScriptTemplates.solve(script).type()) {
          case PUBKEYHASH, WITNESS_V0_KEYHASH -> true;
          case WITNESS_V1_TAPROOT ->
              expansion.taproot().isPresent() && expansion.taproot().get().merkleRoot().isEmpty();
          case SCRIPTHASH -> isNestedKey(expansion.innerScripts());
          default -> false;
        };
    List<DerivedKey> keys = expansion.keys();
    if (oneKey && keys.size() == 1) {
      DerivedKey key = keys.getFirst();
      json.put("timestamp", parent.row().createdAt());
      json.put("hdkeypath", "m" + key.origin().path().format(false));
      json.put("hdseedid", NO_SEED_ID);
      json.put("hdmasterfingerprint", key.origin().fingerprintHex());
    }
  }

  private static boolean isNestedKey(List<Script> inner) {
    return inner.stream()
        .anyMatch(script -> ScriptTemplates.solve(script).type() == TxoutType.WITNESS_V0_KEYHASH);
  }
}
