package org.quantumcoin.app.config;

import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.p2p.Grant;
import org.quantumcoin.node.p2p.OfferedFilters;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.Subnet;
import org.quantumcoin.node.params.NetworkParams;

/// The options about peers.
final class PeerConfigReader {
  private static final int MAX_USER_AGENT_CHARS = 256;

  /// More would take gigabytes, and no block was ever short of so many.
  private static final int MAX_EXTRA_TRANSACTIONS = 100_000;

  private PeerConfigReader() {}

  /// @param chainFolder of the chain, where keys are kept
  static NodeConfig.Peers read(Arguments arguments, NetworkParams params, Path chainFolder)
      throws ConfigException {
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
    int maxConnections =
        NodeConfigReader.toInt(Math.max(0, arguments.getLong("maxconnections", 125)));
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
        comments(arguments),
        maxConnections,
        NodeConfigReader.toInt(timeout <= 0 ? 5_000 : timeout),
        NodeConfigReader.toInt(peerTimeout),
        arguments.getLong("bantime", 24 * 60 * 60),
        arguments.getBoolean("networkactive", true),
        arguments.getBoolean("blocksonly", false),
        arguments.getBoolean("dnsseed", true),
        arguments.getBoolean("v2transport", true),
        Math.clamp(
            arguments.getLong("blockreconstructionextratxn", 100), 0, MAX_EXTRA_TRANSACTIONS),
        rules(arguments),
        ReachConfigReader.read(arguments, chainFolder, port),
        ReachConfigReader.asMap(arguments, chainFolder));
  }

  private static PeerRules rules(Arguments arguments) throws ConfigException {
    List<PeerRules.Range> ranges = new ArrayList<>();
    for (String text : arguments.all("whitelist")) {
      Grant.Parsed parsed = grant(text, false);
      Optional<Subnet> subnet = Subnet.parse(parsed.target());
      if (subnet.isEmpty()) {
        throw new ConfigException(
            "Invalid netmask specified in -whitelist: '" + parsed.target() + "'");
      }
      ranges.add(new PeerRules.Range(subnet.get().masked(), parsed.grant()));
    }
    List<PeerRules.Bind> binds = new ArrayList<>();
    for (String text : arguments.all("whitebind")) {
      binds.add(whitebind(text));
    }
    return new PeerRules(
        ranges,
        binds,
        arguments.getBoolean("whitelistrelay", true),
        arguments.getBoolean("whitelistforcerelay", false),
        arguments.getBoolean("forcednsseed", false),
        uploadTarget(arguments),
        new OfferedFilters(
            arguments.getBoolean("peerbloomfilters", false),
            arguments.getBoolean("peerblockfilters", false)));
  }

  private static PeerRules.Bind whitebind(String text) throws ConfigException {
    Grant.Parsed parsed = grant(text, true);
    Optional<InetSocketAddress> address =
        HostPort.parse(parsed.target(), 0).flatMap(HostPort::literal);
    if (address.isEmpty()) {
      throw new ConfigException("Cannot resolve -whitebind address: '" + parsed.target() + "'");
    }
    if (address.get().getPort() == 0) {
      throw new ConfigException(
          "Need to specify a port with -whitebind: '" + parsed.target() + "'");
    }
    return new PeerRules.Bind(address.get(), parsed.grant());
  }

  private static Grant.Parsed grant(String text, boolean incoming) throws ConfigException {
    try {
      return Grant.parse(text, incoming);
    } catch (DecodeException e) {
      throw new ConfigException(Objects.requireNonNull(e.getMessage()));
    }
  }

  /// In bytes. Small letters count by thousands, capital ones by 1,024; without a letter it is MiB.
  private static long uploadTarget(Arguments arguments) throws ConfigException {
    String text = arguments.find("maxuploadtarget").orElse("0");
    char last = text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    int unit = "kmgtKMGT".indexOf(last);
    String digits = unit < 0 ? text : text.substring(0, text.length() - 1);
    boolean number =
        !digits.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    if (number) {
      long base = unit >= 4 || unit < 0 ? 1_024 : 1_000;
      int power = unit < 0 ? 2 : unit % 4 + 1;
      BigInteger bytes = BigInteger.valueOf(base).pow(power).multiply(new BigInteger(digits));
      if (bytes.bitLength() < Long.SIZE) {
        return bytes.longValueExact();
      }
    }
    throw new ConfigException("Unable to parse -maxuploadtarget: '" + text + "'");
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
      // Listened at apart from the others.
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
