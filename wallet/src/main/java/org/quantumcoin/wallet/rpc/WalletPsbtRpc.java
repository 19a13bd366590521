package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.OptionalInt;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.rpc.SighashNames;
import org.quantumcoin.node.rpc.TxBuilder;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;
import org.quantumcoin.wallet.psbt.role.Extractor;
import org.quantumcoin.wallet.psbt.role.Signer;
import org.quantumcoin.wallet.spend.Payment;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.WalletPsbts;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Methods that make and sign PSBTs with a wallet.
final class WalletPsbtRpc {
  private final WalletCalls calls;
  private final Payments payments;
  private final FundOptions funding;

  WalletPsbtRpc(WalletCalls calls) {
    this.calls = calls;
    this.payments = new Payments(calls);
    this.funding = new FundOptions(calls);
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("walletcreatefundedpsbt", WALLET)
            .help(
                "Creates and funds a transaction in the Partially Signed Transaction format.\n"
                    + "Implements the Creator and Updater roles.")
            .param(
                RpcParam.optional(
                        "inputs",
                        RpcType.ARRAY,
                        "",
                        "Leave empty to add inputs automatically. See add_inputs option.")
                    .shownAs("[{\"txid\":\"hex\",\"vout\":n,\"sequence\":n,\"weight\":n},...]"))
            .param(
                RpcParam.required(
                        "outputs", RpcType.ARRAY, "The outputs specified as key-value pairs.")
                    .unchecked()
                    .shownAs("[{\"address\":amount,...},{\"data\":\"hex\"},...]"))
            .param(
                RpcParam.optional(
                    "locktime",
                    RpcType.NUMBER,
                    "0",
                    "Raw locktime. Non-0 value also locktime-activates inputs"))
            .param(RpcParam.options("options", "", PresetOptions.withInputs(FundOptions.params())))
            .param(
                RpcParam.optional(
                    "bip32derivs",
                    RpcType.BOOLEAN,
                    "true",
                    "Include BIP 32 derivation paths for public keys if we know them"))
            .result("{ \"psbt\": \"str\", \"fee\": n, \"changepos\": n }    (json object)")
            .example("\"[]\" \"[{\\\"address\\\":0.01}]\"")
            .handler(calls.on(this::create)));
    registry.add(
        RpcMethod.of("walletprocesspsbt", WALLET)
            .help(
                "Update a PSBT with input information from our wallet and then sign inputs that we can sign for.")
            .param(RpcParam.required("psbt", RpcType.STRING, "The transaction base64 string"))
            .param(
                RpcParam.optional(
                    "sign",
                    RpcType.BOOLEAN,
                    "true",
                    "Also sign the transaction when updating (requires wallet to be unlocked)"))
            .param(
                RpcParam.optional(
                    "sighashtype",
                    RpcType.STRING,
                    "\"DEFAULT for Taproot, ALL otherwise\"",
                    "The signature hash type to sign with if not specified by the PSBT."))
            .param(
                RpcParam.optional(
                    "bip32derivs",
                    RpcType.BOOLEAN,
                    "true",
                    "Include BIP 32 derivation paths for public keys if we know them"))
            .param(
                RpcParam.optional(
                    "finalize", RpcType.BOOLEAN, "true", "Also finalize inputs if possible"))
            .result("{ \"psbt\": \"str\", \"complete\": bool, \"hex\": \"hex\" }    (json object)")
            .example("\"psbt\"")
            .handler(calls.on(this::process)));
  }

  private JsonNode create(Wallet wallet, RpcCall call) {
    JsonNode options = FundOptions.underOneName(call.get(3));
    JsonNode replaceable = options.has("replaceable") ? options.get("replaceable") : Json.nothing();
    JsonNode inputs = call.has(0) ? call.get(0) : Json.array();
    Transaction raw =
        new TxBuilder(calls.addresses()).build(inputs, call.get(1), call.get(2), replaceable);
    PaymentRequest request =
        PresetOptions.apply(
            wallet,
            funding.request(raw, options),
            raw,
            PresetOptions.weights(inputs, options),
            options);
    return wallet.locked(() -> {
      Payment payment = payments.buildReserved(wallet, request, options);
      Psbt psbt = WalletPsbts.of(wallet, payment, call.bool(4, true));
      ObjectNode result = Json.object().put("psbt", psbt.toBase64());
      result.set("fee", Json.amount(payment.feeSats()));
      return result.put("changepos", payment.changePosition().orElse(-1));
    });
  }

  private static OptionalInt hashType(RpcCall call, int index) {
    return call.has(index)
        ? OptionalInt.of(SighashNames.parse(call.get(index)))
        : OptionalInt.empty();
  }

  private JsonNode process(Wallet wallet, RpcCall call) {
    Psbt psbt = PsbtRpc.decode(call.get(0));
    boolean sign = call.bool(1, true);
    OptionalInt hashType = hashType(call, 2);
    boolean origins = call.bool(3, true);
    boolean finish = call.bool(4, true);
    if (sign && !wallet.options().watchOnly()) {
      WalletCalls.expectUnlocked(wallet);
    }
    return wallet.locked(() -> {
      if (!sign) {
        return result(WalletPsbts.update(wallet, psbt, origins), false);
      }
      Signer.Result signed = WalletPsbts.sign(wallet, psbt, hashType, origins, finish);
      for (Signer.InputReport report : signed.inputs()) {
        report
            .refusal()
            .ifPresent(reason -> {
              throw WalletCalls.error(RpcErrorCode.WALLET_ERROR, reason);
            });
      }
      if (signed.inputs().stream().anyMatch(report -> !report.added().isEmpty())) {
        wallet.record("sign", "The PSBT of %s is signed.".formatted(psbt.unsignedTx().txid()));
      }
      return result(signed.psbt(), signed.isComplete());
    });
  }

  private static JsonNode result(Psbt psbt, boolean complete) {
    ObjectNode json = Json.object().put("psbt", psbt.toBase64()).put("complete", complete);
    if (complete) {
      try {
        json.put("hex", Hex.encode(Extractor.extract(psbt).toBytes()));
      } catch (PsbtException _) {
        // Complete but not final: the caller asked for that.
        return json;
      }
    }
    return json;
  }
}
