package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an I2P router answered: words, most of them `KEY=VALUE`.
///
/// @param request without secrets, for the log
record SamReply(String request, String full, Map<String, String> values) {
  /// Ends in our private key, sometimes.
  private static final String SECRET_REQUEST = "SESSION CREATE";

  static SamReply parse(String request, String line) {
    Map<String, String> values = new HashMap<>();
    for (String word : line.split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals >= 0) {
        values.putIfAbsent(word.substring(0, equals), word.substring(equals + 1));
      }
    }
    String shown = request.startsWith(SECRET_REQUEST) ? SECRET_REQUEST + " ..." : request;
    return new SamReply(shown, line, values);
  }

  String get(String key) throws IOException {
    @Nullable String value = values.get(key);
    if (value == null) {
      throw new IOException(
          "Missing %s= in the reply to \"%s\": \"%s\"".formatted(key, request, shown()));
    }
    return value;
  }

  /// Throws with the whole answer when it is no success.
  void expectOk() throws IOException {
    if (!get("RESULT").equals("OK")) {
      throw new IOException("Unexpected reply to \"%s\": \"%s\"".formatted(request, shown()));
    }
  }

  /// Without the keys that a router sends us.
  private String shown() {
    return values.containsKey("DESTINATION") || values.containsKey("PRIV") ? "..." : full;
  }

  @Override
  public String toString() {
    return shown();
  }
}
