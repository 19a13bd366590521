package org.quantumcoin.node.p2p.proxy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Where connections of a network go through.
///
/// @param address a resolved IP address with port, or a socket in the file system
/// @param randomizeCredentials new credentials for every connection (`-proxyrandomize`), by which
///   Tor keeps them on circuits of their own
public record Proxy(SocketAddress address, boolean randomizeCredentials) {
  /// How operators mark a path.
  public static final String UNIX_PREFIX = "unix:";

  /// Tor's port for SOCKS5.
  public static final int DEFAULT_PORT = 9050;

  public static Proxy at(Path socket, boolean randomizeCredentials) {
    return new Proxy(UnixDomainSocketAddress.of(socket), randomizeCredentials);
  }

  /// As `getnetworkinfo` shows it.
  public String label() {
    return switch (address) {
      case InetSocketAddress ip -> NetAddress.of(ip).toString();
      case UnixDomainSocketAddress path -> UNIX_PREFIX + path.getPath();
      default -> address.toString();
    };
  }
}
