package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcErrorCode;
import org.quantumcoin.node.rpc.RpcException;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.node.script.Wif;
import org.quantumcoin.wallet.message.LegacyMessage;
import tools.jackson.databind.JsonNode;

/// Methods that sign messages and check signed ones.
public final class MessageRpc {
  private final AddressPrefixes prefixes;
  private final Addresses addresses;

  public MessageRpc(AddressPrefixes prefixes) {
    this.prefixes = prefixes;
    this.addresses = new Addresses(prefixes);
  }

  /// Adds the methods.
  public void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("verifymessage", UTIL)
            .help("Verify a signed message.")
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The bitcoin address to use for the signature."))
            .param(
                RpcParam.required(
                    "signature",
                    RpcType.STRING,
                    "The signature provided by the signer in base 64 encoding (see signmessage)."))
            .param(RpcParam.required("message", RpcType.STRING, "The message that was signed."))
            .result("true|false    (boolean) If the signature is verified or not.")
            .example("\"1D1ZrZNe3JUo7ZycKEYQQiQAWd9y54F4XX\" \"signature\" \"my message\"")
            .handler(this::verify));
    registry.add(
        RpcMethod.of("signmessagewithprivkey", UTIL)
            .help("Sign a message with the private key of an address")
            .param(
                RpcParam.required(
                    "privkey", RpcType.STRING, "The private key to sign the message with."))
            .param(
                RpcParam.required(
                    "message", RpcType.STRING, "The message to create a signature of."))
            .result("\"str\"    (string) The signature of the message encoded in base 64")
            .example("\"privkey\" \"my message\"")
            .handler(this::sign));
  }

  private JsonNode verify(RpcCall call) {
    Script script =
        addresses
            .script(call.string(0))
            .orElseThrow(
                () -> new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid address"));
    return switch (LegacyMessage.verify(script, call.string(1), call.string(2))) {
      case VALID -> Json.bool(true);
      case KEY_NOT_RECOVERED, NOT_SIGNED -> Json.bool(false);
      case MALFORMED_SIGNATURE ->
          throw new RpcException(RpcErrorCode.TYPE_ERROR, "Malformed base64 encoding");
      case NO_KEY_ADDRESS ->
          throw new RpcException(RpcErrorCode.TYPE_ERROR, "Address does not refer to key");
    };
  }

  private JsonNode sign(RpcCall call) {
    try (SecretKey key =
        Wif.decode(call.string(0), prefixes)
            .orElseThrow(() ->
                new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid private key"))) {
      return Json.string(LegacyMessage.sign(key, call.string(1)));
    }
  }
}
