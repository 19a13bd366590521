package org.quantumcoin.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.Subnet;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.rpc.RpcConfig;
import org.quantumcoin.node.rpc.RpcUser;

/// The options about the RPC server.
final class RpcConfigReader {
  private RpcConfigReader() {}

  static RpcConfig read(Arguments arguments, NetworkParams params, Path chainFolder)
      throws ConfigException {
    int port = PeerConfigReader.port(arguments, "rpcport", params.ports().rpc());
    return new RpcConfig(
        arguments.getBoolean("server", true),
        binds(arguments, port),
        allowed(arguments),
        arguments.find("rpcuser").filter(user -> !user.isEmpty()),
        arguments.find("rpcpassword").filter(password -> !password.isEmpty()),
        users(arguments),
        cookieFile(arguments, chainFolder),
        cookiePermissions(arguments),
        (int) Math.max(arguments.getLong("rpcthreads", 16), 1),
        (int) Math.max(arguments.getLong("rpcworkqueue", 64), 1),
        (int) Math.max(arguments.getLong("rpcservertimeout", 30), 1),
        whitelist(arguments),
        arguments.getBoolean("rpcwhitelistdefault", !arguments.all("rpcwhitelist").isEmpty()));
  }

  /// Loopback unless both -rpcbind and -rpcallowip are given: one alone is a mistake that would
  /// open the door or a port nobody may use.
  private static List<InetSocketAddress> binds(Arguments arguments, int port)
      throws ConfigException {
    List<String> asked = arguments.all("rpcbind");
    boolean allows = !arguments.all("rpcallowip").isEmpty();
    List<InetSocketAddress> binds = new ArrayList<>();
    if (asked.isEmpty() || !allows) {
      if (allows) {
        Log.info(
            "Option -rpcallowip was specified without -rpcbind; this doesn't usually make sense");
      }
      if (!asked.isEmpty()) {
        Log.info(
            "Option -rpcbind was ignored because -rpcallowip was not specified, refusing to allow everyone to connect");
      }
      asked = List.of("::1", "127.0.0.1");
    }
    for (String text : asked) {
      Optional<HostPort> parsed = HostPort.parse(text, port);
      Optional<InetSocketAddress> address = parsed.flatMap(HostPort::literal);
      if (address.isEmpty()) {
        throw new ConfigException("Invalid port specified in -rpcbind: '" + text + "'");
      }
      binds.add(address.get());
    }
    return binds;
  }

  private static List<Subnet> allowed(Arguments arguments) throws ConfigException {
    List<Subnet> subnets = new ArrayList<>();
    for (String text : arguments.all("rpcallowip")) {
      Optional<Subnet> subnet = Subnet.parse(text);
      if (subnet.isEmpty()) {
        throw new ConfigException(
            "Invalid -rpcallowip subnet specification: %s. Valid values are a single IP (e.g. 1.2.3.4), a network/netmask (e.g. 1.2.3.4/255.255.255.0), a network/CIDR (e.g. 1.2.3.4/24), all ipv4 (0.0.0.0/0), or all ipv6 (::/0)."
                .formatted(text));
      }
      subnets.add(subnet.get());
    }
    return subnets;
  }

  private static List<RpcUser> users(Arguments arguments) throws ConfigException {
    List<RpcUser> users = new ArrayList<>();
    for (String text : arguments.all("rpcauth")) {
      Optional<RpcUser> user = RpcUser.parse(text);
      if (user.isEmpty()) {
        throw new ConfigException("Invalid -rpcauth argument.");
      }
      users.add(user.get());
    }
    return users;
  }

  private static Optional<Path> cookieFile(Arguments arguments, Path chainFolder) {
    if (arguments.isNegated("rpccookiefile")) {
      return Optional.empty();
    }
    String given = arguments.get("rpccookiefile", "");
    return Optional.of(chainFolder.resolve(given.isEmpty() ? ".cookie" : given));
  }

  private static Optional<String> cookiePermissions(Arguments arguments) throws ConfigException {
    Optional<String> given = arguments.find("rpccookieperms");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (given.get()) {
          case "owner" -> "rw-------";
          case "group" -> "rw-r-----";
          case "all" -> "rw-r--r--";
          default ->
              throw new ConfigException(
                  "Invalid -rpccookieperms="
                      + given.get()
                      + "; must be one of 'owner', 'group', or 'all'.");
        });
  }

  private static Map<String, Set<String>> whitelist(Arguments arguments) {
    Map<String, Set<String>> byUser = new HashMap<>();
    for (String text : arguments.all("rpcwhitelist")) {
      int colon = text.indexOf(':');
      String user = colon < 0 ? text : text.substring(0, colon);
      Set<String> methods = new HashSet<>();
      for (String method :
          colon < 0 ? new String[0] : text.substring(colon + 1).split("[, ]", -1)) {
        if (!method.isEmpty()) {
          methods.add(method);
        }
      }
      // Several lists for one user leave what is in all of them.
      byUser.merge(
          user,
          methods,
          (known, more) -> {
            known.retainAll(more);
            return known;
          });
    }
    return byUser;
  }
}
