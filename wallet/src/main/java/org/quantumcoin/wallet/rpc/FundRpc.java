package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.node.rpc.TxParser;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `fundrawtransaction` and `send`.
final class FundRpc {
  private final WalletCalls calls;
  private final Payments payments;
  private final FundOptions funding;

  FundRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
    this.funding = new FundOptions(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("fundrawtransaction", WALLET)
            .help(
                "If the transaction has no inputs, they will be automatically selected to meet its out value.\n"
                    + "It will add at most one change output to the outputs.")
            .param(
                RpcParam.required(
                    "hexstring", RpcType.HEX, "The hex string of the raw transaction"))
            .param(RpcParam.options("options", "", PresetOptions.withWeights(FundOptions.params())))
            .param(
                RpcParam.optional(
                    "iswitness",
                    RpcType.BOOLEAN,
                    "depends on heuristic tests",
                    "Whether the transaction hex is a serialized witness transaction."))
            .result("{ \"hex\": \"hex\", \"fee\": n, \"changepos\": n }    (json object)")
            .example("\"rawtransactionhex\"")
            .handler(calls.on(this::fund)));
    List<RpcParam> sendOptions =
        new ArrayList<>(PresetOptions.withInputs(FundOptions.paramsOfSend()));
    sendOptions.add(FinishedPayment.PSBT);
    sendOptions.add(FinishedPayment.ADD_TO_WALLET);
    sendOptions.add(
        RpcParam.optional("inputs", RpcType.ARRAY, "[]", "Inputs to spend in any case"));
    sendOptions.add(RpcParam.optional("locktime", RpcType.NUMBER, "0", "Raw locktime"));
    registry.add(
        RpcMethod.of("send", WALLET)
            .help(
                "EXPERIMENTAL warning: this call may be changed in future releases.\n\nSend a transaction.")
            .param(
                RpcParam.required("outputs", RpcType.ARRAY, "The outputs as key-value pairs.")
                    .unchecked()
                    .shownAs("[{\"address\":amount,...},{\"data\":\"hex\"},...]"))
            .param(FeeParams.TARGET)
            .param(FeeParams.MODE)
            .param(FeeParams.RATE)
            .param(RpcParam.options("options", "", sendOptions))
            .result(
                "{ \"complete\": bool, \"txid\": \"hex\", \"hex\": \"hex\", \"psbt\": \"str\" }    (json object)")
            .example("'{\"address\": 0.1}'")
            .handler(calls.on(this::send)));
  }

  private JsonNode fund(Wallet wallet, RpcCall call) {
    boolean tryWitness = call.bool(2, true);
    boolean tryWithout = !call.has(2) || !tryWitness;
    Transaction raw =
        TxParser.parse(call.string(0), tryWithout, tryWitness)
            .orElseThrow(
                () -> WalletCalls.error(RpcErrorCode.DESERIALIZATION_ERROR, "TX decode failed"));
    JsonNode options = FundOptions.underOneName(call.get(1));
    PaymentRequest asked = funding.request(raw, options).withVersion(raw.version());
    // Unlike in the newer methods inputs are added also to those that there are.
    PaymentRequest adding =
        asked.withCoins(asked.coins(), options.path("add_inputs").asBoolean(true));
    PaymentRequest request =
        PresetOptions.apply(wallet, adding, raw, options.path("input_weights"), options);
    return wallet.locked(() -> {
      Payment payment = payments.buildReserved(wallet, request, options);
      ObjectNode result = Json.object().put("hex", Hex.encode(payment.tx().toBytes()));
      result.set("fee", Json.amount(payment.feeSats()));
      return result.put("changepos", payment.changePosition().orElse(-1));
    });
  }

  private JsonNode send(Wallet wallet, RpcCall call) {
    JsonNode options = FundOptions.underOldNames(call.get(4));
    if (!wallet.options().watchOnly()) {
      WalletCalls.expectUnlocked(wallet);
    }
    JsonNode replaceable = options.has("replaceable") ? options.get("replaceable") : Json.nothing();
    JsonNode inputs = options.has("inputs") ? options.get("inputs") : Json.array();
    Transaction raw =
        new TxBuilder(calls.addresses())
            .build(
                inputs,
                call.get(0),
                options.has("locktime") ? options.get("locktime") : Json.nothing(),
                replaceable);
    PaymentRequest asked = funding.request(raw, options);
    PaymentRequest priced = FeeParams.apply(asked, call.get(1), call.get(2), call.get(3), options);
    PaymentRequest request =
        PresetOptions.apply(wallet, priced, raw, PresetOptions.weights(inputs, options), options);
    PaymentRequest timed =
        options.has("locktime") ? request : request.withLockTime(OptionalLong.empty());
    return new FinishedPayment(wallet, options)
        .of(() -> payments.buildReserved(wallet, timed, options));
  }
}
