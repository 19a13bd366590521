package org.quantumcoin.wallet.rpc;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.coins.SelectionParams;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.Recipient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The options that say how a transaction is to be funded, in the methods that have them.
final class FundOptions {
  /// Core's `MIN_STANDARD_TX_NONWITNESS_SIZE` of 65 bytes.
  private static final int MIN_TX_WEIGHT = 65 * Transaction.WITNESS_SCALE_FACTOR;

  private final WalletCalls calls;

  FundOptions(WalletCalls calls) {
    this.calls = calls;
  }

  static List<RpcParam> params() {
    return List.of(
        option("add_inputs", RpcType.BOOLEAN),
        option("include_unsafe", RpcType.BOOLEAN),
        option("minconf", RpcType.NUMBER),
        option("maxconf", RpcType.NUMBER),
        option("changeAddress|change_address", RpcType.STRING),
        option("changePosition|change_position", RpcType.NUMBER),
        option("change_type", RpcType.STRING),
        option("includeWatching|include_watching", RpcType.BOOLEAN),
        option("lockUnspents|lock_unspents", RpcType.BOOLEAN),
        option("fee_rate", RpcType.AMOUNT),
        option("feeRate", RpcType.AMOUNT),
        option("subtractFeeFromOutputs|subtract_fee_from_outputs", RpcType.ARRAY),
        option("conf_target", RpcType.NUMBER),
        option("estimate_mode", RpcType.STRING),
        option("replaceable", RpcType.BOOLEAN),
        option("max_tx_weight", RpcType.NUMBER));
  }

  private static RpcParam option(String names, RpcType type) {
    return RpcParam.optional(names, type, "", "As in Bitcoin Core");
  }

  /// Names of options in `send` and `sendall`, and what the older methods call them.
  private static final Map<String, String> NEW_NAMES =
      Map.of(
          "feeRate", "fee_rate",
          "changeAddress", "change_address",
          "changePosition", "change_position",
          "lockUnspents", "lock_unspents",
          "subtractFeeFromOutputs", "subtract_fee_from_outputs");

  /// The options of the older methods, which may have either name.
  static JsonNode underOneName(JsonNode options) {
    ObjectNode renamed = Json.object();
    for (Map.Entry<String, JsonNode> option : options.properties()) {
      String old = option.getKey();
      for (Map.Entry<String, String> name : NEW_NAMES.entrySet()) {
        // A fee rate is not renamed: the older one has another unit.
        if (name.getValue().equals(old) && !old.equals("fee_rate")) {
          old = name.getKey();
        }
      }
      renamed.set(old, option.getValue());
    }
    return renamed;
  }

  /// The options of `send` and `sendall`, where the older names are refused (Core's
  /// `PreventOutdatedOptions`), under those names.
  static JsonNode underOldNames(JsonNode options) {
    for (Map.Entry<String, String> name : new TreeMap<>(NEW_NAMES).entrySet()) {
      if (options.has(name.getKey())) {
        String unit = name.getKey().equals("feeRate") ? " (sat/vB)" : "";
        throw invalid("Use %s%s instead of %s".formatted(name.getValue(), unit, name.getKey()));
      }
    }
    return underOneName(options);
  }

  /// The older names last and hidden, so that they can be refused with the newer one.
  static List<RpcParam> paramsOfSend() {
    List<RpcParam> params = new ArrayList<>();
    for (RpcParam param : params()) {
      if (!param.name().equals("feeRate")) {
        params.add(option(NEW_NAMES.getOrDefault(param.name(), param.name()), param.type()));
      }
    }
    params.addAll(outdated());
    return params;
  }

  /// The older names in `send` and `sendall`.
  static List<RpcParam> outdated() {
    return params().stream()
        .filter(param -> NEW_NAMES.containsKey(param.name()))
        .map(param -> option(param.name(), param.type()).unchecked().hide())
        .toList();
  }

