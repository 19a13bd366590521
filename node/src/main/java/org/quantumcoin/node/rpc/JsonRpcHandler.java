package org.quantumcoin.node.rpc;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.log.Log;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON-RPC 1.0, 1.1 and 2.0 over HTTP POST, with the statuses of Bitcoin Core 29
/// (`src/httprpc.cpp`): failed calls of the old versions are HTTP errors, those of version 2 and of
/// batches are not.
final class JsonRpcHandler implements HttpPathHandler {
  /// A batch that has answered so much gets errors for its remaining calls: the replies are held
  /// until the batch is done.
  static final int MAX_BATCH_REPLY_BYTES = 128 << 20;

  private static final Map<String, String> ASK_FOR_PASSWORD =
      Map.of("WWW-Authenticate", "Basic realm=\"jsonrpc\"");

  private final RpcDispatcher dispatcher;
  private final RpcAuth auth;
  private final RpcConfig config;
  private final long wrongPasswordDelayMillis;

  JsonRpcHandler(
      RpcDispatcher dispatcher, RpcAuth auth, RpcConfig config, long wrongPasswordDelayMillis) {
    this.dispatcher = dispatcher;
    this.auth = auth;
    this.config = config;
    this.wrongPasswordDelayMillis = wrongPasswordDelayMillis;
  }

  @Override
  public HttpReply handle(HttpQuery query) {
    if (!query.method().equals("POST")) {
      return HttpReply.text(HttpReply.BAD_METHOD, "JSONRPC server handles only POST requests");
    }
    if (query.authorization().isEmpty()) {
      return new HttpReply(HttpReply.UNAUTHORIZED, ASK_FOR_PASSWORD, new byte[0]);
    }
    Optional<String> user = auth.authenticate(query.authorization());
    if (user.isEmpty()) {
      Log.info("ThreadRPCServer incorrect password attempt from " + query.peerText());
      deterGuessing();
      return new HttpReply(HttpReply.UNAUTHORIZED, ASK_FOR_PASSWORD, new byte[0]);
    }
    RpcRequest request = new RpcRequest();
    try {
      JsonNode json =
          JsonReader.read(query.body())
              .orElseThrow(() -> new RpcException(RpcErrorCode.PARSE_ERROR, "Parse error"));
      return answer(json, request, user.get(), query.path());
    } catch (RpcException e) {
      return failed(request, e);
    }
  }

  private HttpReply answer(JsonNode json, RpcRequest request, String user, String path) {
    Optional<Set<String>> whitelist = Optional.ofNullable(config.whitelist().get(user));
    if (whitelist.isEmpty() && config.whitelistDefault()) {
      Log.info("RPC User " + user + " not allowed to call any methods");
      return HttpReply.text(HttpReply.FORBIDDEN, "");
    }
    if (json.isObject()) {
      request.parse(json);
      if (!allowed(whitelist, user, request.method())) {
        return HttpReply.text(HttpReply.FORBIDDEN, "");
      }
      return single(request, user, path);
    }
    if (json.isArray()) {
      for (JsonNode element : json) {
        if (whitelist.isPresent() && !element.isObject()) {
          throw new RpcException(RpcErrorCode.INVALID_REQUEST, "Invalid Request object");
        }
        if (!allowed(whitelist, user, element.path("method").asString(""))) {
          return HttpReply.text(HttpReply.FORBIDDEN, "");
        }
      }
      return batch(json, request, user, path);
    }
    throw new RpcException(RpcErrorCode.PARSE_ERROR, "Top-level object parse error");
  }

  private static boolean allowed(Optional<Set<String>> whitelist, String user, String method) {
    if (whitelist.isEmpty() || whitelist.get().contains(method)) {
      return true;
    }
    Log.info("RPC User " + user + " not allowed to call method " + method);
    return false;
  }

  private HttpReply single(RpcRequest request, String user, String path) {
    ObjectNode reply;
    try {
      reply = request.resultReply(execute(request, user, path));
    } catch (RpcException e) {
      if (!request.version2()) {
        throw e;
      }
      reply = request.errorReply(e.code(), e.text());
    }
    if (request.isNotification()) {
      return new HttpReply(HttpReply.NO_CONTENT, Map.of(), new byte[0]);
    }
    return HttpReply.json(HttpReply.OK, Json.writeLine(reply));
  }

  private HttpReply batch(JsonNode json, RpcRequest request, String user, String path) {
    ByteArrayOutputStream replies = new ByteArrayOutputStream();
    replies.write('[');
    for (JsonNode element : json) {
      ObjectNode reply;
      try {
        request.parse(element);
        if (replies.size() > MAX_BATCH_REPLY_BYTES) {
          throw new RpcException(
              RpcErrorCode.OUT_OF_MEMORY, "Batch reply too large; send smaller batches");
        }
        reply = request.resultReply(execute(request, user, path));
      } catch (RpcException e) {
        reply = request.errorReply(e.code(), e.text());
      }
      if (!request.isNotification()) {
        if (replies.size() > 1) {
          replies.write(',');
        }
        Json.writeTo(replies, reply);
      }
    }
    // Only notifications: no answer. An empty batch says nothing of its version and gets the empty
    // array that old clients know.
    if (replies.size() == 1 && !json.isEmpty()) {
      return new HttpReply(HttpReply.NO_CONTENT, Map.of(), new byte[0]);
    }
    replies.write(']');
    replies.write('\n');
    return HttpReply.json(HttpReply.OK, replies.toByteArray());
  }

  private JsonNode execute(RpcRequest request, String user, String path) {
    return dispatcher.answer(request.method(), request.params(), user, path);
  }

  private static HttpReply failed(RpcRequest request, RpcException e) {
    int status =
        switch (e.code()) {
          case INVALID_REQUEST -> HttpReply.BAD_REQUEST;
          case METHOD_NOT_FOUND -> HttpReply.NOT_FOUND;
          default -> HttpReply.INTERNAL_SERVER_ERROR;
        };
    return HttpReply.json(status, Json.writeLine(request.errorReply(e.code(), e.text())));
  }

  private void deterGuessing() {
    try {
      Thread.sleep(wrongPasswordDelayMillis);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
