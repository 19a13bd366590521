package org.quantumcoin.app.cli;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.app.config.HostPort;
import org.quantumcoin.node.params.Chain;

/// Finds the node by the options, calls it, and explains why it could not.
final class RpcClient {
  private static final int HTTP_UNAUTHORIZED = 401;
  private static final int HTTP_UNAVAILABLE = 503;
  private static final int IN_WARMUP = -28;

  private final Arguments arguments;
  private final String host;
  private final int port;
  private final Optional<String> password;

  RpcClient(Arguments arguments, Optional<String> passwordFromInput)
      throws CliException, ConfigException {
    this.arguments = arguments;
    String typed = arguments.get("rpcpassword", "");
    this.password =
        passwordFromInput.or(() -> typed.isEmpty() ? Optional.empty() : Optional.of(typed));
    int defaultPort = defaultPort(arguments.selectedChain());
    String connect = arguments.get("rpcconnect", "127.0.0.1");
    HostPort target =
        HostPort.parse(connect, defaultPort)
            .orElseThrow(
                () -> new CliException("Invalid port provided in -rpcconnect: " + connect));
    Optional<String> given = arguments.find("rpcport");
    if (given.isPresent() && HostPort.port(given.get()) < 0) {
      throw new CliException("Invalid port provided in -rpcport: " + given.get());
    }
    this.host = target.host();
    this.port = given.isPresent() ? HostPort.port(given.get()) : target.port();
  }

  /// Every coin's networks have the same ports.
  static int defaultPort(Chain chain) {
    return switch (chain) {
      case MAIN -> 8332;
      case TEST -> 18332;
      case TESTNET4 -> 48332;
      case SIGNET -> 38332;
      case REGTEST -> 18443;
    };
  }

  /// The reply to a request. With `-rpcwait` it is asked again until the node is up.
  @Nullable Object call(String request) throws CliException, ConfigException {
    boolean wait = arguments.getBoolean("rpcwait", false);
    long waitSeconds = arguments.getLong("rpcwaittimeout", 0);
    long deadline = System.nanoTime() + waitSeconds * 1_000_000_000L;
    while (true) {
      try {
        Object reply = callOnce(request);
        if (wait && ReplyReader.errorCode(reply) == IN_WARMUP) {
          throw new CliException.Unreachable("server in warmup");
        }
        return reply;
      } catch (CliException.Unreachable e) {
        if (!wait || (waitSeconds > 0 && System.nanoTime() - deadline > 0)) {
          throw new CliException("timeout on transient error: " + e.getMessage());
        }
        pause();
      }
    }
  }

  private static void pause() throws CliException {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException _) {
      throw new CliException("interrupted");
    }
  }

  private @Nullable Object callOnce(String request) throws CliException, ConfigException {
    Cookie cookie = password.isPresent() ? Cookie.NOT_NEEDED : Cookie.read(arguments);
    String credentials =
        password.isPresent()
            ? arguments.get("rpcuser", "") + ":" + password.get()
            : cookie.credentials();
    RpcConnection.Response response;
    try {
      response = RpcConnection.post(host, port, path(), credentials, request, timeoutMillis());
    } catch (IOException | NumberFormatException e) {
      throw new CliException.Unreachable(
          """
          Could not connect to the server %s:%d%s

          Make sure the node is running and that you are connecting to the correct RPC port.
          Use "quantumcoin-cli -help" for more info.\
          """
              .formatted(host, port, reason(e)));
    }
    checkStatus(response, cookie);
    try {
      return CliJson.parse(response.body());
    } catch (CliJson.Malformed _) {
      throw new CliException("couldn't parse reply from server");
    }
  }

  /// Refusals need no explanation; what happened after that does.
  private static String reason(Exception e) {
    boolean refused = e instanceof java.net.ConnectException;
    return refused ? "" : " (" + e.getMessage() + ")";
  }

  private void checkStatus(RpcConnection.Response response, Cookie cookie)
      throws CliException, ConfigException {
    int status = response.status();
    if (status == HTTP_UNAUTHORIZED) {
      throw new CliException(
          "Authorization failed: "
              + cookie.complaint()
              + " Configuration file: ("
              + arguments.configFile()
              + ")");
    }
    if (status == HTTP_UNAVAILABLE) {
      throw new CliException("Server response: " + response.body());
    }
    if (status >= 400 && status != 400 && status != 404 && status != 500) {
      throw new CliException("server returned HTTP error " + status);
    }
    if (response.body().isEmpty()) {
      throw new CliException("no response from server");
    }
  }

  private String path() {
    Optional<String> wallet = arguments.find("rpcwallet");
    return wallet
        .map(name ->
            "/wallet/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
        .orElse("/");
  }

  private int timeoutMillis() {
    long seconds = arguments.getLong("rpcclienttimeout", 900);
    return seconds <= 0 ? 0 : (int) Math.min(seconds * 1_000, Integer.MAX_VALUE);
  }

  /// The password that the node left for clients on its machine, and what to say when it does not
  /// open the door.
  private record Cookie(String credentials, String complaint) {
    static final Cookie NOT_NEEDED =
        new Cookie("", "Incorrect rpcuser or rpcpassword were specified.");

    static Cookie read(Arguments arguments) throws ConfigException {
      if (arguments.isNegated("rpccookiefile")) {
        return new Cookie(
            ":", "Cookie file was disabled via -norpccookiefile and no rpcpassword was specified.");
      }
      String given = arguments.get("rpccookiefile", "");
      Path folder =
          DataDirectory.base(arguments)
              .resolve(
                  DataDirectory.chainFolder(arguments.selectedCoin(), arguments.selectedChain()));
      try {
        return new Cookie(
            Files.readString(folder.resolve(given.isEmpty() ? ".cookie" : given)).strip(),
            "Cookie file credentials were invalid.");
      } catch (IOException _) {
        return new Cookie(":", "Failed to read cookie file and no rpcpassword was specified.");
      }
    }
  }
}
