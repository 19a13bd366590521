package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
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
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.spend.ChildPays;
import org.quantumcoin.wallet.spend.FeeBump;
import org.quantumcoin.wallet.spend.ForeignCoins;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.PaymentSigner;
import org.quantumcoin.wallet.spend.WalletPsbts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `bumpfee` and `psbtbumpfee`: a transaction again, at a higher fee; `canceltransaction`: its
/// coins paid back; `childpaysforparent`: another that pays for it.
final class BumpFeeRpc {
  private final WalletCalls calls;
  private final Payments payments;

  BumpFeeRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        bumping("bumpfee", "The transaction is signed and sent.", "txid")
            .handler(calls.on((wallet, call) -> bump(wallet, call, false))));
    registry.add(
        bumping("psbtbumpfee", "The replacement is returned as a PSBT.", "psbt")
            .handler(calls.on((wallet, call) -> bump(wallet, call, true))));
    registry.add(
        RpcMethod.of("canceltransaction", WALLET)
            .help(
                "Replaces a transaction that is not in a block yet by one that pays all its coins back to this wallet, less the fee. Whoever was to be paid is not paid, unless a miner takes the first transaction before he sees this one: watch which of both is confirmed.")
            .param(RpcParam.required("txid", RpcType.HEX, "The txid to be cancelled"))
            .param(RpcParam.options("options", "", FeeParams.OPTIONS))
            .result("{ \"txid\": \"hex\", \"origfee\": n, \"fee\": n }    (json object)")
            .example("<txid>")
            .handler(calls.on(this::cancel)));
    registry.add(
        RpcMethod.of("childpaysforparent", WALLET)
            .help(
                "Spends what a transaction that is not in a block yet pays to this wallet, at a fee that pays for both. It works for payments that others made, too.")
            .param(RpcParam.required("txid", RpcType.HEX, "The txid to be paid for"))
            .param(RpcParam.options("options", "", withFees(FinishedPayment.PSBT)))
            .result("{ \"complete\": bool, \"txid\": \"hex\", \"psbt\": \"str\" }    (json object)")
            .example("<txid>")
            .handler(calls.on(this::payByChild)));
  }

  private JsonNode payByChild(Wallet wallet, RpcCall call) {
    if (!wallet.options().watchOnly()) {
      WalletCalls.expectUnlocked(wallet);
    }
    PaymentRequest wishes = FeeParams.of(call.get(1));
    return new FinishedPayment(wallet, call.get(1))
        .of(() ->
            new ChildPays(
                    wallet, new SecureRandom(), calls.wallets().clock().instant().getEpochSecond())
                .build(WalletCalls.transaction(wallet, call), wishes));
  }

  private static RpcMethod.Builder bumping(String name, String what, String answer) {
    return RpcMethod.of(name, WALLET)
        .help("Bumps the fee of a transaction T, replacing it with a new transaction B.\n" + what)
        .param(RpcParam.required("txid", RpcType.HEX, "The txid to be bumped"))
        .param(
            RpcParam.options(
                "options",
                "",
                withFees(
                    RpcParam.optional(
                        "replaceable",
                        RpcType.BOOLEAN,
                        "true",
                        "Whether the new transaction should be marked bip-125 replaceable."),
                    RpcParam.optional(
                            "outputs",
                            RpcType.ARRAY,
                            "[]",
                            "The outputs of the replacement, instead of those of the original")
                        .unchecked(),
                    RpcParam.optional(
                        "original_change_index",
                        RpcType.NUMBER,
                        "not set, detect change automatically",
                        "The index of the change output on the original transaction"))))
        .result(
            "{ \"%s\": \"str\", \"origfee\": n, \"fee\": n, \"errors\": [...] }    (json object)"
                .formatted(answer))
        .example("<txid>");
  }

  private static List<RpcParam> withFees(RpcParam... others) {
    return Stream.concat(FeeParams.OPTIONS.stream(), Stream.of(others)).toList();
  }

  private static void expectSigner(Wallet wallet, String instead) {
    if (wallet.options().watchOnly()) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, instead);
    }
    WalletCalls.expectUnlocked(wallet);
  }

  private JsonNode cancel(Wallet wallet, RpcCall call) {
    expectSigner(
        wallet,
        "canceltransaction is not available with wallets that have private keys disabled. Make a replacement with psbtbumpfee and its option outputs instead.");
    PaymentRequest wishes = FeeParams.of(call.get(1));
    ObjectNode result = Json.object();
    Transaction tx =
        wallet.locked(() -> {
          FeeBump bump = FeeBump.of(wallet, WalletCalls.transaction(wallet, call));
          Script to = payments.builder(wallet).changeScript();
          Payment payment =
              bump.build(payments.builder(wallet), bump.cancellation(wishes, to), wishes);
          Transaction kept = keep(wallet, bump, payment);
          addFees(result.put("txid", kept.txid().toString()), bump, payment);
          return kept;
        });
    Payments.send(wallet, tx);
    return result;
  }

  private JsonNode bump(Wallet wallet, RpcCall call, boolean asPsbt) {
    if (!asPsbt) {
      expectSigner(
          wallet,
          "bumpfee is not available with wallets that have private keys disabled. Use psbtbumpfee instead.");
    }
    JsonNode options = call.get(1);
    PaymentRequest usual = FeeParams.of(options);
    PaymentRequest wishes =
        options.has("replaceable")
            ? usual.withReplaceable(Optional.of(options.get("replaceable").asBoolean()))
            : usual;
    List<TxOut> outputs = outputs(options.path("outputs"));
    OptionalInt changeAt = changeIndex(options.path("original_change_index"));
    ForeignCoins foreign = asPsbt ? foreign(wallet, call) : ForeignCoins.NONE;
    ObjectNode result = Json.object();
    Optional<Transaction> ready =
        wallet.locked(() -> {
          FeeBump bump = FeeBump.of(wallet, WalletCalls.transaction(wallet, call), foreign);
          PaymentRequest request = bump.request(wishes, outputs, changeAt);
          Payment payment = bump.build(payments.builder(wallet), request, wishes);
          Optional<Transaction> signed = Optional.empty();
          if (asPsbt) {
            Psbt psbt = WalletPsbts.of(wallet, payment, true);
            result.put("psbt", psbt.toBase64());
          } else {
            signed = Optional.of(keep(wallet, bump, payment));
            result.put("txid", signed.get().txid().toString());
          }
          addFees(result, bump, payment);
          return signed;
        });
    ready.ifPresent(tx -> Payments.send(wallet, tx));
    return result.set("errors", Json.array());
  }

  /// Coins that the transaction spends and the wallet does not have.
  private static ForeignCoins foreign(Wallet wallet, RpcCall call) {
    List<OutPoint> spent =
        wallet.locked(() ->
            WalletCalls.transaction(wallet, call).tx().inputs().stream()
                .map(TxIn::prevout)
                .toList());
    ForeignCoins foreign = ForeignCoins.find(wallet, spent);
    for (OutPoint outpoint : spent) {
      if (foreign.missing().contains(outpoint)) {
        throw WalletCalls.error(RpcErrorCode.MISC_ERROR, outpoint + " is already spent");
      }
    }
    return foreign;
  }

  private List<TxOut> outputs(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return List.of();
    }
    if (given.isArray() && given.isEmpty()) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Invalid parameter, output argument cannot be an empty array");
    }
    return new TxBuilder(calls.addresses())
        .build(Json.array(), given, Json.nothing(), Json.nothing())
        .outputs();
  }

  private static OptionalInt changeIndex(JsonNode given) {
    if (given.isMissingNode() || given.isNull()) {
      return OptionalInt.empty();
    }
    int index = RpcCall.integer(given);
    if (index < 0) {
      throw WalletCalls.error(RpcErrorCode.INVALID_PARAMETER, "Change position is out of range");
    }
    return OptionalInt.of(index);
  }

  private static void addFees(ObjectNode result, FeeBump bump, Payment payment) {
    result.set("origfee", Json.amount(bump.oldFee()));
    result.set("fee", Json.amount(payment.feeSats()));
  }

  private static Transaction keep(Wallet wallet, FeeBump bump, Payment payment) {
    TransactionSigner.Result signed = PaymentSigner.sign(wallet, payment.tx(), payment.spent());
    if (!signed.isComplete()) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Can't sign transaction.");
    }
    bump.keep(signed.tx(), Map.of());
    return signed.tx();
  }
}
