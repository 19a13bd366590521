package org.quantumcoin.node.p2p;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.NetGroup;
import org.quantumcoin.node.p2p.address.Selected;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// Chooses whom to connect to on our own account (Core's `ThreadOpenConnections`). Opens nothing
/// itself. Lives on the peer thread.
///
/// What makes it hard to take all of our connections: anchors from before the restart come first;
/// no two connections go to one part of the network; block-relay-only ones cannot be seen from
/// outside; a short extra one every few minutes looks whether somebody knows a better chain; and
/// feelers try addresses that we only heard of, so that there are tried ones when they are needed.
final class OutboundChoice {
  /// Core's `FEELER_INTERVAL`, `EXTRA_BLOCK_RELAY_ONLY_PEER_INTERVAL`: means of random times.
  private static final double FEELER_MILLIS = TimeUnit.MINUTES.toMillis(2);

  private static final double EXTRA_BLOCK_RELAY_MILLIS = TimeUnit.MINUTES.toMillis(5);

  /// With so many full-relay connections no seed node is asked (Core's
  /// `SEED_OUTBOUND_CONNECTION_THRESHOLD`).
  static final int ENOUGH_OUTBOUND = 2;

  /// Core's `ADD_NEXT_SEEDNODE`.
  private static final long NEXT_SEED_NODE_SECONDS = 10;

  /// Choices looked at in one go.
  private static final int MAX_TRIES = 100;

  /// So many choices in vain, and ports of other services will do.
  private static final int TRIES_BEFORE_BAD_PORTS = 50;

  /// So many choices in vain, and those tried in the last ten minutes will do.
  private static final int TRIES_BEFORE_RECENT = 30;

  private static final long RECENT_SECONDS = 600;

  private static final long WANTED_SERVICES = ServiceFlags.NETWORK | ServiceFlags.WITNESS;

  private final SlotLimits limits;
  private final AddressManager book;
  private final Deque<TimedAddress> anchors;
  private final Rules rules;
  private final TimeSource time;
  private final RandomGenerator random;
  private final Deque<String> seedNodes;
  private final Deque<String> addressFetches = new ArrayDeque<>();
  private long nextFeelerMillis;
  private long nextExtraBlockRelayMillis;
  private long seedNodeMillis;
  private boolean addSeedNode;
  private boolean triesExtraOutbound;
  private boolean opensExtraBlockRelay;

  /// What others know of an address.
  interface Rules {
    /// Banned or discouraged.
    boolean isRefused(NetAddress address);

    /// Networks that connections may be made on.
    Set<PeerNetwork> reachable();

    /// Kept connected by the operator's word, in a slot of its own.
    boolean isAdded(NetAddress address);
  }

  OutboundChoice(
      SlotLimits limits,
      AddressManager book,
      List<TimedAddress> anchors,
      List<String> seedNodes,
      Rules rules,
      TimeSource time,
      RandomGenerator random) {
    this.limits = limits;
    this.book = book;
    this.anchors = new ArrayDeque<>(anchors);
    this.seedNodes = new ArrayDeque<>(seedNodes);
    this.rules = rules;
    this.time = time;
    this.random = random;
    long now = time.steadyMillis();
    nextFeelerMillis = now + exponential(FEELER_MILLIS);
    nextExtraBlockRelayMillis = now + exponential(EXTRA_BLOCK_RELAY_MILLIS);
    seedNodeMillis = now;
    addSeedNode = book.size() == 0 && !seedNodes.isEmpty();
  }

  /// Random times between events that nobody can foresee.
  private long exponential(double meanMillis) {
    return Math.round(-Math.log1p(-random.nextDouble()) * meanMillis);
  }

  /// Asks a host for addresses when there is a slot.
  void fetchAddresses(String host) {
    addressFetches.add(host);
  }

  boolean triesExtraOutbound() {
    return triesExtraOutbound;
  }

  /// Whether one more full-relay connection than there are slots for is wanted, because the tip is
  /// old.
  void tryExtraOutbound(boolean wanted) {
    if (wanted != triesExtraOutbound) {
      Log.debug(LogCategory.NET, () -> "setting try another outbound peer=" + wanted);
    }
    triesExtraOutbound = wanted;
  }

