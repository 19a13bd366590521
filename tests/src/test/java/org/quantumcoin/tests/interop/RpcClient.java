package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Calls the JSON-RPC of a node on this machine, theirs or ours.
public final class RpcClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;
  private volatile String authorization = "";

  public RpcClient(int port) {
    this.port = port;
  }

  /// Takes the user and password of a node's cookie file.
  public void authorize(Path cookie) throws IOException {
    authorization = "Basic " + Base64.getEncoder().encodeToString(Files.readAllBytes(cookie));
  }

  /// `path` is empty or names a wallet. Errors come as [Bitcoind.RpcException], a broken connection
  /// as [UncheckedIOException].
  public JsonNode call(String path, String method, Object... parameters) {
    ObjectNode request = JSON.createObjectNode();
    request.put("jsonrpc", "1.0");
    request.put("id", 1);
    request.put("method", method);
    ArrayNode list = request.putArray("params");
    for (Object parameter : parameters) {
      list.add(JSON.valueToTree(parameter));
    }
    JsonNode answer = JSON.readTree(post(path, JSON.writeValueAsString(request)));
    JsonNode error = answer.get("error");
    if (error != null && !error.isNull()) {
      throw new Bitcoind.RpcException(error.get("code").asInt(), error.get("message").asString());
    }
    return answer.get("result");
  }

  /// The body that answers a body, as it is.
  String post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
            .header("Authorization", authorization)
            .timeout(TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
