package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.List;
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
import org.quantumcoin.wallet.message.GenericMessage;
import org.quantumcoin.wallet.message.LegacyMessage;
import org.quantumcoin.wallet.message.MessageVerdict;
import org.quantumcoin.wallet.message.MessageVerdict.ProvenCoin;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

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
    registry.add(
        RpcMethod.of("verifymessagebip322", UTIL)
            .help(
                """
                Verify a message that was signed for an address of any kind (BIP322). Signatures of the form of old are taken for legacy addresses.
                A signature that is valid from some time on only has that time with it. Of a proof of funds the signatures are checked, not whether its coins are unspent: ask gettxout.\
                """)
            .param(
                RpcParam.required(
                    "address", RpcType.STRING, "The address that the message was signed for."))
            .param(RpcParam.required("message", RpcType.STRING, "The message that was signed."))
            .param(
                RpcParam.required(
                    "signature",
                    RpcType.STRING,
                    "The signature in base 64 (see signmessagebip322), with or without the prefix smp, ful or pof."))
            .result(
                """
                {                         (json object)
                  "valid" : true|false,   (boolean) Whether the owner of the address signed this message
                  "state" : "str",        (string) "valid", "invalid", or "inconclusive" where a script has rules that are not known here
                  "reason" : "str",       (string, optional) Why it is not valid
                  "locktime" : n,         (numeric, optional) The address could be spent so from this lock time on
                  "sequence" : n,         (numeric, optional) The address could be spent so with this sequence number
                  "coins" : [             (json array, optional) Coins whose owner signed too
                    { "txid" : "hex", "vout" : n, "address" : "str", "amount" : n }, ...
                  ]
                }\
                """)
            .example("\"bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq\" \"my message\" \"signature\"")
            .handler(this::verifyGeneric));
  }

  private JsonNode verifyGeneric(RpcCall call) {
    Script script =
        addresses
            .script(call.string(0))
            .orElseThrow(
                () -> new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, "Invalid address"));
    MessageVerdict verdict = GenericMessage.verify(script, call.string(2), call.string(1));
    ObjectNode result = Json.object().put("valid", verdict.isValid());
    switch (verdict) {
      case MessageVerdict.Valid(long lockTime, long sequence, List<ProvenCoin> coins) -> {
        result.put("state", "valid");
        if (lockTime != 0 || sequence != 0) {
          result.put("locktime", lockTime).put("sequence", sequence);
        }
        if (!coins.isEmpty()) {
          addCoins(result.putArray("coins"), coins);
        }
      }
      case MessageVerdict.Invalid(String reason) ->
          result.put("state", "invalid").put("reason", reason);
      case MessageVerdict.Inconclusive(String reason) ->
          result.put("state", "inconclusive").put("reason", reason);
    }
    return result;
  }

  private void addCoins(ArrayNode to, List<ProvenCoin> coins) {
    for (ProvenCoin coin : coins) {
      ObjectNode json =
          to.addObject()
              .put("txid", coin.outpoint().txid().toString())
              .put("vout", coin.outpoint().indexUnsigned());
      addresses.encode(coin.out().script()).ifPresent(address -> json.put("address", address));
      json.set("amount", Json.amount(coin.out().value()));
    }
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
