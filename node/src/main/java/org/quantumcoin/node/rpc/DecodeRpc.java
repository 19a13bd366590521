package org.quantumcoin.node.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;
import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Opcodes;
import org.quantumcoin.node.script.ScriptCursor;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.Solution;
import org.quantumcoin.node.script.TxoutType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that take apart transactions, scripts and addresses, and need no chain for it.
final class DecodeRpc {
  private static final int COMPRESSED_KEY_BYTES = 33;

  private final TxJson transactions;
  private final Addresses addresses;

  DecodeRpc(TxJson transactions) {
    this.transactions = transactions;
    this.addresses = transactions.addresses();
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("decoderawtransaction", RAWTRANSACTIONS)
            .help("Return a JSON object representing the serialized, hex-encoded transaction.")
            .param(RpcParam.required("hexstring", RpcType.HEX, "The transaction hex string"))
            .param(
                RpcParam.optional(
                    "iswitness",
                    RpcType.BOOLEAN,
                    "depends on heuristic tests",
                    "Whether the transaction hex is a serialized witness transaction."))
            .result("{...}    (json object) the transaction")
            .example("\"hexstring\"")
            .handler(this::transaction));
    registry.add(
        RpcMethod.of("decodescript", RAWTRANSACTIONS)
            .help("Decode a hex-encoded script.")
            .param(RpcParam.required("hexstring", RpcType.HEX, "the hex-encoded script"))
            .result("{...}    (json object) the script, and the addresses that wrap it")
            .example("\"hexstring\"")
            .handler(this::script));
    registry.add(
        RpcMethod.of("validateaddress", UTIL)
            .help("Return information about the given address.")
            .param(RpcParam.required("address", RpcType.STRING, "The address to validate"))
            .result("{...}    (json object) whether it is valid, and what it stands for")
            .example("\"address\"")
            .handler(this::address));
  }

  private JsonNode transaction(RpcCall call) {
    boolean tryWitness = !call.has(1) || call.bool(1);
    boolean tryLegacy = !call.has(1) || !call.bool(1);
    Transaction tx =
        TxParser.parse(call.string(0), tryLegacy, tryWitness)
            .orElseThrow(
                () -> new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, "TX decode failed"));
    ObjectNode json = transactions.transaction(tx);
    json.remove("hex");
    return json;
  }

  private JsonNode script(RpcCall call) {
    String hex = call.string(0);
    Script script =
        hex.isEmpty() ? Script.EMPTY : Script.of(RpcCall.bytes(call.get(0), "argument"));
    ObjectNode json = transactions.addScript(Json.object(), script, false);
    Solution solution = ScriptTemplates.solve(script);
    if (!canBeWrapped(script, solution.type())) {
      return json;
    }
    addresses
        .encode(ScriptTemplates.payToScriptHash(script))
        .ifPresent(address -> json.put("p2sh", address));
    segwitForm(script, solution)
        .ifPresent(segwit -> {
          ObjectNode form = transactions.script(segwit);
          witnessDescriptor(script, solution).ifPresent(text -> form.put("desc", text));
          addresses
              .encode(ScriptTemplates.payToScriptHash(segwit))
              .ifPresent(address -> form.put("p2sh-segwit", address));
          json.set("segwit", form);
        });
    return json;
  }

  /// A script that may stand behind a script hash.
  private static boolean canBeWrapped(Script script, TxoutType type) {
    boolean form =
        switch (type) {
          case MULTISIG,
              NONSTANDARD,
              PUBKEY,
              PUBKEYHASH,
              WITNESS_V0_KEYHASH,
              WITNESS_V0_SCRIPTHASH ->
              true;
          case NULL_DATA, SCRIPTHASH, WITNESS_UNKNOWN, WITNESS_V1_TAPROOT, ANCHOR -> false;
        };
    if (!form
        || !ScriptTemplates.hasValidOperations(script)
        || ScriptTemplates.isUnspendable(script)) {
      return false;
    }
    ScriptCursor cursor = new ScriptCursor(script);
    while (cursor.next()) {
      if (cursor.opcode() == Opcodes.OP_CHECKSIGADD || Opcodes.isSuccess(cursor.opcode())) {
        return false;
      }
    }
    return true;
  }

  /// The witness output for a script: by key where it is a key's, else by script. Uncompressed keys
  /// have none.
  private static Optional<Script> segwitForm(Script script, Solution solution) {
    return switch (solution.type()) {
      case PUBKEY -> {
        byte[] key = solution.parts().getFirst();
        yield key.length == COMPRESSED_KEY_BYTES
            ? Optional.of(ScriptTemplates.payToWitnessPubkeyHash(Hash160.hash(key)))
            : Optional.empty();
      }
      case PUBKEYHASH ->
          Optional.of(ScriptTemplates.payToWitnessPubkeyHash(solution.parts().getFirst()));
      case MULTISIG ->
          allCompressed(solution.multisigKeys())
              ? Optional.of(ScriptTemplates.payToWitnessScriptHash(script))
              : Optional.empty();
      case NONSTANDARD -> Optional.of(ScriptTemplates.payToWitnessScriptHash(script));
      default -> Optional.empty();
    };
  }

  private static boolean allCompressed(List<byte[]> keys) {
    return keys.stream().allMatch(key -> key.length == COMPRESSED_KEY_BYTES);
  }

  /// What is known of the script behind the hash.
  private static Optional<String> witnessDescriptor(Script script, Solution solution) {
    if (solution.type() != TxoutType.MULTISIG || script.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder text = new StringBuilder("wsh(multi(").append(solution.requiredSignatures());
    solution.multisigKeys().forEach(key -> text.append(',').append(Hex.encode(key)));
    return Optional.of(DescriptorChecksum.append(text.append("))").toString()));
  }

  private JsonNode address(RpcCall call) {
    String text = call.string(0);
    ObjectNode json = Json.object();
    return switch (addresses.decode(text)) {
      case Addresses.Decoded.Valid(Script script) -> {
        json.put("isvalid", true);
        json.put("address", addresses.encode(script).orElse(text));
        json.put("scriptPubKey", script.toHex());
        AddressJson.describe(json, script);
        yield json;
      }
      case Addresses.Decoded.Invalid(String reason, List<Integer> positions) -> {
        json.put("isvalid", false);
        ArrayNode locations = Json.array();
        positions.forEach(locations::add);
        json.set("error_locations", locations);
        yield json.put("error", reason);
      }
    };
  }
}