  /// From now on a short extra block-relay-only connection is opened every few minutes.
  void openExtraBlockRelay() {
    if (!opensExtraBlockRelay) {
      Log.debug(LogCategory.NET, "enabling extra block-relay-only peers");
    }
    opensExtraBlockRelay = true;
  }

  /// The connections to open now, given those that stand and those being opened: at most one out of
  /// the address manager, and one that fetches addresses.
  List<Target> next(Collection<Link> links) {
    List<Target> targets = new ArrayList<>();
    nextSeedNode(links);
    long automatic = links.stream().filter(Link::isAutomatic).count();
    String fetch = automatic < limits.outbound() ? addressFetches.poll() : null;
    if (fetch != null) {
      targets.add(Target.named(fetch, ConnectionType.ADDR_FETCH));
      automatic++;
    }
    if (automatic < limits.outbound()) {
      kind(links).flatMap(kind -> choose(kind, links)).ifPresent(targets::add);
    }
    return targets;
  }

  private void nextSeedNode(Collection<Link> links) {
    if (seedNodes.isEmpty()) {
      return;
    }
    long now = time.steadyMillis();
    boolean few = established(links, ConnectionType.OUTBOUND_FULL_RELAY) < ENOUGH_OUTBOUND;
    if (few && now > seedNodeMillis + TimeUnit.SECONDS.toMillis(NEXT_SEED_NODE_SECONDS)) {
      seedNodeMillis = now;
      addSeedNode = true;
    }
    if (addSeedNode) {
      addSeedNode = false;
      String seed = seedNodes.removeLast();
      Log.info(
          book.size() == 0
              ? "Empty addrman, adding seednode (" + seed + ") to addrfetch"
              : "Couldn't connect to peers from addrman after %d seconds. Adding seednode (%s) to addrfetch"
                  .formatted(NEXT_SEED_NODE_SECONDS, seed));
      fetchAddresses(seed);
    }
  }

  static long established(Collection<Link> links, ConnectionType type) {
    return links.stream().filter(link -> link.type() == type && link.established()).count();
  }

  private static long count(Collection<Link> links, ConnectionType type) {
    return links.stream().filter(link -> link.type() == type).count();
  }

  private enum Kind {
    ANCHOR(ConnectionType.BLOCK_RELAY),
    FULL_RELAY(ConnectionType.OUTBOUND_FULL_RELAY),
    BLOCK_RELAY(ConnectionType.BLOCK_RELAY),
    FEELER(ConnectionType.FEELER);

    private final ConnectionType type;

    Kind(ConnectionType type) {
      this.type = type;
    }
  }

  /// What kind of connection is wanted most, if any.
  private Optional<Kind> kind(Collection<Link> links) {
    long now = time.steadyMillis();
    long blockRelay = count(links, ConnectionType.BLOCK_RELAY);
    if (!anchors.isEmpty() && blockRelay < limits.blockRelay()) {
      return Optional.of(Kind.ANCHOR);
    }
    if (count(links, ConnectionType.OUTBOUND_FULL_RELAY) < limits.fullRelay()) {
      return Optional.of(Kind.FULL_RELAY);
    }
    if (blockRelay < limits.blockRelay()) {
      return Optional.of(Kind.BLOCK_RELAY);
    }
    if (triesExtraOutbound) {
      return Optional.of(Kind.FULL_RELAY);
    }
    if (opensExtraBlockRelay && now > nextExtraBlockRelayMillis) {
      nextExtraBlockRelayMillis = now + exponential(EXTRA_BLOCK_RELAY_MILLIS);
      return Optional.of(Kind.BLOCK_RELAY);
    }
    if (now > nextFeelerMillis) {
      nextFeelerMillis = now + exponential(FEELER_MILLIS);
      return Optional.of(Kind.FEELER);
    }
    return Optional.empty();
  }

