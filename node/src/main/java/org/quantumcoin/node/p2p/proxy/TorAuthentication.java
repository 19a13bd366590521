package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// Shows Tor that we may control it: by a password, by a file that only we and it can read, or by
/// nothing where it asks for nothing (`control-spec`, section 3.5).
///
/// The file's content is never sent as it is, since whoever listens at the port could ask for any
/// file of 32 bytes that way: both sides prove that they know it (SAFECOOKIE).
final class TorAuthentication {
  private static final int COOKIE_BYTES = 32;
  private static final int NONCE_BYTES = 32;
  private static final String SERVER_KEY =
      "Tor safe cookie authentication server-to-controller hash";
  private static final String CLIENT_KEY =
      "Tor safe cookie authentication controller-to-server hash";

  private final Optional<String> password;
  private final SecureRandom random;

  TorAuthentication(Optional<String> password, SecureRandom random) {
    this.password = password;
    this.random = random;
  }

  /// Whether Tor takes our commands now. What stands in the way is logged.
  boolean authenticate(TorConnection tor) throws IOException {
    TorReply info = tor.ask("PROTOCOLINFO 1");
    if (!info.isOk()) {
      Log.info("tor: Requesting protocol info failed");
      return false;
    }
    Set<String> methods = new TreeSet<>();
    String cookieFile = "";
    for (String line : info.lines()) {
      Map<String, String> values = TorReply.mapping(TorReply.arguments(line));
      if (TorReply.type(line).equals("AUTH")) {
        methods.addAll(Arrays.asList(values.getOrDefault("METHODS", "").split(",", -1)));
        cookieFile = values.getOrDefault("COOKIEFILE", cookieFile);
      } else if (TorReply.type(line).equals("VERSION") && values.containsKey("Tor")) {
        Log.debug(LogCategory.TOR, () -> "Connected to Tor version " + values.get("Tor"));
      }
    }
    methods.forEach(
        method -> Log.debug(LogCategory.TOR, () -> "Supported authentication method: " + method));
    Optional<String> command = command(tor, methods, cookieFile);
    if (command.isEmpty()) {
      return false;
    }
    boolean done = tor.ask(command.get()).isOk();
    if (done) {
      Log.debug(LogCategory.TOR, "Authentication successful");
    } else {
      Log.info("tor: Authentication failed");
    }
    return done;
  }

  private Optional<String> command(TorConnection tor, Set<String> methods, String cookieFile)
      throws IOException {
    if (password.isPresent()) {
      if (methods.contains("HASHEDPASSWORD")) {
        Log.debug(LogCategory.TOR, "Using HASHEDPASSWORD authentication");
        return Optional.of("AUTHENTICATE \"" + password.get().replace("\"", "\\\"") + "\"");
      }
      Log.info(
          "tor: Password provided with -torpassword, but HASHEDPASSWORD authentication is not available");
    } else if (methods.contains("NULL")) {
      Log.debug(LogCategory.TOR, "Using NULL authentication");
      return Optional.of("AUTHENTICATE");
    } else if (methods.contains("SAFECOOKIE")) {
      return safeCookie(tor, cookieFile);
    } else if (methods.contains("HASHEDPASSWORD")) {
      Log.info(
          "tor: The only supported authentication mechanism left is password, but no password provided with -torpassword");
    } else {
      Log.info("tor: No supported authentication method");
    }
    return Optional.empty();
  }

  private Optional<String> safeCookie(TorConnection tor, String cookieFile) throws IOException {
    Log.debug(
        LogCategory.TOR,
        () -> "Using SAFECOOKIE authentication, reading cookie authentication from " + cookieFile);
    Optional<byte[]> cookie = cookie(cookieFile);
    if (cookie.isEmpty()) {
      return Optional.empty();
    }
    byte[] clientNonce = new byte[NONCE_BYTES];
    random.nextBytes(clientNonce);
    TorReply reply = tor.ask("AUTHCHALLENGE SAFECOOKIE " + Hex.encode(clientNonce));
    if (!reply.isOk()) {
      Log.info("tor: SAFECOOKIE authentication challenge failed");
      return Optional.empty();
    }
    Log.debug(LogCategory.TOR, "SAFECOOKIE authentication challenge successful");
    String line = reply.lines().getFirst();
    if (!TorReply.type(line).equals("AUTHCHALLENGE")) {
      Log.info("tor: Invalid reply to AUTHCHALLENGE");
      return Optional.empty();
    }
    Map<String, String> values = TorReply.mapping(TorReply.arguments(line));
    byte[] serverHash = bytes(values.getOrDefault("SERVERHASH", ""));
    byte[] serverNonce = bytes(values.getOrDefault("SERVERNONCE", ""));
    if (serverNonce.length != NONCE_BYTES) {
      Log.info("tor: ServerNonce is not 32 bytes, as required by spec");
      return Optional.empty();
    }
    byte[] expected = hash(SERVER_KEY, cookie.get(), clientNonce, serverNonce);
    if (!MessageDigest.isEqual(expected, serverHash)) {
      Log.info(
          "tor: ServerHash %s does not match expected ServerHash: whoever listens at the control port does not know Tor's cookie"
              .formatted(Hex.encode(serverHash)));
      return Optional.empty();
    }
    byte[] answer = hash(CLIENT_KEY, cookie.get(), clientNonce, serverNonce);
    return Optional.of("AUTHENTICATE " + Hex.encode(answer));
  }

  private static Optional<byte[]> cookie(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) != COOKIE_BYTES) {
        Log.info(
            "tor: Authentication cookie %s is not exactly %d bytes, as is required by the spec"
                .formatted(file, COOKIE_BYTES));
        return Optional.empty();
      }
      return Optional.of(Files.readAllBytes(path));
    } catch (IOException | InvalidPathException _) {
      Log.info(
          "tor: Authentication cookie %s could not be opened (check permissions)".formatted(file));
      return Optional.empty();
    }
  }

  private static byte[] bytes(String hex) {
    try {
      return Hex.decode(hex);
    } catch (DecodeException _) {
      return new byte[0];
    }
  }

  private static byte[] hash(String key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
    }
  }
}
