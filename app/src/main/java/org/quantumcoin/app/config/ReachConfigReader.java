package org.quantumcoin.app.config;

import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.p2p.ReachOptions;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.p2p.proxy.TorController;

/// The options about networks and what leads to them, checked in the order of Bitcoin Core's start.
final class ReachConfigReader {
  /// I2P's port for SAM.
  private static final int DEFAULT_SAM_PORT = 7656;

  private static final String DEFAULT_ASMAP = "ip_asn.map";
  private static final String ONION_BIND = "=onion";

  private final Arguments arguments;
  private final Path chainFolder;
  private final int port;
  private final boolean lookUpNames;
  private final Set<PeerNetwork> networks = EnumSet.copyOf(PeerNetwork.PUBLIC);
  private final Map<PeerNetwork, Proxy> proxies = new EnumMap<>(PeerNetwork.class);
  private Optional<Proxy> nameProxy = Optional.empty();

  private ReachConfigReader(Arguments arguments, Path chainFolder, int port) {
    this.arguments = arguments;
    this.chainFolder = chainFolder;
    this.port = port;
    this.lookUpNames = arguments.getBoolean("dns", true);
  }

  /// @param chainFolder where keys of our own addresses are kept
  /// @param port that we listen at
  static ReachOptions read(Arguments arguments, Path chainFolder, int port) throws ConfigException {
    return new ReachConfigReader(arguments, chainFolder, port).read();
  }

  private ReachOptions read() throws ConfigException {
    boolean onlyNets = !arguments.all("onlynet").isEmpty();
    onlyNetworks();
    boolean onionWanted = networks.contains(PeerNetwork.ONION);
    cjdns(onlyNets);
    boolean noIp = !networks.contains(PeerNetwork.IPV4) && !networks.contains(PeerNetwork.IPV6);
    if (noIp && arguments.getBoolean("dnsseed", false)) {
      throw new ConfigException(
          "Incompatible options: -dnsseed=1 was explicitly specified, but -onlynet forbids connections to IPv4/IPv6");
    }
    proxies(onlyNets && onionWanted);
    List<NetAddress> external = new ArrayList<>();
    for (String text : arguments.all("externalip")) {
      external.add(external(text));
    }
    Optional<ReachOptions.I2p> i2p = i2p(onlyNets);
    boolean listenOnion = arguments.getBoolean("listenonion", true);
    return new ReachOptions(
        networks,
        onionWanted,
        new ReachOptions.Proxies(proxies, nameProxy, lookUpNames),
        new ReachOptions.Own(
            arguments.getBoolean("discover", true),
            external,
            onionBinds(),
            arguments.getBoolean("natpmp", false)),
        listenOnion ? Optional.of(tor()) : Optional.empty(),
        i2p,
        arguments.getBoolean("fixedseeds", true));
  }

  private void onlyNetworks() throws ConfigException {
    List<String> wanted = arguments.all("onlynet");
    if (wanted.isEmpty()) {
      return;
    }
    networks.clear();
    for (String name : wanted) {
      networks.add(
          network(name)
              .orElseThrow(() ->
                  new ConfigException("Unknown network specified in -onlynet: '" + name + "'")));
    }
  }

  /// Core still knows an older name of onion services.
  static Optional<PeerNetwork> network(String name) {
    return PeerNetwork.of(name.equalsIgnoreCase("tor") ? "onion" : name);
  }

  private void cjdns(boolean onlyNets) throws ConfigException {
    if (arguments.getBoolean("cjdnsreachable", false)) {
      return;
    }
    if (onlyNets && networks.contains(PeerNetwork.CJDNS)) {
      throw new ConfigException(
          "Outbound connections restricted to CJDNS (-onlynet=cjdns) but -cjdnsreachable is not provided");
    }
    networks.remove(PeerNetwork.CJDNS);
  }

  private void proxies(boolean onlyOnion) throws ConfigException {
    String given = valueOf("proxy");
    Optional<Proxy> onionProxy = Optional.empty();
    if (!given.isEmpty()) {
      Proxy proxy = proxy("proxy", given);
      proxies.put(PeerNetwork.IPV4, proxy);
      proxies.put(PeerNetwork.IPV6, proxy);
      proxies.put(PeerNetwork.CJDNS, proxy);
      nameProxy = Optional.of(proxy);
      onionProxy = nameProxy;
    }
    String onion = valueOf("onion");
    if (isOff("onion")) {
      onionProxy = Optional.empty();
      if (onlyOnion) {
        throw new ConfigException(
            "Outbound connections restricted to Tor (-onlynet=onion) but the proxy for reaching the Tor network is explicitly forbidden: -onion=0");
      }
    } else if (!onion.isEmpty()) {
      onionProxy = Optional.of(proxy("onion", onion));
    }
    if (onionProxy.isPresent()) {
      proxies.put(PeerNetwork.ONION, onionProxy.get());
      return;
    }
    if (onlyOnion && !arguments.getBoolean("listenonion", true)) {
      throw new ConfigException(
          "Outbound connections restricted to Tor (-onlynet=onion) but the proxy for reaching the Tor network is not provided: none of -proxy, -onion or -listenonion is given");
    }
    // Tor's control port may still tell of one.
    networks.remove(PeerNetwork.ONION);
  }

