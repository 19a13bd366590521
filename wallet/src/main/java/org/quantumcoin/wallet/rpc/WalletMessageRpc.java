package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.WALLET;

import java.util.List;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.ScriptTemplates;
import org.quantumcoin.node.script.sign.KeyStore;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.message.LegacyMessage;
import org.quantumcoin.wallet.spend.PaymentSigner;
import tools.jackson.databind.JsonNode;

/// `signmessage`, by the key of one of the wallet's addresses.
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
  }

  private JsonNode sign(Wallet wallet, RpcCall call) {
    WalletCalls.expectUnlocked(wallet);
    Script script =
        calls
            .addresses()
            .script(call.string(0))
            .orElseThrow(
                () -> WalletCalls.error(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid address"));
    if (!ScriptTemplates.isPayToPubkeyHash(script)) {
      throw WalletCalls.error(RpcErrorCode.TYPE_ERROR, "Address does not refer to key");
    }
    return wallet.locked(() -> {
      try (KeyStore keys = PaymentSigner.keys(wallet, List.of(script))) {
        SecretKey key =
            keys.secretKey(ScriptTemplates.solve(script).parts().getFirst())
                .orElseThrow(() ->
                    WalletCalls.error(
                        RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Private key not available"));
        return Json.string(LegacyMessage.sign(key, call.string(1)));
      }
    });
  }
}
