package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Tor's control port, as far as nodes use it.
public final class TorServer extends TestServer {
  /// An onion service, and the key that stands for it here.
  public static final String SERVICE = "pg6mmjiyjmcrsslvykfwnntlaru7p5svn6y2ymmju6nubxndf4pscryd";

  public static final String KEY = "ED25519-V3:a2V5LW9mLXRoZS1zZXJ2aWNl";

  private static final byte[] SERVER_NONCE = new byte[32];

  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final String methods;
  private final Path cookieFile;
  private final String socks;
  private final boolean lies;

  /// @param methods as `PROTOCOLINFO` tells them
  /// @param socks where its proxy is
  /// @param lies whether it does not know the cookie
  TorServer(String methods, Path cookieFile, String socks, boolean lies) {
    this.methods = methods;
    this.cookieFile = cookieFile;
    this.socks = socks;
    this.lies = lies;
    start();
  }

  /// One that asks for its cookie, which is written to the file.
  public static TorServer withCookie(Path cookieFile, String socks) throws IOException {
    Files.write(cookieFile, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    return new TorServer("COOKIE,SAFECOOKIE,HASHEDPASSWORD", cookieFile, socks, false);
  }

  /// What was said to it, in order.
  public List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  void serve(Talk talk) throws IOException {
    byte[] clientNonce = {};
    while (true) {
      String line = talk.line();
      commands.add(line);
      String[] words = line.split(" ", -1);
      switch (words[0]) {
        case "PROTOCOLINFO" ->
            talk.say(
                "250-PROTOCOLINFO 1\r\n250-AUTH METHODS=%s COOKIEFILE=\"%s\"\r\n250-VERSION Tor=\"0.4.8.16\"\r\n250 OK\r\n"
                    .formatted(
                        methods,
                        cookieFile.toString().replace("\\", "\\\\").replace("\"", "\\\"")));
        case "AUTHCHALLENGE" -> {
          clientNonce = HexFormat.of().parseHex(words[2]);
          talk.say(
              "250 AUTHCHALLENGE SERVERHASH=%s SERVERNONCE=%s\r\n"
                  .formatted(
                      hash("Tor safe cookie authentication server-to-controller hash", clientNonce),
                      HexFormat.of().formatHex(SERVER_NONCE)));
        }
        case "AUTHENTICATE" ->
            talk.say(isRight(line, clientNonce) ? "250 OK\r\n" : "515 Bad authentication\r\n");
        case "GETINFO" -> talk.say("250-net/listeners/socks=\"%s\"\r\n250 OK\r\n".formatted(socks));
        case "ADD_ONION" -> {
          String made = words[1].startsWith("NEW:") ? "250-PrivateKey=" + KEY + "\r\n" : "";
          // News may come in between.
          talk.say("650 CIRC 1 BUILT\r\n250-ServiceID=" + SERVICE + "\r\n" + made + "250 OK\r\n");
        }
        default -> talk.say("510 Unrecognized command\r\n");
      }
    }
  }

  private boolean isRight(String line, byte[] clientNonce) throws IOException {
    return switch (methods) {
      case "NULL" -> line.equals("AUTHENTICATE");
      case "HASHEDPASSWORD" -> line.equals("AUTHENTICATE \"se\\\"cret\"");
      default ->
          line.equalsIgnoreCase(
              "AUTHENTICATE "
                  + hash("Tor safe cookie authentication controller-to-server hash", clientNonce));
    };
  }

  private String hash(String key, byte[] clientNonce) throws IOException {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      mac.update(lies ? new byte[32] : Files.readAllBytes(cookieFile));
      mac.update(clientNonce);
      mac.update(SERVER_NONCE);
      return HexFormat.of().formatHex(mac.doFinal()).toUpperCase(Locale.ROOT);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
