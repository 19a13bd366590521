package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.SignRpc;
import org.quantumcoin.node.rpc.TxParser;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.PaymentSigner;
import org.quantumcoin.wallet.spend.Recipient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that pay and sign.
final class SpendRpc {
  private final WalletCalls calls;
  private final Payments payments;

  SpendRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
  }

  void register(RpcRegistry registry) {
    RpcParam replaceable =
        RpcParam.optional(
            "replaceable",
            RpcType.BOOLEAN,
            "wallet default",
            "Signal that this transaction can be replaced by a transaction (BIP 125)");
    RpcParam verbose =
        RpcParam.optional(
            "verbose",
            RpcType.BOOLEAN,
            "false",
            "If true, return extra information about the transaction.");
    registry.add(
        RpcMethod.of("sendtoaddress", WALLET)
            .help("Send an amount to a given address.")
            .param(RpcParam.required("address", RpcType.STRING, "The address to send to."))
            .param(RpcParam.required("amount", RpcType.AMOUNT, "The amount to send. eg 0.1"))
            .param(
                RpcParam.optional(
                    "comment",
                    RpcType.STRING,
                    "",
                    "A comment used to store what the transaction is for."))
            .param(
                RpcParam.optional(
                    "comment_to",
                    RpcType.STRING,
                    "",
                    "A comment to store the name of the person or organization to which you're sending the transaction."))
            .param(
                RpcParam.optional(
                    "subtractfeefromamount",
                    RpcType.BOOLEAN,
                    "false",
                    "The fee will be deducted from the amount being sent."))
            .param(replaceable)
            .param(FeeParams.TARGET)
            .param(FeeParams.MODE)
            .param(
                RpcParam.optional(
                    "avoid_reuse",
                    RpcType.BOOLEAN,
                    "true",
                    "(only available if avoid_reuse wallet flag is set) Avoid spending from dirty addresses"))
            .param(FeeParams.RATE)
            .param(verbose)
            .result("\"hex\"    (string) The transaction id.")
            .example("\"address\" 0.1")
            .handler(calls.on(this::sendToAddress)));
    registry.add(
        RpcMethod.of("sendmany", WALLET)
            .help("Sends to several addresses in one transaction.")
            .param(
                RpcParam.optional(
                    "dummy",
                    RpcType.STRING,
                    "\"\"",
                    "Must be set to \"\" for backwards compatibility."))
            .param(
                RpcParam.required("amounts", RpcType.OBJECT, "The addresses and amounts")
                    .shownAs("{\"address\":amount,...}"))
            .param(RpcParam.optional("minconf", RpcType.NUMBER, "", "Ignored dummy value"))
            .param(RpcParam.optional("comment", RpcType.STRING, "", "A comment"))
            .param(
                RpcParam.optional(
                        "subtractfeefrom",
                        RpcType.ARRAY,
                        "",
                        "The addresses. The fee will be equally deducted from the amount of each selected address.")
                    .shownAs("[\"address\",...]"))
            .param(replaceable)
            .param(FeeParams.TARGET)
            .param(FeeParams.MODE)
            .param(FeeParams.RATE)
            .param(verbose)
            .result("\"hex\"    (string) The transaction id for the send.")
            .example("\"\" \"{\\\"address\\\":0.01,\\\"address\\\":0.02}\"")
            .handler(calls.on(this::sendMany)));
    registry.add(
        RpcMethod.of("signrawtransactionwithwallet", WALLET)
            .help("Sign inputs for raw transaction (serialized, hex-encoded).")
            .param(RpcParam.required("hexstring", RpcType.STRING, "The transaction hex string"))
            .param(
                RpcParam.optional(
                        "prevtxs", RpcType.ARRAY, "", "The previous dependent transaction outputs")
                    .shownAs(
                        "[{\"txid\":\"hex\",\"vout\":n,\"scriptPubKey\":\"hex\",\"redeemScript\":\"hex\",\"witnessScript\":\"hex\",\"amount\":amount},...]"))
            .param(
                RpcParam.optional(
                    "sighashtype",
                    RpcType.STRING,
                    "\"DEFAULT\" for Taproot, \"ALL\" otherwise",
                    "The signature hash type"))
            .result("{ \"hex\", \"complete\", \"errors\" }    (json object)")
            .example("\"myhex\"")
            .handler(calls.on(this::signRaw)));
  }

  private JsonNode sendToAddress(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    Map<String, String> notes = new TreeMap<>();
    note(notes, "comment", call.string(2, ""));
    note(notes, "to", call.string(3, ""));
    Script to = calls.script(call.string(0));
    long sats = Json.amountFrom(call.get(1));
    PaymentRequest request =
        FeeParams.apply(
                PaymentRequest.to(List.of(new Recipient(to, sats, call.bool(4, false)))),
                call.get(6),
                call.get(7),
                call.get(9))
            .withReplaceable(replaceable(call, 5))
            .withAvoidReuse(call.bool(8, true));
    return pay(wallet, request, notes, call.bool(10, false));
  }

  private static Optional<Boolean> replaceable(RpcCall call, int index) {
    return call.has(index) ? Optional.of(call.bool(index)) : Optional.empty();
  }

  private static void note(Map<String, String> notes, String name, String text) {
    if (!text.isEmpty()) {
      notes.put(name, text);
    }
  }

  private JsonNode sendMany(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    if (!call.string(0, "").isEmpty()) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Dummy value must be set to \"\"");
    }
    Set<String> payers = new HashSet<>();
    for (JsonNode each : call.get(4)) {
      payers.add(RpcCall.string(each));
    }
    List<Recipient> recipients = new ArrayList<>();
    Set<Script> seen = new HashSet<>();
    for (Map.Entry<String, JsonNode> entry : call.get(1).properties()) {
      Script script = calls.script(entry.getKey());
      if (!seen.add(script)) {
        throw WalletCalls.error(
            RpcErrorCode.INVALID_PARAMETER,
            "Invalid parameter, duplicated address: " + entry.getKey());
      }
      recipients.add(
          new Recipient(
              script, Json.amountFrom(entry.getValue()), payers.contains(entry.getKey())));
    }
    Map<String, String> notes = new TreeMap<>();
    note(notes, "comment", call.string(3, ""));
    PaymentRequest request =
        FeeParams.apply(PaymentRequest.to(recipients), call.get(6), call.get(7), call.get(8))
            .withReplaceable(replaceable(call, 5));
    return pay(wallet, request, notes, call.bool(9, false));
  }

  /// Works out, signs, keeps and sends a payment, as one step for everybody else who wants coins.
  private JsonNode pay(
      Wallet wallet, PaymentRequest request, Map<String, String> notes, boolean verbose) {
    Transaction signed =
        wallet.locked(() -> {
          Payment payment = build(wallet, request);
          TransactionSigner.Result result =
              PaymentSigner.sign(wallet, payment.tx(), payment.spent());
          if (!result.isComplete()) {
            throw WalletCalls.error(
                RpcErrorCode.WALLET_INSUFFICIENT_FUNDS, "Signing transaction failed");
          }
          wallet.keepTransaction(result.tx(), notes);
          return result.tx();
        });
    Payments.send(wallet, signed);
    if (!verbose) {
      return Json.string(signed.txid().toString());
    }
    ObjectNode result = Json.object().put("txid", signed.txid().toString());
    return result.put(
        "fee_reason", request.feeRate().isPresent() ? "PayTxFee set" : "Fee estimate");
  }

  private Payment build(Wallet wallet, PaymentRequest request) {
    try {
      return payments.build(wallet, request);
    } catch (WalletException e) {
      // Core's SendMoney has one code for all that can go wrong here.
      RpcErrorCode code =
          e.kind() == WalletException.Kind.KEYS_RAN_OUT
              ? RpcErrorCode.WALLET_KEYPOOL_RAN_OUT
              : RpcErrorCode.WALLET_INSUFFICIENT_FUNDS;
      throw WalletCalls.error(code, String.valueOf(e.getMessage()));
    }
  }

  private JsonNode signRaw(Wallet wallet, RpcCall call) {
    Transaction tx =
        TxParser.parse(call.string(0), true, true)
            .orElseThrow(() ->
                WalletCalls.error(
                    RpcErrorCode.DESERIALIZATION_ERROR,
                    "TX decode failed. Make sure the tx has at least one input."));
    WalletCalls.expectUnlocked(wallet);
    Map<OutPoint, TxOut> coins = new HashMap<>();
    List<OutPoint> spent = tx.inputs().stream().map(TxIn::prevout).toList();
    for (Map.Entry<OutPoint, Coin> found : wallet.node().coins(spent).join().entrySet()) {
      coins.put(found.getKey(), found.getValue().out());
    }
    return wallet.locked(() -> {
      List<Script> scripts = new ArrayList<>(coins.values().stream().map(TxOut::script).toList());
      for (JsonNode previous : call.get(1)) {
        if (previous.path("scriptPubKey").isString()) {
          scripts.add(Script.of(RpcCall.bytes(previous.get("scriptPubKey"), "scriptPubKey")));
        }
      }
      try (KeyStore keys = PaymentSigner.keys(wallet, scripts)) {
        wallet.record("sign", "Transaction %s is signed.".formatted(tx.txid()));
        return SignRpc.sign(
            tx,
            coins,
            keys,
            new MiniscriptSatisfier(),
            call.get(1),
            call.get(2),
            wallet.config().params());
      }
    });
  }
}
