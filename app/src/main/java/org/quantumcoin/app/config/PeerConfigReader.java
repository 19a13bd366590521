package org.quantumcoin.app.config;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.params.NetworkParams;

/// The options about peers.
final class PeerConfigReader {
  private static final int MAX_USER_AGENT_CHARS = 256;

  /// More would take gigabytes, and no block was ever short of so many.
  private static final int MAX_EXTRA_TRANSACTIONS = 100_000;

  private PeerConfigReader() {}

  static NodeConfig.Peers read(Arguments arguments, NetworkParams params) throws ConfigException {
    int port = port(arguments, "port", params.ports().p2p());
    List<String> connect = arguments.all("connect");
    boolean connectOnly = !connect.isEmpty() || arguments.isNegated("connect");
    if (connect.size() == 1 && connect.getFirst().equals("0")) {
      connect = List.of();
    }
    long peerTimeout = arguments.getLong("peertimeout", 60);
    if (peerTimeout <= 0) {
      throw new ConfigException("peertimeout must be a positive integer.");
    }
    long timeout = arguments.getLong("timeout", 5_000);
    List<String> nodes = new ArrayList<>(arguments.all("addnode"));
    nodes.addAll(arguments.all("peer"));
    return new NodeConfig.Peers(
        port,
        arguments.getBoolean("listen", true),
        binds(arguments, port),
        connectOnly,
        connect,
        nodes,
        arguments.all("seednode"),
        arguments.all("externalip"),
        arguments.all("whitelist"),
        comments(arguments),
        NodeConfigReader.toInt(Math.max(0, arguments.getLong("maxconnections", 125))),
        NodeConfigReader.toInt(timeout <= 0 ? 5_000 : timeout),
        NodeConfigReader.toInt(peerTimeout),
        arguments.getLong("bantime", 24 * 60 * 60),
        arguments.getBoolean("networkactive", true),
        arguments.getBoolean("blocksonly", false),
        arguments.getBoolean("dnsseed", true),
        arguments.getBoolean("fixedseeds", true),
        arguments.getBoolean("discover", true),
        arguments.getBoolean("v2transport", true),
        Math.clamp(
            arguments.getLong("blockreconstructionextratxn", 100), 0, MAX_EXTRA_TRANSACTIONS));
  }

  static int port(Arguments arguments, String option, int otherwise) throws ConfigException {
    Optional<String> given = arguments.find(option);
    if (given.isEmpty()) {
      return otherwise;
    }
    int port = HostPort.port(given.get());
    if (port < 0) {
      throw new ConfigException(
          "Invalid port specified in -%s: '%s'".formatted(option, given.get()));
    }
    return port;
  }

  private static List<InetSocketAddress> binds(Arguments arguments, int port)
      throws ConfigException {
    List<InetSocketAddress> binds = new ArrayList<>();
    for (String text : arguments.all("bind")) {
      // Tor's own listening address: there is no Tor service, so nothing is bound for it.
      if (text.endsWith("=onion")) {
        continue;
      }
      Optional<HostPort> parsed = HostPort.parse(text, port);
      if (parsed.isEmpty()) {
        throw new ConfigException("Invalid port specified in -bind: '" + text + "'");
      }
      Optional<InetSocketAddress> address = parsed.get().literal();
      if (address.isEmpty()) {
        throw new ConfigException("Cannot resolve -bind address: '" + text + "'");
      }
      binds.add(address.get());
    }
    return binds;
  }

  private static List<String> comments(Arguments arguments) throws ConfigException {
    List<String> comments = arguments.all("uacomment");
    int length = 0;
    for (String comment : comments) {
      for (int i = 0; i < comment.length(); i++) {
        char c = comment.charAt(i);
        boolean safe = Character.isLetterOrDigit(c) && c < 0x80;
        if (!safe && " .,;-_?@".indexOf(c) < 0) {
          throw new ConfigException(
              "User Agent comment (" + comment + ") contains unsafe characters.");
        }
      }
      length += comment.length() + 2;
    }
    // The name and version take a few dozen of the 256 characters that the protocol allows.
    if (length > MAX_USER_AGENT_CHARS - 32) {
      throw new ConfigException(
          "Total length of network version string (%d) exceeds maximum length (%d). Reduce the number or size of uacomments."
              .formatted(length + 32, MAX_USER_AGENT_CHARS));
    }
    return comments;
  }
}
