package org.quantumcoin.node.p2p;

import java.net.InetSocketAddress;

/// A peer as operators write it: `host`, `host:port`, `[v6]:port` or a bare IPv6 address.
record HostAndPort(String host, int port) {
  static HostAndPort parse(String text, int defaultPort) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end > 0) {
        String rest = text.substring(end + 1);
        return new HostAndPort(
            text.substring(1, end),
            rest.startsWith(":") ? port(rest.substring(1), defaultPort) : defaultPort);
      }
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf(':') != colon) {
      return new HostAndPort(text, defaultPort);
    }
    return new HostAndPort(text.substring(0, colon), port(text.substring(colon + 1), defaultPort));
  }

  private static int port(String digits, int defaultPort) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
      return defaultPort;
    }
    int port = Integer.parseInt(digits);
    return port > 0 && port < 65_536 ? port : defaultPort;
  }

  /// Looks the name up, so it may take a while.
  InetSocketAddress resolve() {
    return new InetSocketAddress(host, port);
  }
}
