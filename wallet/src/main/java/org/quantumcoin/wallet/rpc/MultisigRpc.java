package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.DescriptorChecksum;
import org.quantumcoin.node.encoding.Hex;
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
import org.quantumcoin.node.script.ScriptTemplates;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `createmultisig`: the address of m of n keys.
public final class MultisigRpc {
  /// Consensus: keys of one OP_CHECKMULTISIG, and bytes of one stack element.
  private static final int MAX_KEYS = 20;

  private static final int MAX_REDEEM_SCRIPT_BYTES = 520;

  private final Addresses addresses;

  public MultisigRpc(AddressPrefixes prefixes) {
    this.addresses = new Addresses(prefixes);
  }

  /// Adds the method.
  public void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("createmultisig", UTIL)
            .help(
                "Creates a multi-signature address with n signatures of m keys required.\n"
                    + "It returns a json object with the address and redeemScript.")
            .param(
                RpcParam.required(
                    "nrequired",
                    RpcType.NUMBER,
                    "The number of required signatures out of the n keys."))
            .param(
                RpcParam.required("keys", RpcType.ARRAY, "The hex-encoded public keys.")
                    .shownAs("[\"key\",...]"))
            .param(
                RpcParam.optional(
                    "address_type",
                    RpcType.STRING,
                    "\"legacy\"",
                    "The address type to use. Options are \"legacy\", \"p2sh-segwit\", and \"bech32\"."))
            .result(
                "{ \"address\", \"redeemScript\", \"descriptor\", \"warnings\" }    (json object)")
            .example("2 \"[\\\"key1\\\",\\\"key2\\\"]\"")
            .handler(this::create));
  }

  private static RpcException badKey(String message) {
    return new RpcException(RpcErrorCode.INVALID_ADDRESS_OR_KEY, message);
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_PARAMETER, message);
  }

  private JsonNode create(RpcCall call) {
    int required = call.integer(0);
    List<byte[]> keys = new ArrayList<>();
    call.get(1).forEach(key -> keys.add(key(RpcCall.string(key))));
    String type = call.string(2, "legacy");
    switch (type) {
      case "legacy", "p2sh-segwit", "bech32" -> {}
      case "bech32m" -> throw badKey("createmultisig cannot create bech32m multisig addresses");
      default -> throw badKey("Unknown address type '" + type + "'");
    }
    checkCount(required, keys.size());
    Script inner = ScriptTemplates.multisig(required, keys);
    boolean compressed = keys.stream().allMatch(key -> key.length == Secp256k1.COMPRESSED_BYTES);
    String made = compressed ? type : "legacy";
    if (made.equals("legacy") && inner.length() > MAX_REDEEM_SCRIPT_BYTES) {
      throw invalid(
          "redeemScript exceeds size limit: %d > %d"
              .formatted(inner.length(), MAX_REDEEM_SCRIPT_BYTES));
    }
    StringBuilder multi = new StringBuilder("multi(").append(required);
    keys.forEach(key -> multi.append(',').append(Hex.encode(key)));
    multi.append(')');
    Script witness = ScriptTemplates.payToWitnessScriptHash(inner);
    Script script;
    String descriptor;
    switch (made) {
      case "bech32" -> {
        script = witness;
        descriptor = "wsh(" + multi + ")";
      }
      case "p2sh-segwit" -> {
        script = ScriptTemplates.payToScriptHash(witness);
        descriptor = "sh(wsh(" + multi + "))";
      }
      default -> {
        script = ScriptTemplates.payToScriptHash(inner);
        descriptor = "sh(" + multi + ")";
      }
    }
    ObjectNode result =
        Json.object()
            .put("address", addresses.encode(script).orElse(""))
            .put("redeemScript", inner.toHex())
            .put("descriptor", DescriptorChecksum.append(descriptor));
    if (!made.equals(type)) {
      result
          .putArray("warnings")
          .add(
              "Unable to make chosen address type, please ensure no uncompressed public keys are present.");
    }
    return result;
  }

  /// Core's `HexToPubKey`.
  static byte[] key(String hex) {
    if (hex.isEmpty() || !Hex.isHex(hex)) {
      throw badKey("Pubkey \"" + hex + "\" must be a hex string");
    }
    if (hex.length() != 66 && hex.length() != 130) {
      throw badKey("Pubkey \"" + hex + "\" must have a length of either 33 or 65 bytes");
    }
    byte[] key = Hex.decode(hex);
    if (!Secp256k1.isValidPublicKey(key)) {
      throw badKey("Pubkey \"" + hex + "\" must be cryptographically valid.");
    }
    return key;
  }

  private static void checkCount(int required, int count) {
    if (required < 1) {
      throw invalid("a multisignature address must require at least one key to redeem");
    }
    if (count < required) {
      throw invalid(
          "not enough keys supplied (got %d keys, but need at least %d to redeem)"
              .formatted(count, required));
    }
    if (count > MAX_KEYS) {
      throw invalid(
          "Number of keys involved in the multisignature address creation > %d\nReduce the number"
              .formatted(MAX_KEYS));
    }
  }
}
