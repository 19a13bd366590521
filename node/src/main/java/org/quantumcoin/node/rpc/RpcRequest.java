package org.quantumcoin.node.rpc;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a JSON-RPC request says, as far as it was understood.
///
/// It is read into one mutable object for a whole batch, as Core does: an element that is no object
/// is answered with the id and version of the element before it.
final class RpcRequest {
  /// Null until a request was read, which is what an answer to nonsense carries.
  private Optional<JsonNode> id = Optional.of(Json.nothing());

  private boolean version2;
  private String method = "";
  private JsonNode params = Json.array();

  /// Reads one request object; what fails leaves id and version as far as they were read.
  void parse(JsonNode request) {
    if (!request.isObject()) {
      throw invalid("Invalid Request object");
    }
    // The id first, so that errors from here on carry it.
    id = Optional.ofNullable(request.get("id"));
    version2 = isVersion2(request.path("jsonrpc"));
    JsonNode name = request.path("method");
    if (name.isNull() || name.isMissingNode()) {
      throw invalid("Missing method");
    }
    if (!name.isString()) {
      throw invalid("Method must be a string");
    }
    method = name.stringValue();
    JsonNode given = request.path("params");
    if (given.isNull() || given.isMissingNode()) {
      params = Json.array();
    } else if (given.isContainer()) {
      params = given;
    } else {
      throw invalid("Params must be an array or object");
    }
  }

  private boolean isVersion2(JsonNode version) {
    // Known to be old until it says otherwise: errors about the field itself are old-style.
    version2 = false;
    if (version.isNull() || version.isMissingNode()) {
      return false;
    }
    if (!version.isString()) {
      throw invalid("jsonrpc field must be a string");
    }
    return switch (version.stringValue()) {
      case "1.0", "1.1" -> false;
      case "2.0" -> true;
      default -> throw invalid("JSON-RPC version not supported");
    };
  }

  boolean version2() {
    return version2;
  }

  /// A request of version 2 without an id, which gets no answer.
  boolean isNotification() {
    return version2 && id.isEmpty();
  }

  String method() {
    return method;
  }

  JsonNode params() {
    return params;
  }

  ObjectNode resultReply(JsonNode result) {
    ObjectNode reply = Json.object();
    if (version2) {
      reply.put("jsonrpc", "2.0");
    }
    reply.set("result", result);
    if (!version2) {
      reply.set("error", Json.nothing());
    }
    id.ifPresent(value -> reply.set("id", value));
    return reply;
  }

  ObjectNode errorReply(RpcErrorCode code, String message) {
    ObjectNode reply = Json.object();
    if (version2) {
      reply.put("jsonrpc", "2.0");
    } else {
      reply.set("result", Json.nothing());
    }
    reply.set("error", Json.object().put("code", code.code()).put("message", message));
    id.ifPresent(value -> reply.set("id", value));
    return reply;
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcErrorCode.INVALID_REQUEST, message);
  }
}
