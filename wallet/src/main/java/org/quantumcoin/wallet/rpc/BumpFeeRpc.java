package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.sign.TransactionSigner;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.spend.FeeBump;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.PaymentSigner;
import org.quantumcoin.wallet.spend.WalletPsbts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `bumpfee` and `psbtbumpfee`: a transaction again, at a higher fee.
final class BumpFeeRpc {
  private final WalletCalls calls;
  private final Payments payments;

  BumpFeeRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(method("bumpfee", "The transaction is signed and sent.", false));
    registry.add(method("psbtbumpfee", "The replacement is returned as a PSBT.", true));
  }

  private RpcMethod method(String name, String what, boolean psbt) {
    return RpcMethod.of(name, WALLET)
        .help("Bumps the fee of a transaction T, replacing it with a new transaction B.\n" + what)
        .param(RpcParam.required("txid", RpcType.HEX, "The txid to be bumped"))
        .param(
            RpcParam.options(
                "options",
                "",
                List.of(
                    FeeParams.TARGET,
                    FeeParams.RATE,
                    RpcParam.optional(
                        "replaceable",
                        RpcType.BOOLEAN,
                        "true",
                        "Whether the new transaction should be marked bip-125 replaceable."),
                    FeeParams.MODE)))
        .result(
            "{ \"%s\": \"str\", \"origfee\": n, \"fee\": n, \"errors\": [...] }    (json object)"
                .formatted(psbt ? "psbt" : "txid"))
        .example("<txid>")
        .handler(calls.on((wallet, call) -> bump(wallet, call, psbt)));
  }

  /// A replacement, its fee, and what it replaces.
  private record Bumped(WalletTx original, long oldFee, Payment payment) {}

  private JsonNode bump(Wallet wallet, RpcCall call, boolean asPsbt) {
    if (wallet.options().watchOnly() && !asPsbt) {
      throw WalletCalls.error(
          RpcErrorCode.WALLET_ERROR,
          "bumpfee is not available with wallets that have private keys disabled. Use psbtbumpfee instead.");
    }
    if (!asPsbt) {
      WalletCalls.expectUnlocked(wallet);
    }
    JsonNode options = call.get(1);
    PaymentRequest wishes =
        FeeParams.apply(
            PaymentRequest.to(List.of()),
            options.path("conf_target"),
            options.path("estimate_mode"),
            options.path("fee_rate"));
    PaymentRequest wanted =
        options.has("replaceable")
            ? wishes.withReplaceable(Optional.of(options.get("replaceable").asBoolean()))
            : wishes;
    ObjectNode result = Json.object();
    Optional<Transaction> ready =
        wallet.locked(() -> {
          Bumped bumped = build(wallet, call, wanted);
          Optional<Transaction> signed = Optional.empty();
          if (asPsbt) {
            Psbt psbt = WalletPsbts.update(wallet, Psbt.of(bumped.payment().tx()), true);
            result.put("psbt", psbt.toBase64());
          } else {
            signed = Optional.of(keep(wallet, bumped));
            result.put("txid", signed.get().txid().toString());
          }
          result.set("origfee", Json.amount(bumped.oldFee()));
          result.set("fee", Json.amount(bumped.payment().feeSats()));
          return signed;
        });
    ready.ifPresent(tx -> Payments.send(wallet, tx));
    return result.set("errors", Json.array());
  }

  private Bumped build(Wallet wallet, RpcCall call, PaymentRequest wishes) {
    WalletTx original = WalletCalls.transaction(wallet, call);
    FeeBump bump = FeeBump.of(wallet, original);
    Payment payment = payments.build(wallet, bump.request(wishes));
    bump.check(payment);
    return new Bumped(original, bump.oldFee(), payment);
  }

  private static Transaction keep(Wallet wallet, Bumped bumped) {
    TransactionSigner.Result signed =
        PaymentSigner.sign(wallet, bumped.payment().tx(), bumped.payment().spent());
    if (!signed.isComplete()) {
      throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, "Can't sign transaction.");
    }
    Map<String, String> notes = new TreeMap<>(bumped.original().notes());
    notes.put("replaces_txid", bumped.original().txid().toString());
    wallet.keepTransaction(signed.tx(), notes);
    wallet.note(bumped.original(), "replaced_by_txid", signed.tx().txid().toString());
    return signed.tx();
  }
}
