package org.quantumcoin.node.p2p;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.p2p.proxy.TorController;

/// Over which networks we reach others and they reach us, and through what.
///
/// @param networks that connections are made on of our own account (`-onlynet`, as far as there is
///   a way)
/// @param onionAllowed whether onion services may be among them once Tor is found
/// @param fixedSeeds `-fixedseeds`
public record ReachOptions(
    Set<PeerNetwork> networks,
    boolean onionAllowed,
    Proxies proxies,
    Own own,
    Optional<TorController.Options> tor,
    Optional<I2p> i2p,
    boolean fixedSeeds) {

  /// What connections go through.
  ///
  /// @param names where names are sent to be looked up (`-proxy`); then they never are here
  /// @param lookUpNames `-dns`
  public record Proxies(
      Map<PeerNetwork, Proxy> byNetwork, Optional<Proxy> names, boolean lookUpNames) {
    public Proxies {
      byNetwork = Map.copyOf(byNetwork);
    }
  }

  /// How others find us.
  ///
  /// @param discover whether we find our addresses out ourselves (`-discover`)
  /// @param external what the operator says they are (`-externalip`)
  /// @param onionBinds where what comes in through Tor arrives (`-bind=…=onion`); empty for the
  ///   default where no address at all was named
  /// @param mapPort `-natpmp`
  public record Own(
      boolean discover,
      List<NetAddress> external,
      List<InetSocketAddress> onionBinds,
      boolean mapPort) {
    public Own {
      external = List.copyOf(external);
      onionBinds = List.copyOf(onionBinds);
    }
  }

  /// The I2P router (`-i2psam`).
  ///
  /// @param acceptsIncoming `-i2pacceptincoming`: our address there stays the same
  /// @param keyFile of that address
  public record I2p(InetSocketAddress router, boolean acceptsIncoming, Path keyFile) {}

  /// IPv4 and IPv6 without anything in between; who we are is nobody's business.
  public static final ReachOptions DIRECT =
      new ReachOptions(
          Set.of(PeerNetwork.IPV4, PeerNetwork.IPV6),
          false,
          new Proxies(Map.of(), Optional.empty(), true),
          new Own(false, List.of(), List.of(), false),
          Optional.empty(),
          Optional.empty(),
          false);

  public ReachOptions {
    networks = Set.copyOf(networks);
  }

  /// The same with other proxies, over the networks that those lead to as well.
  public ReachOptions through(Set<PeerNetwork> reached, Proxies other) {
    return new ReachOptions(reached, onionAllowed, other, own, tor, i2p, fixedSeeds);
  }

  /// The same, known to others in another way.
  public ReachOptions as(Own other) {
    return new ReachOptions(networks, onionAllowed, proxies, other, tor, i2p, fixedSeeds);
  }

  /// The same with Tor's control port.
  public ReachOptions with(TorController.Options control) {
    return new ReachOptions(
        networks, onionAllowed, proxies, own, Optional.of(control), i2p, fixedSeeds);
  }
}
