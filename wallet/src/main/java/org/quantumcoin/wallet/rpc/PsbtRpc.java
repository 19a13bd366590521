package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.RAWTRANSACTIONS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Witness;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.node.rpc.TxJson;
import org.quantumcoin.node.rpc.TxParser;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.PsbtInput;
import org.quantumcoin.wallet.psbt.PsbtOutput;
import org.quantumcoin.wallet.psbt.role.Combiner;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Finalizer;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.psbt.role.PsbtAnalysis;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that make, show and join partially signed transactions, and need neither keys nor chain.
public final class PsbtRpc {
  private final TxBuilder builder;
  private final PsbtJson json;
  private final long maxMoney;
  private final RandomGenerator random;

  /// `random` orders the inputs and outputs of joined PSBTs.
  public PsbtRpc(NetworkParams params, RandomGenerator random) {
    Addresses addresses = new Addresses(params.addresses());
    this.builder = new TxBuilder(addresses);
    this.maxMoney = params.consensus().maxMoney();
    this.json = new PsbtJson(new TxJson(addresses), maxMoney);
    this.random = random;
  }

  /// Adds the methods.
  public void register(RpcRegistry registry) {
    registerMakers(registry);
    registry.add(
        RpcMethod.of("decodepsbt", RAWTRANSACTIONS)
            .help(
                "Return a JSON object representing the serialized, base64-encoded partially signed Bitcoin transaction.")
            .param(psbtParam())
            .result("{...}    (json object) the PSBT with all its fields")
            .example("\"psbt\"")
            .handler(call -> json.decode(decode(call.get(0)))));
    registry.add(
        RpcMethod.of("analyzepsbt", RAWTRANSACTIONS)
            .help(
                "Analyzes and provides information about the current status of a PSBT and its inputs")
            .param(psbtParam())
            .result("{...}    (json object) what each input lacks, who acts next, fee and size")
            .example("\"psbt\"")
            .handler(this::analyze));
    registry.add(
        RpcMethod.of("combinepsbt", RAWTRANSACTIONS)
            .help(
                "Combine multiple partially signed Bitcoin transactions into one transaction.\n"
                    + "Implements the Combiner role.")
            .param(listParam("The base64 strings of partially signed transactions"))
            .result("\"str\"    (string) The base64-encoded partially signed transaction")
            .example("'[\"mybase64_1\", \"mybase64_2\", \"mybase64_3\"]'")
            .handler(PsbtRpc::combine));
    registry.add(
        RpcMethod.of("joinpsbts", RAWTRANSACTIONS)
            .help(
                "Joins multiple distinct PSBTs with different inputs and outputs into one PSBT with inputs and outputs from all of the PSBTs\n"
                    + "No input in any of the PSBTs can be in more than one of the PSBTs.")
            .param(listParam("The base64 strings of partially signed transactions"))
            .result("\"str\"    (string) The base64-encoded partially signed transaction")
            .example("\"psbt\"")
            .handler(this::join));
    registry.add(
        RpcMethod.of("finalizepsbt", RAWTRANSACTIONS)
            .help(
                """
                Finalize the inputs of a PSBT. If the transaction is fully signed, it will produce a
                network serialized transaction which can be broadcast with sendrawtransaction. Otherwise a PSBT will be
                created which has the final_scriptSig and final_scriptWitness fields filled for inputs that are complete.
                Implements the Finalizer and Extractor roles.\
                """)
            .param(psbtParam())
            .param(
                RpcParam.optional(
                    "extract",
                    RpcType.BOOLEAN,
                    "true",
                    "If true and the transaction is complete,\nextract and return the complete transaction in normal network serialization instead of the PSBT."))
            .result("{ \"psbt\" or \"hex\", \"complete\" }    (json object)")
            .example("\"psbt\"")
            .handler(PsbtRpc::finish));
  }

  private static RpcParam psbtParam() {
    return RpcParam.required("psbt", RpcType.STRING, "The PSBT base64 string");
  }

  private static RpcParam listParam(String help) {
    return RpcParam.required("txs", RpcType.ARRAY, help).shownAs("[\"psbt\",...]");
  }

