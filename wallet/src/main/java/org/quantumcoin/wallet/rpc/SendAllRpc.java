package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.Recipient;
import org.quantumcoin.wallet.spend.SendAll;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// `sendall`: a payment that leaves nothing.
final class SendAllRpc {
  private final WalletCalls calls;

  SendAllRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("sendall", WALLET)
            .help(
                """
                EXPERIMENTAL warning: this call may be changed in future releases.

                Spend the value of all (or specific) confirmed UTXOs and unconfirmed change in the wallet to one or more recipients.
                Unconfirmed inbound UTXOs and locked UTXOs will not be spent. Sendall will respect the avoid_reuse wallet flag.
                If your wallet contains many small inputs, either because it received tiny payments or as a result of accumulating change, consider using `send_max` to exclude inputs that are worth less than the fees needed to spend them.\
                """)
            .param(
                RpcParam.required(
                        "recipients",
                        RpcType.ARRAY,
                        "The sendall destinations. Each address may only appear once. Recipients without an amount share what is left.")
                    .unchecked()
                    .shownAs("[\"address\",{\"address\":amount,...},...]"))
            .param(FeeParams.TARGET)
            .param(FeeParams.MODE)
            .param(FeeParams.RATE)
            .param(RpcParam.options("options", "", options()))
            .result(
                "{ \"complete\": bool, \"txid\": \"hex\", \"hex\": \"hex\", \"psbt\": \"str\" }    (json object)")
            .example("'[\"address\"]'")
            .handler(calls.on(this::sendAll)));
  }

  private static List<RpcParam> options() {
    List<RpcParam> options = new ArrayList<>();
    options.add(FinishedPayment.ADD_TO_WALLET);
    options.add(
        RpcParam.optional("inputs", RpcType.ARRAY, "[]", "Use exactly the specified inputs"));
    options.add(RpcParam.optional("locktime", RpcType.NUMBER, "0", "Raw locktime"));
    options.add(
        RpcParam.optional("lock_unspents", RpcType.BOOLEAN, "false", "Lock selected unspents"));
    options.add(FinishedPayment.PSBT);
    options.add(
        RpcParam.optional(
            "send_max",
            RpcType.BOOLEAN,
            "false",
            "When true, only use UTXOs that can pay for their own fees to maximize the output amount."));
    for (String name : List.of("minconf", "maxconf")) {
      options.add(RpcParam.optional(name, RpcType.NUMBER, "", "As in Bitcoin Core"));
    }
    options.addAll(FeeParams.OPTIONS);
    options.add(
        RpcParam.optional(
            "replaceable",
            RpcType.BOOLEAN,
            "wallet default",
            "Marks this transaction as BIP125-replaceable."));
    // Known to Core's method too, which spends the wallet's own coins alone.
    options.add(PresetOptions.SOLVING_DATA);
    options.addAll(FundOptions.outdated());
    return options;
  }

  private static RpcException invalid(String message) {
    return WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, message);
  }

  private JsonNode sendAll(Wallet wallet, RpcCall call) {
    JsonNode options = FundOptions.underOldNames(call.get(4));
    Set<String> sharers = new HashSet<>();
    ArrayNode outputs = Json.array();
    for (JsonNode recipient : call.get(0)) {
      if (recipient.isString()) {
        sharers.add(recipient.stringValue());
        outputs.add(Json.object().put(recipient.stringValue(), 0));
      } else {
        outputs.add(recipient);
      }
    }
    if (sharers.isEmpty()) {
      throw invalid("Must provide at least one address without a specified amount");
    }
    PaymentRequest request = request(call, options, outputs);
    boolean onlyWorthwhile = options.path("send_max").asBoolean(false);
    if (options.has("inputs") && options.has("send_max")) {
      throw invalid("Cannot combine send_max with specific inputs.");
    }
    if (options.has("inputs") && (options.has("minconf") || options.has("maxconf"))) {
      throw invalid("Cannot combine minconf or maxconf with specific inputs.");
    }
    if (!wallet.options().watchOnly()) {
      WalletCalls.expectUnlocked(wallet);
    }
    Set<Script> sharing = new HashSet<>();
    sharers.forEach(address -> sharing.add(calls.script(address)));
    return new FinishedPayment(wallet, options)
        .of(() -> {
          Payment payment =
              new SendAll(
                      wallet,
                      request,
                      sharing,
                      new SecureRandom(),
                      calls.wallets().clock().instant().getEpochSecond())
                  .build(onlyWorthwhile);
          if (options.path("lockUnspents").asBoolean(false)) {
            payment.tx().inputs().forEach(input -> wallet.lockCoin(input.prevout(), false));
          }
          return payment;
        });
  }

  private PaymentRequest request(RpcCall call, JsonNode options, ArrayNode outputs) {
    int least = options.path("minconf").asInt(0);
    if (least < 0) {
      throw invalid("Invalid minconf (minconf cannot be negative): " + least);
    }
    int most = options.path("maxconf").asInt(Integer.MAX_VALUE);
    if (most < least) {
      throw invalid("maxconf can't be lower than minconf: %d < %d".formatted(most, least));
    }
    Transaction raw =
        new TxBuilder(calls.addresses())
            .build(
                options.has("inputs") ? options.get("inputs") : Json.array(),
                outputs,
                options.has("locktime") ? options.get("locktime") : Json.nothing(),
                options.has("replaceable") ? options.get("replaceable") : Json.nothing());
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    for (TxIn input : raw.inputs()) {
      coins.put(input.prevout(), OptionalLong.of(input.sequenceUnsigned()));
    }
    PaymentRequest request =
        PaymentRequest.to(
                raw.outputs().stream()
                    .map(out -> new Recipient(out.script(), out.value(), false))
                    .toList())
            .withCoins(coins, false)
            .withDepths(false, least, most)
            .withLockTime(
                options.has("locktime")
                    ? OptionalLong.of(raw.lockTimeUnsigned())
                    : OptionalLong.empty())
            .withReplaceable(
                options.has("replaceable")
                    ? Optional.of(options.get("replaceable").asBoolean())
                    : Optional.empty());
    return FeeParams.apply(request, call.get(1), call.get(2), call.get(3), options);
  }
}
