package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// Has Tor make an onion service that leads to us, as long as it runs, and finds out where its
/// proxy is (Core's `TorController`). Runs on a thread of its own until that is interrupted.
public final class TorController implements Runnable {
  /// Tor's own.
  public static final int DEFAULT_CONTROL_PORT = 9051;

  private static final double FIRST_RETRY_SECONDS = 1;
  private static final double RETRY_GROWTH = 1.5;

  /// Core's `RECONNECT_TIMEOUT_MAX`.
  private static final double MAX_RETRY_SECONDS = 600;

  private static final String NEW_KEY = "NEW:ED25519-V3";
  private static final String SOCKS_LISTENERS = "net/listeners/socks=";

  private final Options options;
  private final int virtualPort;
  private final InetSocketAddress target;
  private final Listener listener;
  private final TorAuthentication authentication;
  private Optional<NetAddress> service = Optional.empty();

  /// What operators say of Tor.
  ///
  /// @param control `-torcontrol`
  /// @param password `-torpassword`
  /// @param configuresProxy whether onion services are reached by Tor's own proxy, since no other
  ///   was named
  /// @param keyFile of the onion service; a new one is kept there
  public record Options(
      InetSocketAddress control, Optional<String> password, boolean configuresProxy, Path keyFile) {
    @Override
    public String toString() {
      return "Options[control=" + control + ", keyFile=" + keyFile + "]";
    }
  }

  /// What comes of it. Called on the controller's thread.
  public interface Listener {
    /// Tor's proxy is here.
    void socksFound(InetSocketAddress socks);

    /// The onion service leads to us.
    void published(NetAddress service);

    /// It does no longer.
    void withdrawn(NetAddress service);
  }

  /// @param virtualPort of the onion service: the network's own, so that it tells nobody which of
  ///   the nodes with unusual ports this is
  /// @param target where we listen for what comes in through Tor
  public TorController(
      Options options,
      int virtualPort,
      InetSocketAddress target,
      Listener listener,
      SecureRandom random) {
    this.options = options;
    this.virtualPort = virtualPort;
    this.target = target;
    this.listener = listener;
    this.authentication = new TorAuthentication(options.password(), random);
  }

  @Override
  public void run() {
    double retrySeconds = FIRST_RETRY_SECONDS;
    while (!Thread.currentThread().isInterrupted()) {
      if (converse()) {
        retrySeconds = FIRST_RETRY_SECONDS;
      }
      service.ifPresent(listener::withdrawn);
      service = Optional.empty();
      double wait = retrySeconds;
      Log.debug(
          LogCategory.TOR,
          () ->
              "Not connected to Tor control port %s, retrying in %.2f s"
                  .formatted(NetAddress.of(options.control()), wait));
      try {
        Thread.sleep(Duration.ofMillis(Math.round(wait * 1_000)));
      } catch (InterruptedException _) {
        return;
      }
      retrySeconds = Math.min(retrySeconds * RETRY_GROWTH, MAX_RETRY_SECONDS);
    }
  }

  /// Until the connection ends. True when there was one.
  private boolean converse() {
    boolean connected = false;
    try (TorConnection tor = TorConnection.open(options.control())) {
      connected = true;
      Log.debug(LogCategory.TOR, "Successfully connected!");
      if (authentication.authenticate(tor)) {
        if (options.configuresProxy()) {
          findProxy(tor);
        }
        addService(tor);
      }
      // As in Core also without a service: nothing would be different at the next try, before
      // Tor itself is started anew.
      tor.awaitEnd();
    } catch (IOException e) {
      boolean stood = connected;
      Log.debug(
          LogCategory.TOR,
          () ->
              (stood
                      ? "The Tor control connection ended: "
                      : "Error connecting to Tor control socket: ")
                  + e.getMessage());
    }
    return connected;
  }

