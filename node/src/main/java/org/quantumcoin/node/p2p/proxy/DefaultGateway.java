package org.quantumcoin.node.p2p.proxy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The router that leads out of the local network, as Linux lists it below `/proc/net`. Other
/// systems tell it in ways that Java has no access to.
final class DefaultGateway {
  private static final Path IPV4_ROUTES = Path.of("/proc/net/route");
  private static final Path IPV6_ROUTES = Path.of("/proc/net/ipv6_route");

  /// The route leads to a router, and is up (`RTF_GATEWAY`, `RTF_UP`).
  private static final int GATEWAY_UP = 3;

  private static final int IPV6_FIELDS = 10;
  private static final int IPV4_FIELDS = 8;

  private DefaultGateway() {}

  /// Whether this system tells.
  static boolean canBeFound() {
    return Files.isReadable(IPV4_ROUTES);
  }

  static Optional<InetAddress> ipv4() {
    return ipv4(lines(IPV4_ROUTES));
  }

  static Optional<InetAddress> ipv6() {
    return ipv6(lines(IPV6_ROUTES));
  }

  private static List<String> lines(Path routes) {
    try {
      return Files.readAllLines(routes);
    } catch (IOException _) {
      return List.of();
    }
  }

  /// Of the default routes the one with the lowest metric. Numbers are as they stand in memory,
  /// least byte first.
  static Optional<InetAddress> ipv4(List<String> routes) {
    Optional<InetAddress> best = Optional.empty();
    long bestMetric = Long.MAX_VALUE;
    for (String line : routes) {
      String[] fields = line.strip().split("\\s+", -1);
      if (fields.length < IPV4_FIELDS || !fields[1].equals("00000000")) {
        continue;
      }
      try {
        int flags = HexFormat.fromHexDigits(fields[3]);
        long metric = Long.parseLong(fields[6]);
        boolean everywhere = fields[7].equals("00000000");
        if ((flags & GATEWAY_UP) == GATEWAY_UP && everywhere && metric < bestMetric) {
          int address = Integer.reverseBytes(HexFormat.fromHexDigits(fields[2]));
          best = Optional.of(InetAddress.getByAddress(bytes(address)));
          bestMetric = metric;
        }
      } catch (IllegalArgumentException | UnknownHostException _) {
        // Not a line that we understand: there may be others.
      }
    }
    return best;
  }

  private static byte[] bytes(int address) {
    return new byte[] {
      (byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address
    };
  }

  /// The same for IPv6, where routers mostly have addresses of the link, to which its interface
  /// belongs.
  static Optional<InetAddress> ipv6(List<String> routes) {
    Optional<InetAddress> best = Optional.empty();
    long bestMetric = Long.MAX_VALUE;
    for (String line : routes) {
      String[] fields = line.strip().split("\\s+", -1);
      boolean isDefault =
          fields.length >= IPV6_FIELDS
              && fields[1].equals("00")
              && fields[0].chars().allMatch(c -> c == '0');
      if (!isDefault) {
        continue;
      }
      try {
        long metric = HexFormat.fromHexDigitsToLong(fields[5]);
        int flags = HexFormat.fromHexDigits(fields[8]);
        if ((flags & GATEWAY_UP) == GATEWAY_UP && metric < bestMetric) {
          best = Optional.of(scoped(HexFormat.of().parseHex(fields[4]), fields[9]));
          bestMetric = metric;
        }
      } catch (IllegalArgumentException | IOException _) {
        // As above.
      }
    }
    return best;
  }

  private static InetAddress scoped(byte[] address, String interfaceName) throws IOException {
    InetAddress plain = InetAddress.getByAddress(address);
    NetworkInterface link = NetworkInterface.getByName(interfaceName);
    return plain.isLinkLocalAddress() && link != null
        ? Inet6Address.getByAddress(null, address, link)
        : plain;
  }
}
