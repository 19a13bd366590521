package org.quantumcoin.node.p2p;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;

/// The addresses that others may reach us at, and which of them a peer is told (Core's
/// `mapLocalHost` and `GetLocalAddrForPeer`). Lives on the peer thread.
final class LocalAddresses {
  /// Core's `LOCAL_IF`, `LOCAL_BIND`, `LOCAL_MAPPED`, `LOCAL_MANUAL`: the surer, the higher.
  static final int INTERFACE = 1;

  static final int BOUND = 2;
  static final int MAPPED = 3;
  static final int MANUAL = 4;

  /// Interfaces have a few addresses each; an operator names a few more.
  private static final int MAX_ADDRESSES = 256;

  private final boolean listen;
  private final boolean discover;
  private final Reachability reach;
  private final RandomGenerator random;

  /// By host: the port is what we believe at the moment.
  private final Map<NetAddress, Entry> known = new LinkedHashMap<>();

  private int listenPort;

  private record Entry(int port, int score) {}

  LocalAddresses(P2pConfig config, Reachability reach, RandomGenerator random) {
    this.listen = config.listen();
    this.discover = config.reach().own().discover();
    this.reach = reach;
    this.random = random;
  }

  /// Learns of an address; false when it is of no use to others, or is not to be found out.
  boolean add(NetAddress told, int score) {
    NetAddress address = reach.normalized(told);
    boolean wanted =
        address.isRoutable()
            && (discover || score >= MANUAL)
            && reach.contains(address)
            && known.size() < MAX_ADDRESSES;
    if (!wanted) {
      return false;
    }
    Log.info("AddLocal(%s,%d)".formatted(address, score));
    NetAddress host = address.withPort(0);
    Entry before = known.get(host);
    if (before == null) {
      known.put(host, new Entry(address.port(), score));
    } else if (score >= before.score) {
      known.put(host, new Entry(address.port(), score + 1));
    }
    return true;
  }

  void remove(NetAddress address) {
    Log.info("RemoveLocal(" + address + ")");
    known.remove(address.withPort(0));
  }

  boolean contains(NetAddress address) {
    return known.containsKey(address.withPort(0));
  }

  /// Somebody who connected to us says that it was there.
  void seen(NetAddress address) {
    known.computeIfPresent(
        address.withPort(0),
        (_, entry) ->
            new Entry(
                entry.port, entry.score == Integer.MAX_VALUE ? entry.score : entry.score + 1));
  }

  List<LocalAddress> all() {
    List<LocalAddress> all = new ArrayList<>();
    known.forEach(
        (host, entry) -> all.add(new LocalAddress(host.withPort(entry.port), entry.score)));
    return all;
  }

  /// Those of this machine's interfaces, without a port.
  static List<NetAddress> ofInterfaces() {
    List<NetAddress> all = new ArrayList<>();
    try {
      for (NetworkInterface each : Collections.list(NetworkInterface.getNetworkInterfaces())) {
        if (each.isUp() && !each.isLoopback()) {
          for (InetAddress ip : Collections.list(each.getInetAddresses())) {
            all.add(NetAddress.of(ip, 0));
          }
        }
      }
    } catch (SocketException e) {
      Log.warning(
          "The addresses of this computer cannot be read (%s). Name the public one with -externalip if others shall connect."
              .formatted(e.getMessage()));
    }
    return all;
  }

  /// The address of ours that a peer should know, if any.
  ///
  /// The best one for it; now and then what it says our address is, since it may know better.
  Optional<NetAddress> forPeer(Peer peer) {
    Optional<NetAddress> best = listen ? best(peer) : Optional.empty();
    NetAddress seen = peer.handshake.addressOfUs;
    boolean believable =
        discover && peer.address().isRoutable() && seen.isRoutable() && reach.contains(seen);
    if (believable && (best.isEmpty() || random.nextInt(8) < trust(best.get()))) {
      // Who connected to us knows the port as well; others see only one of ours that is gone soon.
      best =
          Optional.of(
              peer.isInbound()
                  ? seen
                  : seen.withPort(best.map(NetAddress::port).orElse(listenPort)));
    }
    best.ifPresent(address ->
        Log.debug(
            LogCategory.NET,
            () -> "Advertising address %s to peer=%d".formatted(address, peer.id())));
    return best;
  }

  /// The port of addresses of which nothing else is known.
  void listensAt(int port) {
    listenPort = port;
  }

  int listenPort() {
    return listenPort;
  }

  /// In how many of eight cases a peer's word counts more than what we know.
  private int trust(NetAddress known) {
    Entry entry = this.known.get(known.withPort(0));
    return entry != null && entry.score > MANUAL ? 1 : 4;
  }

  private Optional<NetAddress> best(Peer peer) {
    NetAddress best = null;
    Entry bestEntry = null;
    int bestReach = -1;
    for (Map.Entry<NetAddress, Entry> each : known.entrySet()) {
      NetAddress host = each.getKey();
      boolean otherNetwork = host.routedNetwork() != peer.network();
      // Or it would be known that both belong to one node.
      if (otherNetwork && (host.isPrivate() || peer.isOverPrivateNetwork())) {
        continue;
      }
      int reachable = reachability(host, peer.address());
      int score = each.getValue().score;
      if (reachable > bestReach
          || (reachable == bestReach && bestEntry != null && score > bestEntry.score)) {
        best = host.withPort(each.getValue().port);
        bestEntry = each.getValue();
        bestReach = reachable;
      }
    }
    return Optional.ofNullable(best);
  }

  // Core's `GetReachabilityFrom`, from worst to best.

  private static final int UNREACHABLE = 0;
  private static final int DEFAULT = 1;
  private static final int TEREDO = 2;
  private static final int IPV6_WEAK = 3;
  private static final int IPV4 = 4;
  private static final int IPV6_STRONG = 5;
  private static final int PRIVATE = 6;

  /// How well somebody at `theirs` can be expected to reach `ours`.
  static int reachability(NetAddress ours, NetAddress theirs) {
    if (!ours.isRoutable()) {
      return UNREACHABLE;
    }
    PeerNetwork network = ours.routedNetwork();
    if (theirs.isTeredo()) {
      return ours.isTeredo() ? TEREDO : weak(network);
    }
    return switch (theirs.routedNetwork()) {
      case IPV4 -> network == PeerNetwork.IPV4 ? IPV4 : DEFAULT;
      case IPV6 -> {
        if (ours.isTeredo()) {
          yield TEREDO;
        }
        boolean strong = network == PeerNetwork.IPV6 && !ours.isTunnelled();
        yield strong ? IPV6_STRONG : weak(network);
      }
      case ONION ->
          switch (network) {
            case IPV4 -> IPV4;
            case ONION -> PRIVATE;
            default -> DEFAULT;
          };
      case I2P -> network == PeerNetwork.I2P ? PRIVATE : DEFAULT;
      case CJDNS -> network == PeerNetwork.CJDNS ? PRIVATE : DEFAULT;
      case UNROUTABLE, INTERNAL -> {
        if (ours.isTeredo()) {
          yield TEREDO;
        }
        yield network == PeerNetwork.ONION ? PRIVATE : weak(network);
      }
    };
  }

  private static int weak(PeerNetwork network) {
    return switch (network) {
      case IPV4 -> IPV4;
      case IPV6 -> IPV6_WEAK;
      default -> DEFAULT;
    };
  }
}
