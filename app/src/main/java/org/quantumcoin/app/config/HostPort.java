package org.quantumcoin.app.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.quantumcoin.node.p2p.Subnet;

/// A host with a port, taken apart as Bitcoin Core does it: `1.2.3.4`, `1.2.3.4:8333`,
/// `[::1]:8333`, `::1`.
public record HostPort(String host, int port) {

  /// Empty when what follows the colon is no port.
  public static Optional<HostPort> parse(String text, int defaultPort) {
    String host = text;
    int port = defaultPort;
    int colon = text.lastIndexOf(':');
    boolean bracketed = colon > 0 && text.startsWith("[") && text.charAt(colon - 1) == ']';
    boolean manyColons = colon > 0 && text.lastIndexOf(':', colon - 1) >= 0;
    if (colon >= 0 && (colon == 0 || bracketed || !manyColons)) {
      int parsed = port(text.substring(colon + 1));
      if (parsed < 0) {
        return Optional.empty();
      }
      port = parsed;
      host = text.substring(0, colon);
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return Optional.of(new HostPort(host, port));
  }

  /// 1 to 65535, or -1.
  public static int port(String text) {
    if (text.isEmpty() || text.length() > 5) {
      return -1;
    }
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port >= 1 && port <= 65_535 ? port : -1;
  }

  /// The address, looked up where that is allowed, which may take a while.
  Optional<InetSocketAddress> resolved(boolean lookUpNames) {
    Optional<InetSocketAddress> literal = literal();
    if (literal.isPresent() || !lookUpNames) {
      return literal;
    }
    return Optional.of(new InetSocketAddress(host, port)).filter(found -> !found.isUnresolved());
  }

  /// The address when the host is written in numbers, or is `localhost`.
  Optional<InetSocketAddress> literal() {
    Optional<InetAddress> address =
        host.equals("localhost")
            ? Optional.of(InetAddress.getLoopbackAddress())
            : Subnet.literal(host);
    return address.map(a -> new InetSocketAddress(a, port));
  }
}
