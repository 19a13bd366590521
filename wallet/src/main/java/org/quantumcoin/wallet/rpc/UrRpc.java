package org.quantumcoin.wallet.rpc;

import static org.quantumcoin.node.rpc.RpcCategory.UTIL;

import java.util.Base64;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.RpcCall;
import org.quantumcoin.node.rpc.RpcMethod;
import org.quantumcoin.node.rpc.RpcParam;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcType;
import org.quantumcoin.wallet.ur.Ur;
import org.quantumcoin.wallet.ur.UrDecoder;
import org.quantumcoin.wallet.ur.UrEncoder;
import org.quantumcoin.wallet.ur.UrException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// Animated QR codes, as the texts that are on them.
final class UrRpc {
  /// More would be shown only to somebody who asks for it.
  private static final int MAX_MIXTURES = 10_000;

  void register(RpcRegistry registry) {
    registry.add(
        RpcMethod.of("encodeur", UTIL)
            .help("Cuts data into the texts of animated QR codes (BC-UR).")
            .param(
                RpcParam.required(
                    "data", RpcType.STRING, "In base64: a PSBT, a treasury's file, …"))
            .param(
                RpcParam.optional(
                    "type", RpcType.STRING, "crypto-psbt", "crypto-psbt, psbt or bytes"))
            .param(
                RpcParam.optional(
                    "fragment_bytes",
                    RpcType.NUMBER,
                    "100",
                    "How much one code holds, from 10 to 1000"))
            .param(
                RpcParam.optional(
                    "mixtures",
                    RpcType.NUMBER,
                    "as many as fragments",
                    "Frames beyond the first round, which make up for those that a camera misses"))
            .result("[ \"ur:...\", ... ]    (json array)")
            .example("\"cHNidP8...\"")
            .handler(WalletCalls.guarded(UrRpc::encode)));
    registry.add(
        RpcMethod.of("decodeur", UTIL)
            .help(
                "Puts data together from the texts of animated QR codes, in any order, with some missing.")
            .param(
                RpcParam.required("frames", RpcType.ARRAY, "The texts").shownAs("[\"ur:...\",...]"))
            .result(
                "{ \"complete\": bool, \"received\": n, \"expected\": n, \"type\": \"str\", \"data\": \"base64\" }    (json object)")
            .example("'[\"ur:crypto-psbt/...\"]'")
            .handler(WalletCalls.guarded(UrRpc::decode)));
  }

  private static JsonNode encode(RpcCall call) {
    byte[] data;
    try {
      data = Base64.getDecoder().decode(call.string(0).strip());
    } catch (IllegalArgumentException _) {
      throw new UrException("The data is not base64.");
    }
    UrEncoder encoder =
        new UrEncoder(
            new Ur(call.string(1, Ur.PSBT), ByteString.of(data)),
            call.integer(2, UrEncoder.USUAL_FRAGMENT_BYTES));
    int mixtures = Math.clamp(call.integer(3, encoder.count()), 0, MAX_MIXTURES);
    ArrayNode frames = Json.array();
    encoder.frames(mixtures).forEach(frames::add);
    return frames;
  }

  private static JsonNode decode(RpcCall call) {
    UrDecoder decoder = new UrDecoder();
    for (JsonNode each : call.get(0)) {
      boolean _ = decoder.receive(RpcCall.string(each));
    }
    var json =
        Json.object()
            .put("complete", decoder.result().isPresent())
            .put("received", decoder.received())
            .put("expected", decoder.expected());
    decoder
        .result()
        .ifPresent(ur ->
            json.put("type", ur.type())
                .put("data", Base64.getEncoder().encodeToString(ur.content().toBytes())));
    return json;
  }
}
