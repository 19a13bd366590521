package org.quantumcoin.node.p2p;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.quantumcoin.node.p2p.message.NetAddress;

/// Decides whom to connect to next: what the operator named, and as many others as there are slots.
/// Opens nothing itself. Lives on the peer thread.
final class ConnectionPlan {
  /// Core's `MAX_OUTBOUND_FULL_RELAY_CONNECTIONS`.
  static final int FULL_RELAY_SLOTS = 8;

  /// Core's `MAX_BLOCK_RELAY_ONLY_CONNECTIONS`.
  static final int BLOCK_RELAY_SLOTS = 2;

  private static final long FIRST_RETRY_MILLIS = 500;

  /// `-connect` targets are retried in Core at most every five seconds, added nodes each minute.
  private static final long MAX_CONNECT_RETRY_MILLIS = 5_000;

  private static final long MAX_ADDED_RETRY_MILLIS = 60_000;

  private final P2pConfig config;
  private final AddressBook book;
  private final TimeSource time;
  private final Set<String> added = new LinkedHashSet<>();
  private final List<String> seedNodes;

  /// Names being connected to now.
  private final Set<String> pending = new HashSet<>();

  private final Map<String, Retry> retries = new HashMap<>();

  /// When a target may be tried again, and how long to wait after that.
  private record Retry(long atMillis, long delayMillis) {}

  /// A connection to open. `address` is known for those out of the book.
  record Target(String name, Optional<NetAddress> address, ConnectionType type) {}

  ConnectionPlan(P2pConfig config, AddressBook book, TimeSource time) {
    this.config = config;
    this.book = book;
    this.time = time;
    this.added.addAll(config.addNodes());
    this.seedNodes = new ArrayList<>(config.seedNodes());
  }

  /// False when it is there already.
  boolean add(String node) {
    return added.add(node);
  }

  boolean remove(String node) {
    retries.remove(node);
    return added.remove(node);
  }

  List<String> added() {
    return List.copyOf(added);
  }

  /// The connections to open now, given those that stand; each counts as pending until [#finished].
  List<Target> next(Iterable<Peer> peers, Predicate<NetAddress> allowed) {
    Set<String> connected = new HashSet<>();
    Set<String> groups = new HashSet<>();
    int fullRelay = 0;
    int blockRelay = 0;
    for (Peer peer : peers) {
      connected.add(peer.name());
      connected.add(peer.address().toString());
      if (!peer.isInbound()) {
        groups.add(group(peer.address()));
      }
      fullRelay += peer.type() == ConnectionType.OUTBOUND_FULL_RELAY ? 1 : 0;
      blockRelay += peer.type() == ConnectionType.BLOCK_RELAY ? 1 : 0;
    }
    List<Target> targets = new ArrayList<>();
    for (String node : added) {
      addNamed(targets, node, connected, ConnectionType.MANUAL);
    }
    if (config.connect().isPresent()) {
      for (String node : config.connect().get()) {
        addNamed(targets, node, connected, ConnectionType.MANUAL);
      }
      return targets;
    }
    while (!seedNodes.isEmpty()) {
      addNamed(targets, seedNodes.removeLast(), connected, ConnectionType.ADDR_FETCH);
    }
    if (pending.size() < FULL_RELAY_SLOTS) {
      ConnectionType type =
          fullRelay < FULL_RELAY_SLOTS
              ? ConnectionType.OUTBOUND_FULL_RELAY
              : ConnectionType.BLOCK_RELAY;
      if (fullRelay < FULL_RELAY_SLOTS || blockRelay < BLOCK_RELAY_SLOTS) {
        addFromBook(targets, type, groups, connected, allowed);
      }
    }
    return targets;
  }

  private void addNamed(
      List<Target> targets, String node, Set<String> connected, ConnectionType type) {
    Retry retry = retries.get(node);
    boolean due = retry == null || retry.atMillis <= time.steadyMillis();
    if (due && !connected.contains(node) && pending.add(node)) {
      targets.add(new Target(node, Optional.empty(), type));
    }
  }

  /// One address of a part of the network that we have no connection to yet: an attacker with a
  /// small range of addresses must not get several slots.
  private void addFromBook(
      List<Target> targets,
      ConnectionType type,
      Set<String> groups,
      Set<String> connected,
      Predicate<NetAddress> allowed) {
    book.select(
            time.seconds(),
            address ->
                !groups.contains(group(address))
                    && !connected.contains(address.toString())
                    && allowed.test(address))
        .filter(address -> pending.add(address.toString()))
        .ifPresent(
            address -> targets.add(new Target(address.toString(), Optional.of(address), type)));
  }

  /// An attempt begins that [#next] did not ask for; it counts as pending until [#finished].
  void started(String name) {
    pending.add(name);
  }

  /// An attempt ended, well or not.
  void finished(String name, boolean connected) {
    pending.remove(name);
    boolean isConnect = config.connect().isPresent() && config.connect().get().contains(name);
    if (!isConnect && !added.contains(name)) {
      return;
    }
    Retry before = retries.get(name);
    long delay =
        connected || before == null
            ? FIRST_RETRY_MILLIS
            : Math.min(
                before.delayMillis * 2,
                isConnect ? MAX_CONNECT_RETRY_MILLIS : MAX_ADDED_RETRY_MILLIS);
    retries.put(name, new Retry(time.steadyMillis() + delay, delay));
  }

  /// The part of the network that an address belongs to: a /16 of IPv4, a /32 of IPv6 (Core's
  /// `NetGroupManager` without a map of autonomous systems).
  private static String group(NetAddress address) {
    String host = address.host();
    char separator = address.network() == NetAddress.IPV4 ? '.' : ':';
    int first = host.indexOf(separator);
    int second = first < 0 ? -1 : host.indexOf(separator, first + 1);
    return address.network() + "/" + (second < 0 ? host : host.substring(0, second));
  }
}
