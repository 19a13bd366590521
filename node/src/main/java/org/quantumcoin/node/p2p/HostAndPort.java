package org.quantumcoin.node.p2p;

import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import org.quantumcoin.node.p2p.message.NetAddress;

/// A peer as operators write it: `host`, `host:port`, `[v6]:port` or a bare IPv6 address.
record HostAndPort(String host, int port) {
  private static final String I2P = ".b32.i2p";

  static HostAndPort parse(String text, int defaultPort) {
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end > 0) {
        String rest = text.substring(end + 1);
        return of(
            text.substring(1, end), rest.startsWith(":") ? rest.substring(1) : "", defaultPort);
      }
    }
    int colon = text.lastIndexOf(':');
    if (colon < 0 || text.indexOf(':') != colon) {
      return of(text, "", defaultPort);
    }
    return of(text.substring(0, colon), text.substring(colon + 1), defaultPort);
  }

  private static HostAndPort of(String host, String digits, int defaultPort) {
    // There are no ports in SAM 3.1, which is written as 0.
    boolean i2p = host.toLowerCase(Locale.ROOT).endsWith(I2P);
    return new HostAndPort(host, port(digits, i2p ? 0 : defaultPort));
  }

  private static int port(String digits, int defaultPort) {
    if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(Character::isDigit)) {
      return defaultPort;
    }
    int port = Integer.parseInt(digits);
    return port > 0 && port < 65_536 ? port : defaultPort;
  }

  /// The address when the host is written in numbers, or as an onion or I2P name.
  Optional<NetAddress> literal() {
    return NetAddress.parseHost(host, port);
  }

  /// Looks the name up, so it may take a while. Empty when nobody knows it.
  Optional<NetAddress> resolve() {
    InetSocketAddress found = new InetSocketAddress(host, port);
    return found.isUnresolved() ? Optional.empty() : Optional.of(NetAddress.of(found));
  }
}