  /// Empty for `-nofoo` and `-foo=0` too.
  private String valueOf(String option) {
    return isOff(option) ? "" : arguments.get(option, "");
  }

  private boolean isOff(String option) {
    return arguments.isNegated(option) || arguments.get(option, "").equals("0");
  }

  private Proxy proxy(String option, String text) throws ConfigException {
    boolean randomize = arguments.getBoolean("proxyrandomize", true);
    if (text.startsWith(Proxy.UNIX_PREFIX)) {
      String path = text.substring(Proxy.UNIX_PREFIX.length());
      try {
        if (!path.isEmpty()) {
          return Proxy.at(Path.of(path), randomize);
        }
      } catch (InvalidPathException _) {
        // Said below.
      }
      throw invalid(option, text);
    }
    return new Proxy(socket(option, text, Proxy.DEFAULT_PORT), randomize);
  }

  private static ConfigException invalid(String option, String text) {
    return new ConfigException("Invalid -%s address or hostname: '%s'".formatted(option, text));
  }

  private InetSocketAddress socket(String option, String text, int defaultPort)
      throws ConfigException {
    return hostPort(option, text, defaultPort)
        .resolved(lookUpNames)
        .orElseThrow(() -> invalid(option, text));
  }

  private static HostPort hostPort(String option, String text, int defaultPort)
      throws ConfigException {
    return HostPort.parse(text, defaultPort)
        .orElseThrow(() ->
            new ConfigException("Invalid port specified in -%s: '%s'".formatted(option, text)));
  }

  private NetAddress external(String text) throws ConfigException {
    Optional<HostPort> parsed = HostPort.parse(text, port);
    Optional<NetAddress> address =
        parsed.flatMap(host -> NetAddress.parseHost(host.host(), host.port()));
    if (address.isEmpty() && parsed.isPresent()) {
      address = parsed.get().resolved(lookUpNames).map(NetAddress::of);
    }
    return address
        .filter(NetAddress::isValid)
        .orElseThrow(
            () -> new ConfigException("Cannot resolve -externalip address: '" + text + "'"));
  }

  private List<InetSocketAddress> onionBinds() throws ConfigException {
    List<InetSocketAddress> binds = new ArrayList<>();
    for (String text : arguments.all("bind")) {
      if (text.endsWith(ONION_BIND)) {
        String bare = text.substring(0, text.length() - ONION_BIND.length());
        binds.add(
            HostPort.parse(bare, port + 1)
                .flatMap(HostPort::literal)
                .orElseThrow(
                    () -> new ConfigException("Cannot resolve -bind address: '" + text + "'")));
      }
    }
    return binds;
  }

  private TorController.Options tor() throws ConfigException {
    String control = arguments.get("torcontrol", "127.0.0.1");
    InetSocketAddress address =
        hostPort("torcontrol", control, TorController.DEFAULT_CONTROL_PORT)
            .resolved(lookUpNames)
            .orElseThrow(() ->
                new ConfigException(
                    "Cannot resolve -torcontrol address: '%s'. Name Tor's control port as IP:PORT, or start with -listenonion=0."
                        .formatted(control)));
    return new TorController.Options(
        address,
        arguments.find("torpassword").filter(password -> !password.isEmpty()),
        arguments.get("onion", "").isEmpty() && !arguments.isNegated("onion"),
        chainFolder.resolve("onion_v3_private_key"));
  }

  private Optional<ReachOptions.I2p> i2p(boolean onlyNets) throws ConfigException {
    String given = valueOf("i2psam");
    if (given.isEmpty()) {
      if (onlyNets && networks.contains(PeerNetwork.I2P)) {
        throw new ConfigException(
            "Outbound connections restricted to i2p (-onlynet=i2p) but -i2psam is not provided");
      }
      networks.remove(PeerNetwork.I2P);
      return Optional.empty();
    }
    return Optional.of(
        new ReachOptions.I2p(
            socket("i2psam", given, DEFAULT_SAM_PORT),
            arguments.getBoolean("i2pacceptincoming", true),
            chainFolder.resolve("i2p_private_key")));
  }

  /// Relative paths are of the chain's folder.
  static Optional<Path> asMap(Arguments arguments, Path chainFolder) throws ConfigException {
    if (!arguments.isSet("asmap") || arguments.isNegated("asmap")) {
      return Optional.empty();
    }
    String given = arguments.get("asmap", "");
    try {
      return Optional.of(chainFolder.resolve(given.isEmpty() ? DEFAULT_ASMAP : given));
    } catch (InvalidPathException _) {
      throw new ConfigException("Could not find asmap file \"" + given + "\"");
    }
  }
}
