package org.quantumcoin.tests.interop;

import org.assertj.core.api.SoftAssertions;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.node.rpc.JsonReader;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcException;
import tools.jackson.databind.JsonNode;

/// The same call to a bitcoind and to us, both answers as text.
record RpcPair(Bitcoind bitcoind, RpcDispatcher dispatcher) {
  /// What this relative of Bitcoin Core 29 adds to Core's results.
  private static final String NOT_CORES =
      "\"(txcount|header_version|error_index|usage|startingpriority|currentpriority)\":[\\d.]+,";

  private static final String NOT_CORES_AT_END = ",\"fee\":[\\d.]+,\"feerate\":[\\d.]+\\}$";

  /// A result or an error.
  String ours(String method, Object... params) {
    try {
      return Json.write(dispatcher.call(method, toJson(params), "", "/"));
    } catch (RpcException e) {
      return e.code().code() + " " + e.getMessage();
    }
  }

  String theirs(String method, Object... params) {
    String body =
        "{\"method\":\"" + method + "\",\"params\":" + Json.write(toJson(params)) + ",\"id\":1}";
    String answer = bitcoind.raw(body);
    String result = "{\"result\":";
    String noError = ",\"error\":null,\"id\":1}\n";
    if (answer.endsWith(noError)) {
      return answer
          .substring(result.length(), answer.length() - noError.length())
          .replaceAll(NOT_CORES, "")
          .replaceAll(NOT_CORES_AT_END, "}");
    }
    JsonNode error = JsonReader.read(answer).orElseThrow().path("error");
    return error.path("code").intValue() + " " + error.path("message").stringValue();
  }

  void same(SoftAssertions all, String method, Object... params) {
    all.assertThat(ours(method, params))
        .as(method + " " + Json.write(toJson(params)))
        .isEqualTo(theirs(method, params));
  }

  static JsonNode toJson(Object... params) {
    StringBuilder text = new StringBuilder("[");
    for (Object param : params) {
      text.append(text.length() > 1 ? "," : "");
      text.append(
          switch (param) {
            case String s -> Json.write(Json.string(s));
            case JsonNode node -> Json.write(node);
            default -> String.valueOf(param);
          });
    }
    return JsonReader.read(text.append("]").toString()).orElseThrow();
  }
}