  private void findProxy(TorConnection tor) throws IOException {
    TorReply reply = tor.ask("GETINFO net/listeners/socks");
    String found = "";
    if (reply.isOk()) {
      for (String line : reply.lines()) {
        if (line.startsWith(SOCKS_LISTENERS)) {
          found = preferred(line.substring(SOCKS_LISTENERS.length()), found);
        }
      }
      String location = found;
      if (location.isEmpty()) {
        Log.info("tor: Get SOCKS port command returned nothing");
      } else {
        Log.debug(LogCategory.TOR, () -> "Get SOCKS port command yielded " + location);
      }
    } else if (reply.code() == TorReply.UNRECOGNIZED) {
      Log.info(
          "tor: Get SOCKS port command failed with unrecognized command (You probably should upgrade Tor)");
    } else {
      Log.info("tor: Get SOCKS port command failed; error code " + reply.code());
    }
    InetSocketAddress socks =
        socket(found).orElseGet(() -> socket("127.0.0.1:" + Proxy.DEFAULT_PORT).orElseThrow());
    Log.debug(LogCategory.TOR, () -> "Configuring onion proxy for " + NetAddress.of(socks));
    listener.socksFound(socks);
  }

  /// One on this machine, or the last one.
  private static String preferred(String listeners, String otherwise) {
    String chosen = otherwise;
    for (String each : listeners.split(" ", -1)) {
      String bare = each;
      boolean quoted =
          each.length() >= 2
              && (each.charAt(0) == '"' || each.charAt(0) == '\'')
              && each.charAt(each.length() - 1) == each.charAt(0);
      if (quoted) {
        bare = each.substring(1, each.length() - 1);
      }
      if (!bare.isEmpty()) {
        chosen = bare;
        if (bare.startsWith("127.0.0.1:")) {
          return chosen;
        }
      }
    }
    return chosen;
  }

  /// Written in numbers, with a port.
  private static Optional<InetSocketAddress> socket(String text) {
    int colon = text.lastIndexOf(':');
    String digits = text.substring(colon + 1);
    boolean port = colon > 0 && digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) < 65_536;
    return port
        ? NetAddress.parseHost(text.substring(0, colon), Integer.parseInt(digits))
            .flatMap(NetAddress::socketAddress)
        : Optional.empty();
  }

  private void addService(TorConnection tor) throws IOException {
    Optional<String> kept =
        KeyFile.read(options.keyFile())
            .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip());
    kept.ifPresent(_ ->
        Log.debug(LogCategory.TOR, () -> "Reading cached private key from " + options.keyFile()));
    // What stands in the file becomes part of a command.
    String key = kept.filter(text -> text.matches("[A-Za-z0-9-]+:[A-Za-z0-9+/=]+")).orElse(NEW_KEY);
    TorReply reply =
        tor.ask("ADD_ONION %s Port=%d,%s".formatted(key, virtualPort, NetAddress.of(target)));
    if (!reply.isOk()) {
      Log.info(
          reply.code() == TorReply.UNRECOGNIZED
              ? "tor: Add onion failed with unrecognized command (You probably need to upgrade Tor)"
              : "tor: Add onion failed; error code " + reply.code());
      return;
    }
    Log.debug(LogCategory.TOR, "ADD_ONION successful");
    String id = "";
    for (String line : reply.lines()) {
      Map<String, String> values = TorReply.mapping(line);
      id = values.getOrDefault("ServiceID", id);
      key = values.getOrDefault("PrivateKey", key);
    }
    Optional<NetAddress> made =
        NetAddress.parseHost(id + ".onion", virtualPort)
            .filter(address -> address.ownNetwork() == PeerNetwork.ONION);
    if (made.isEmpty()) {
      // Not the lines themselves: a key may be in them.
      Log.info("tor: Error parsing ADD_ONION parameters: no service that could be reached");
      return;
    }
    Log.info("Got tor service ID %s, advertising service %s".formatted(id, made.get()));
    keep(key);
    service = made;
    listener.published(made.get());
  }

  private void keep(String key) {
    try {
      KeyFile.write(options.keyFile(), key.getBytes(StandardCharsets.US_ASCII));
      Log.debug(LogCategory.TOR, () -> "Cached service private key to " + options.keyFile());
    } catch (IOException e) {
      Log.warning(
          "tor: Error writing service private key to %s: %s. The onion service will have another address after the next start; make the folder writable."
              .formatted(options.keyFile(), e.getMessage()));
    }
  }
}
