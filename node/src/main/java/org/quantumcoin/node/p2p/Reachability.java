package org.quantumcoin.node.p2p;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;

/// The networks that we reach, and through what: as it was said at the start, and what Tor tells
/// later. Changed on the peer thread, read from anywhere.
final class Reachability {
  private final ReachOptions options;
  private volatile Set<PeerNetwork> networks;
  private volatile Map<PeerNetwork, Proxy> proxies;

  Reachability(ReachOptions options) {
    this.options = options;
    this.networks = options.networks();
    this.proxies = options.proxies().byNetwork();
  }

  /// Those that connections are made on of our own account.
  Set<PeerNetwork> networks() {
    return networks;
  }

  boolean contains(PeerNetwork network) {
    return networks.contains(network);
  }

  /// Whether it is on one of them, as far as can be told without trying.
  boolean contains(NetAddress address) {
    return networks.contains(address.routedNetwork());
  }

  Optional<Proxy> proxy(PeerNetwork network) {
    return Optional.ofNullable(proxies.get(network));
  }

  /// Where names are sent to be looked up.
  Optional<Proxy> nameProxy() {
    return options.proxies().names();
  }

  /// Whether names may be looked up here.
  boolean looksUpNames() {
    return options.proxies().lookUpNames() && nameProxy().isEmpty();
  }

  /// An address of the range that CJDNS has in IPv6 is one of CJDNS where we take part in it.
  NetAddress normalized(NetAddress address) {
    return contains(PeerNetwork.CJDNS) ? address.asCjdns() : address;
  }

  /// Onion services are reached by this proxy from now on.
  void useOnionProxy(Proxy proxy) {
    Map<PeerNetwork, Proxy> more = new EnumMap<>(PeerNetwork.class);
    more.putAll(proxies);
    more.put(PeerNetwork.ONION, proxy);
    proxies = Map.copyOf(more);
    if (options.onionAllowed()) {
      Set<PeerNetwork> all = EnumSet.of(PeerNetwork.ONION);
      all.addAll(networks);
      networks = Set.copyOf(all);
    }
  }
}
