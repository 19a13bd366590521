package org.quantumcoin.wallet.rpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.SelectionParams;
import org.quantumcoin.wallet.descriptor.Descriptor;
import org.quantumcoin.wallet.descriptor.DescriptorException;
import org.quantumcoin.wallet.descriptor.DescriptorInference;
import org.quantumcoin.wallet.spend.ForeignCoins;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.PresetInputs;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// The options that tell of inputs which are not the wallet's: how heavy they will be, or the keys
/// and scripts that spend them.
final class PresetOptions {
  static final RpcParam SOLVING_DATA =
      RpcParam.optional(
          "solving_data",
          RpcType.OBJECT,
          "",
          "Keys and scripts needed for producing a final transaction with a dummy signature: pubkeys, scripts, descriptors. Used for fee estimation of inputs that are not the wallet's.");

  static final RpcParam INPUT_WEIGHTS =
      RpcParam.optional(
          "input_weights",
          RpcType.ARRAY,
          "",
          "Inputs and their corresponding weights when they are signed: [{\"txid\",\"vout\",\"weight\"},...]");

  /// Core's `GetTransactionInputWeight` of an empty input.
  private static final int MIN_INPUT_WEIGHT = 41 * Transaction.WITNESS_SCALE_FACTOR + 1;

  private PresetOptions() {}

  /// The options of methods whose inputs have their weights with them.
  static List<RpcParam> withInputs(List<RpcParam> options) {
    List<RpcParam> all = new ArrayList<>(options);
    all.add(SOLVING_DATA);
    // Refused, whatever it is.
    all.add(INPUT_WEIGHTS.unchecked().hide());
    return all;
  }

  static List<RpcParam> withWeights(List<RpcParam> options) {
    List<RpcParam> all = new ArrayList<>(options);
    all.add(SOLVING_DATA);
    all.add(INPUT_WEIGHTS);
    return all;
  }

  /// The weights that stand in inputs (Core's `SetOptionsInputWeights`).
  static JsonNode weights(JsonNode inputs, JsonNode options) {
    if (options.has("input_weights")) {
      throw invalid("Input weights should be specified in inputs rather than in options.");
    }
    ArrayNode weights = Json.array();
    for (JsonNode input : inputs) {
      if (input.has("weight")) {
        weights.add(input);
      }
    }
    return weights;
  }

  /// With what is told of the inputs, and what the node knows of those that are not the wallet's.
  /// Not within the wallet's lock.
  static PaymentRequest apply(
      Wallet wallet, PaymentRequest request, Transaction raw, JsonNode weights, JsonNode options) {
    DescriptorInference solving = solving(wallet, options);
    Map<OutPoint, Long> sizes = sizes(weights);
    if (request.recipients().isEmpty()) {
      throw invalid("TX must have at least one output");
    }
    ForeignCoins foreign = ForeignCoins.find(wallet, request.coins().keySet());
    if (!foreign.missing().isEmpty()) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Unable to find UTXO for external input");
    }
    Map<OutPoint, TxIn> given = new HashMap<>();
    for (TxIn input : raw.inputs()) {
      if (!input.scriptSig().isEmpty() || !input.witness().isEmpty()) {
        given.put(input.prevout(), input);
      }
    }
    return request.withPresets(new PresetInputs(foreign, sizes, given, Optional.of(solving)));
  }

  private static Map<OutPoint, Long> sizes(JsonNode weights) {
    Map<OutPoint, Long> sizes = new HashMap<>();
    for (JsonNode input : list(weights)) {
      Txid txid = new Txid(RpcCall.hash(member(input, "txid"), "txid"));
      JsonNode index = member(input, "vout");
      if (!index.isNumber()) {
        throw invalid("Invalid parameter, missing vout key");
      }
      int vout = RpcCall.integer(index);
      if (vout < 0) {
        throw invalid("Invalid parameter, vout cannot be negative");
      }
      JsonNode given = member(input, "weight");
      if (!given.isNumber()) {
        throw invalid("Invalid parameter, missing weight key");
      }
      long weight = RpcCall.longInteger(given);
      if (weight < MIN_INPUT_WEIGHT) {
        throw invalid(
            "Invalid parameter, weight cannot be less than 165 (41 bytes (size of outpoint + sequence + empty scriptSig) * 4 (witness scaling factor)) + 1 (empty witness)");
      }
      if (weight > SelectionParams.MAX_STANDARD_TX_WEIGHT) {
        throw invalid(
            "Invalid parameter, weight cannot be greater than the maximum standard tx weight of "
                + SelectionParams.MAX_STANDARD_TX_WEIGHT);
      }
      sizes.put(new OutPoint(txid, vout), weight);
    }
    return sizes;
  }

  private static DescriptorInference solving(Wallet wallet, JsonNode options) {
    AddressPrefixes prefixes = wallet.config().params().addresses();
    DescriptorInference solving = new DescriptorInference(prefixes);
    if (!options.has("solving_data")) {
      return solving;
    }
    JsonNode data = options.get("solving_data");
    if (!data.isObject()) {
      throw wrongType(data, "object");
    }
    for (JsonNode key : list(data.path("pubkeys"))) {
      solving.learnKey(MultisigRpc.key(RpcCall.string(key)));
    }
    for (JsonNode script : list(data.path("scripts"))) {
      String hex = RpcCall.string(script);
      if (hex.isEmpty() || !Hex.isHex(hex)) {
        throw WalletCalls.error(
            RpcErrorCode.INVALID_ADDRESS_OR_KEY, "'%s' is not hex".formatted(hex));
      }
      solving.learnScript(Script.of(Hex.decode(hex)));
    }
    for (JsonNode descriptor : list(data.path("descriptors"))) {
      learn(solving, RpcCall.string(descriptor), prefixes);
    }
    return solving;
  }

  /// What a descriptor gives at its first index, as in Core.
  private static void learn(DescriptorInference solving, String text, AddressPrefixes prefixes) {
    List<Descriptor> descriptors;
    try {
      descriptors = Descriptor.parse(text, prefixes, true);
    } catch (DescriptorException e) {
      throw invalid("Unable to parse descriptor '%s': %s".formatted(text, e.getMessage()));
    }
    for (Descriptor each : descriptors) {
      each.expand(0).ifPresent(solving::learn);
    }
    descriptors.forEach(Descriptor::close);
  }

  private static JsonNode member(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null ? Json.nothing() : value;
  }

  /// An array, or what stands for one that was not given.
  private static JsonNode list(JsonNode value) {
    if (value.isMissingNode() || value.isArray()) {
      return value;
    }
    throw wrongType(value, "array");
  }

  private static RpcException wrongType(JsonNode value, String expected) {
    return WalletCalls.error(
        RpcErrorCode.TYPE_ERROR,
        "JSON value of type %s is not of expected type %s"
            .formatted(Json.typeName(value), expected));
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}
