package org.quantumcoin.node.rpc;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What is answered to an [HttpQuery].
// The body is written once and never compared.
@SuppressWarnings("ArrayRecordComponent")
public record HttpReply(int status, Map<String, String> headers, byte[] body) {
  public static final int OK = 200;
  public static final int NO_CONTENT = 204;
  public static final int BAD_REQUEST = 400;
  public static final int UNAUTHORIZED = 401;
  public static final int FORBIDDEN = 403;
  public static final int NOT_FOUND = 404;
  public static final int BAD_METHOD = 405;
  public static final int INTERNAL_SERVER_ERROR = 500;
  public static final int SERVICE_UNAVAILABLE = 503;

  public static HttpReply of(int status, String contentType, String body) {
    return new HttpReply(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
  }

  /// A status with a short text for people.
  static HttpReply text(int status, String body) {
    return of(status, "text/html; charset=ISO-8859-1", body);
  }

  static HttpReply json(int status, byte[] body) {
    return new HttpReply(status, Map.of("Content-Type", "application/json"), body);
  }
}
