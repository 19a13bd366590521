package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.message.GenericMessage;
import org.quantumcoin.wallet.message.LegacyMessage;
import org.quantumcoin.wallet.psbt.role.MiniscriptSatisfier;
import org.quantumcoin.wallet.spend.PaymentSigner;
import tools.jackson.databind.JsonNode;

/// `signmessage` and `signmessagebip322`, by the keys of one of the wallet's addresses.
final class WalletMessageRpc {
  private final WalletCalls calls;

  WalletMessageRpc(WalletCalls calls) {
    this.calls = calls;
  }

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("signmessage", WALLET)
            .help("Sign a message with the private key of an address")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The bitcoin address to use for the private key."))
            .param(
                RpcParam.required(
                    "message", RpcType.STRING, "The message to create a signature of."))
            .result("\"str\"    (string) The signature of the message encoded in base 64")
            .example("\"1D1ZrZNe3JUo7ZycKEYQQiQAWd9y54F4XX\" \"my message\"")
            .handler(calls.on(this::sign)));
    registry.add(
        RpcMethod.of("signmessagebip322", WALLET)
            .help(
                "Sign a message for an address of any kind with the wallet's keys (BIP322). Nothing that is signed so can move coins.")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The address of this wallet to sign for."))
            .param(
                RpcParam.required(
                    "message", RpcType.STRING, "The message to create a signature of."))
            .param(
                RpcParam.optional(
                    "format",
                    RpcType.STRING,
                    "\"simple\", or \"full\" for addresses older than segwit",
                    "\"simple\" for the witness alone, \"full\" for a whole transaction"))
            .result(
                "\"str\"    (string) The signature in base 64 behind a prefix that says which form it has")
            .example("\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq\" \"my message\"")
            .handler(calls.on(this::signGeneric)));
  }

  private Script script(RpcCall call) {
    return calls
        .addresses()
        .script(call.string(0))
        .orElseThrow(
            () -> WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid address"));
  }

  private JsonNode signGeneric(Wallet wallet, RpcCall call) {
    String format = call.string(2, "");
    if (!List.of("", "simple", "full").contains(format)) {
      throw WalletCalls.error(
          RpcErrorCode.INVALID_PARAMETER,
          "Unknown format \"%s\": it is simple or full.".formatted(format));
    }
    WalletCalls.expectUnlocked(wallet);
    Script script = script(call);
    boolean segwit = ScriptTemplates.isWitnessProgram(script);
    if (!segwit && format.equals("simple")) {
      throw WalletCalls.error(
          RpcErrorCode.TYPE_ERROR,
          "This address is older than segwit and has no simple signature: use the format full.");
    }
    boolean simple = segwit && !format.equals("full");
    return wallet.locked(() -> {
      if (wallet.keys().find(script).isEmpty()) {
        throw notAvailable();
      }
      try (KeyStore keys = PaymentSigner.keys(wallet, List.of(script))) {
        MiniscriptSatisfier satisfier = new MiniscriptSatisfier();
        Optional<String> signature =
            simple
                ? GenericMessage.signSimple(script, call.string(1), keys, satisfier)
                : GenericMessage.signFull(script, call.string(1), keys, satisfier, 0, 0, 0);
        return Json.string(signature.orElseThrow(WalletMessageRpc::notAvailable));
      }
    });
  }

  private static RpcException notAvailable() {
    return WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Private key not available");
  }

  private JsonNode sign(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    Script script = script(call);
    if (!ScriptTemplates.isPayToPubkeyHash(script)) {
      throw WalletCalls.error(RpcErrorCode.TYPE_ERROR, "Address does not refer to key");
    }
    return wallet.locked(() -> {
      try (KeyStore keys = PaymentSigner.keys(wallet, List.of(script))) {
        SecretKey key =
            keys.secretKey(ScriptTemplates.solve(script).parts().getFirst())
                .orElseThrow(WalletMessageRpc::notAvailable);
        return Json.string(LegacyMessage.sign(key, call.string(1)));
      }
    });
  }
}