  /// What is asked for by a transaction that is not funded yet, and options.
  PaymentRequest request(Transaction raw, JsonNode options) {
    Set<Integer> payers = new HashSet<>();
    for (JsonNode each : options.path("subtractFeeFromOutputs")) {
      int at = RpcCall.integer(each);
      if (at < 0 || at >= raw.outputs().size()) {
        throw invalid(
            "Invalid parameter, %s: %d"
                .formatted(at < 0 ? "negative position" : "position too large", at));
      }
      if (!payers.add(at)) {
        throw invalid("Invalid parameter, duplicated position: " + at);
      }
    }
    List<Recipient> recipients = new ArrayList<>();
    for (int i = 0; i < raw.outputs().size(); i++) {
      TxOut out = raw.outputs().get(i);
      recipients.add(new Recipient(out.script(), out.value(), payers.contains(i)));
    }
    Map<OutPoint, OptionalLong> chosen = new LinkedHashMap<>();
    for (TxIn input : raw.inputs()) {
      chosen.put(input.prevout(), OptionalLong.of(input.sequenceUnsigned()));
    }
    boolean add = options.path("add_inputs").asBoolean(chosen.isEmpty());
    PaymentRequest request =
        PaymentRequest.to(recipients)
            .withCoins(chosen, add)
            .withLockTime(OptionalLong.of(raw.lockTimeUnsigned()))
            .withDepths(
                options.path("include_unsafe").asBoolean(false),
                options.path("minconf").asInt(0),
                options.path("maxconf").asInt(Integer.MAX_VALUE))
            .withChange(changeTo(options), changeType(options), changePosition(raw, options))
            .withMaxWeight(maxWeight(options));
    if (options.has("replaceable")) {
      request = request.withReplaceable(Optional.of(options.get("replaceable").asBoolean()));
    }
    return FeeParams.apply(
        request, options.path("conf_target"), options.path("estimate_mode"), feeRate(options));
  }

  private static OptionalInt maxWeight(JsonNode options) {
    if (!options.has("max_tx_weight")) {
      return OptionalInt.empty();
    }
    int weight = RpcCall.integer(options.get("max_tx_weight"));
    if (weight < MIN_TX_WEIGHT || weight > SelectionParams.MAX_STANDARD_TX_WEIGHT) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "Maximum transaction weight must be between %d and %d"
              .formatted(MIN_TX_WEIGHT, SelectionParams.MAX_STANDARD_TX_WEIGHT));
    }
    return OptionalInt.of(weight);
  }

  /// `feeRate` is in coins for 1,000 virtual bytes, `fee_rate` in satoshis for one.
  private static JsonNode feeRate(JsonNode options) {
    if (!options.has("feeRate")) {
      return options.path("fee_rate");
    }
    if (options.has("fee_rate")) {
      throw invalid("Cannot specify both fee_rate (sat/vB) and feeRate (BTC/kvB)");
    }
    long satPerKvb = Json.amountFrom(options.get("feeRate"));
    return Json.string(BigDecimal.valueOf(satPerKvb, 3).toPlainString());
  }

  private Optional<Script> changeTo(JsonNode options) {
    if (!options.has("changeAddress")) {
      return Optional.empty();
    }
    String text = RpcCall.string(options.get("changeAddress"));
    return Optional.of(
        calls
            .addresses()
            .script(text)
            .orElseThrow(() ->
                WalletCalls.error(
                    RpcErrorCode.INVALID_ADDRESS_OR_KEY,
                    "Change address must be a valid bitcoin address")));
  }

  private static Optional<OutputType> changeType(JsonNode options) {
    if (!options.has("change_type")) {
      return Optional.empty();
    }
    if (options.has("changeAddress")) {
      throw invalid("Cannot specify both change address and address type options");
    }
    return Optional.of(WalletCalls.type(RpcCall.string(options.get("change_type"))));
  }

  private static OptionalInt changePosition(Transaction raw, JsonNode options) {
    if (!options.has("changePosition")) {
      return OptionalInt.empty();
    }
    int at = RpcCall.integer(options.get("changePosition"));
    if (at < 0 || at > raw.outputs().size()) {
      throw invalid("changePosition out of bounds");
    }
    return OptionalInt.of(at);
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }
}