  private Optional<Target> choose(Kind kind, Collection<Link> links) {
    long now = time.seconds();
    book.resolveCollisions(now);
    Set<NetGroup> groups = groups(links);
    // Without two connections to different places we may be offline, and no address is to blame.
    boolean countFailure = groups.size() >= Math.min(limits.outbound() - 1, 2);
    Optional<NetAddress> address =
        kind == Kind.ANCHOR ? anchor(groups) : fromBook(kind, groups, links, now);
    return address
        .filter(each -> !rules.isRefused(each) && !isConnected(links, each))
        .map(each -> {
          if (kind == Kind.FEELER) {
            Log.debug(LogCategory.NET, () -> "Making feeler connection to " + each);
          }
          return Target.chosen(each, kind.type, countFailure);
        });
  }

  /// The parts of the network that long-lived outbound connections go to.
  private Set<NetGroup> groups(Collection<Link> links) {
    Set<NetGroup> groups = new HashSet<>();
    for (Link link : links) {
      boolean stays = link.type() == ConnectionType.MANUAL || link.type().isOutboundOrBlockRelay();
      if (stays && !link.address().equals(NetAddress.NONE)) {
        groups.add(book.groups().of(link.address()));
      }
    }
    return groups;
  }

  private static boolean isConnected(Collection<Link> links, NetAddress address) {
    NetAddress host = address.withPort(0);
    return links.stream()
        .anyMatch(link ->
            link.address().withPort(0).equals(host) || link.name().equals(address.toString()));
  }

  private Optional<NetAddress> anchor(Set<NetGroup> groups) {
    while (!anchors.isEmpty()) {
      TimedAddress anchor = anchors.removeLast();
      NetAddress address = anchor.address();
      boolean usable =
          address.isValid()
              && !address.isLocal()
              && rules.reachable().contains(address.ownNetwork())
              && (anchor.services() & WANTED_SERVICES) == WANTED_SERVICES
              && !groups.contains(book.groups().of(address));
      if (usable) {
        Log.debug(LogCategory.NET, () -> "Trying to make an anchor connection to " + address);
        return Optional.of(address);
      }
    }
    return Optional.empty();
  }

  private Optional<NetAddress> fromBook(
      Kind kind, Set<NetGroup> groups, Collection<Link> links, long now) {
    for (int tries = 1; tries <= MAX_TRIES; tries++) {
      Optional<Selected> selected = select(kind, links, now);
      if (selected.isEmpty() || selected.get().told().address().isLocal()) {
        return Optional.empty();
      }
      if (isWanted(selected.get(), kind, groups, tries, now)) {
        return Optional.of(selected.get().told().address());
      }
    }
    return Optional.empty();
  }

  private Optional<Selected> select(Kind kind, Collection<Link> links, long now) {
    if (kind != Kind.FEELER) {
      return book.select(false, rules.reachable(), now);
    }
    Optional<Selected> collision = book.selectTriedCollision();
    if (collision.isEmpty()) {
      return book.select(true, rules.reachable(), now);
    }
    NetAddress tested = collision.get().told().address();
    if (isConnected(links, tested)) {
      // It is there; a second connection to it cannot be opened and would look like a failure.
      boolean _ = book.good(tested, now);
      return book.select(true, rules.reachable(), now);
    }
    return collision;
  }

  private boolean isWanted(
      Selected selected, Kind kind, Set<NetGroup> groups, int tries, long now) {
    TimedAddress told = selected.told();
    NetAddress address = told.address();
    boolean feeler = kind == Kind.FEELER;
    boolean services =
        feeler
            ? AddressExchange.mayKnowAddresses(told.services())
            : (told.services() & WANTED_SERVICES) == WANTED_SERVICES;
    boolean recent =
        now - selected.lastTrySeconds() < RECENT_SECONDS && tries < TRIES_BEFORE_RECENT;
    boolean badPort = tries < TRIES_BEFORE_BAD_PORTS && BadPorts.contains(address.port());
    return address.isValid()
        && rules.reachable().contains(address.ownNetwork())
        && (feeler || !groups.contains(book.groups().of(address)))
        && services
        && !recent
        && !badPort
        && !rules.isAdded(address);
  }
}