  private void registerMakers(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("createpsbt", RAWTRANSACTIONS)
            .help(
                """
                Creates a transaction in the Partially Signed Transaction format.
                Implements the Creator role.
                Note that the transaction's inputs are not signed, and
                it is not stored in the wallet or transmitted to the network.\
                """)
            .param(
                RpcParam.required("inputs", RpcType.ARRAY, "The inputs: txid, vout, sequence")
                    .shownAs("[{\"txid\":\"hex\",\"vout\":n,\"sequence\":n},...]"))
            .param(
                RpcParam.required(
                        "outputs",
                        RpcType.ARRAY,
                        "The outputs: address and amount, or data and hex")
                    .unchecked()
                    .shownAs("[{\"address\":amount,...},{\"data\":\"hex\"},...]"))
            .param(
                RpcParam.optional(
                    "locktime",
                    RpcType.NUMBER,
                    "0",
                    "Raw locktime. Non-0 value also locktime-activates inputs"))
            .param(
                RpcParam.optional(
                    "replaceable",
                    RpcType.BOOLEAN,
                    "true",
                    "Marks this transaction as BIP125-replaceable."))
            .result("\"str\"    (string) The resulting raw transaction (base64-encoded string)")
            .example("'[{\"txid\":\"myid\",\"vout\":0}]' '[{\"data\":\"00010203\"}]'")
            .handler(call ->
                text(Psbt.of(builder.build(call.get(0), call.get(1), call.get(2), call.get(3))))));
    registry.add(
        RpcMethod.of("converttopsbt", RAWTRANSACTIONS)
            .help(
                "Converts a network serialized transaction to a PSBT. This should be used only with createrawtransaction and fundrawtransaction\n"
                    + "createpsbt and walletcreatefundedpsbt should be used for new applications.")
            .param(
                RpcParam.required(
                    "hexstring", RpcType.STRING, "The hex string of a raw transaction"))
            .param(
                RpcParam.optional(
                    "permitsigdata",
                    RpcType.BOOLEAN,
                    "false",
                    "If true, any signatures in the input will be discarded and conversion\n will continue. If false, RPC will fail if any signatures are present."))
            .param(
                RpcParam.optional(
                    "iswitness",
                    RpcType.BOOLEAN,
                    "depends on heuristic tests",
                    "Whether the transaction hex is a serialized witness transaction."))
            .result("\"str\"    (string) The resulting raw transaction (base64-encoded string)")
            .example("\"rawtransaction\"")
            .handler(PsbtRpc::convert));
  }

  /// Fails with the [RpcException] that all methods have for what is no PSBT.
  static Psbt decode(JsonNode text) {
    try {
      return Psbt.fromBase64(RpcCall.string(text));
    } catch (PsbtException e) {
      throw new RpcException(
          RpcErrorCode.DESERIALIZATION_ERROR, "TX decode failed " + e.rpcMessage());
    }
  }

  private static List<Psbt> decodeAll(JsonNode texts) {
    List<Psbt> all = new ArrayList<>();
    texts.forEach(text -> all.add(decode(text)));
    return all;
  }

  private static JsonNode text(Psbt psbt) {
    return Json.string(psbt.toBase64());
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }

  private static JsonNode convert(RpcCall call) {
    boolean tryWitness = !call.has(2) || call.bool(2);
    boolean tryLegacy = !call.has(2) || !call.bool(2);
    Transaction tx =
        TxParser.parse(call.string(0), tryLegacy, tryWitness)
            .orElseThrow(
                () -> new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, "TX decode failed"));
    boolean isSigned =
        tx.inputs().stream()
            .anyMatch(input -> !input.scriptSig().isEmpty() || !input.witness().isEmpty());
    if (isSigned && !call.bool(1, false)) {
      throw new RpcException(
          RpcErrorCode.DESERIALIZATION_ERROR,
          "Inputs must not have scriptSigs and scriptWitnesses");
    }
    return text(Psbt.of(tx));
  }

  private static JsonNode combine(RpcCall call) {
    List<Psbt> parts = decodeAll(call.get(0));
    if (parts.isEmpty()) {
      throw invalid("Parameter 'txs' cannot be empty");
    }
    try {
      return text(Combiner.combine(parts));
    } catch (PsbtException e) {
      throw invalid(e.rpcMessage());
    }
  }

  private JsonNode join(RpcCall call) {
    if (call.get(0).size() <= 1) {
      throw invalid("At least two PSBTs are required to join PSBTs.");
    }
    List<Psbt> parts = decodeAll(call.get(0));
    int version = 1;
    int lockTime = -1;
    for (Psbt part : parts) {
      Transaction tx = part.unsignedTx();
      version = Integer.compareUnsigned(tx.version(), version) > 0 ? tx.version() : version;
      lockTime = Integer.compareUnsigned(tx.lockTime(), lockTime) < 0 ? tx.lockTime() : lockTime;
    }
    Psbt joined = new Psbt(0, version);
    joined.setFallbackLockTime(lockTime);
    for (Psbt part : parts) {
      Psbt plain = plain(part);
      plain.inputs().forEach(input -> add(joined, input));
      joined.outputs().addAll(plain.outputs());
      plain.xpubs().forEach(joined.xpubs()::putIfAbsent);
      plain.unknown().forEach(joined.unknown()::putIfAbsent);
    }
    // Which input belongs to which output is nobody's business.
    List<PsbtInput> inputs = new ArrayList<>(joined.inputs());
    Collections.shuffle(inputs, random);
    List<PsbtOutput> outputs = new ArrayList<>(joined.outputs());
    Collections.shuffle(outputs, random);
    joined.inputs().clear();
    joined.inputs().addAll(inputs);
    joined.outputs().clear();
    joined.outputs().addAll(outputs);
    return text(joined);
  }

  private static Psbt plain(Psbt psbt) {
    try {
      return psbt.toVersion0();
    } catch (PsbtException e) {
      throw invalid(e.rpcMessage());
    }
  }

  private static void add(Psbt joined, PsbtInput input) {
    for (PsbtInput known : joined.inputs()) {
      if (known.prevout().equals(input.prevout()) && known.sequence() == input.sequence()) {
        throw invalid(
            "Input %s:%d exists in multiple PSBTs"
                .formatted(input.prevout().txid(), input.prevout().indexUnsigned()));
      }
    }
    // Signatures were of another transaction.
    input.partialSignatures().clear();
    input.setFinalScriptSig(Script.EMPTY);
    input.setFinalWitness(Witness.EMPTY);
    joined.inputs().add(input);
  }

  private static JsonNode finish(RpcCall call) {
    Finalizer.Result finished =
        new Finalizer(new MiniscriptSatisfier()).finish(decode(call.get(0)));
    ObjectNode result = Json.object();
    if (finished.complete() && call.bool(1, true)) {
      result.put("hex", extract(finished.psbt()));
    } else {
      result.put("psbt", finished.psbt().toBase64());
    }
    return result.put("complete", finished.complete());
  }

  /// The network's transaction of a PSBT that is complete.
  static String extract(Psbt psbt) {
    try {
      return Hex.encode(Extractor.extract(psbt).toBytes());
    } catch (PsbtException e) {
      throw new RpcException(RpcErrorCode.DESERIALIZATION_ERROR, e.rpcMessage());
    }
  }

  private JsonNode analyze(RpcCall call) {
    PsbtAnalysis analysis =
        PsbtAnalysis.of(decode(call.get(0)), maxMoney, new MiniscriptSatisfier());
    ObjectNode result = Json.object();
    if (!analysis.inputs().isEmpty()) {
      ArrayNode inputs = result.putArray("inputs");
      analysis.inputs().forEach(input -> inputs.add(input(input)));
    }
    analysis.estimatedVirtualSize().ifPresent(size -> result.put("estimated_vsize", size));
    analysis
        .estimatedFeeRate()
        .ifPresent(rate -> result.set("estimated_feerate", Json.amount(rate.satPerKvb())));
    analysis.feeSats().ifPresent(fee -> result.set("fee", Json.amount(fee)));
    result.put("next", analysis.next().label());
    analysis.error().ifPresent(error -> result.put("error", error));
    return result;
  }

  private static ObjectNode input(PsbtAnalysis.Input input) {
    ObjectNode shown =
        Json.object()
            .put("has_utxo", input.hasUtxo())
            .put("is_final", input.isFinal())
            .put("next", input.next().label());
    ObjectNode missing = Json.object();
    hashes(missing, "pubkeys", input.missingKeys());
    input.missingRedeemScript().ifPresent(hash -> missing.put("redeemscript", hash.toHex()));
    input.missingWitnessScript().ifPresent(hash -> missing.put("witnessscript", hash.toHex()));
    hashes(missing, "signatures", input.missingSignatures());
    if (!missing.isEmpty()) {
      shown.set("missing", missing);
    }
    return shown;
  }

  private static void hashes(ObjectNode to, String name, List<ByteString> hashes) {
    if (!hashes.isEmpty()) {
      ArrayNode all = to.putArray(name);
      hashes.forEach(hash -> all.add(hash.toHex()));
    }
  }
}
