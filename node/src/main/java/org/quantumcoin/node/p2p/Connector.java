package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.params.NetworkParams;

/// Opens connections: to the nodes that the operator named ([ConnectionPlan]), to others on our own
/// account ([OutboundChoice]), and asks DNS seeds for addresses. Lives on the peer thread.
final class Connector {
  /// Addresses taken from one DNS seed.
  private static final int MAX_SEED_ADDRESSES = 256;

  private static final long DAY_SECONDS = 86_400;

  private final P2pConfig config;
  private final NetworkParams params;
  private final PeerRuntime runtime;
  private final AddressManager book;
  private final SlotLimits limits;
  private final Connections connections;
  private final Reachability reach;
  private final LocalAddresses local;
  private final Dialer dialer;
  private final ConnectionPlan plan;
  private final OutboundChoice choice;
  private final DnsSeeding dnsSeeding;
  private final FixedSeeds fixedSeeds;

  /// Whether nodes that the operator named with a choice of transport are to be met encrypted.
  private final Map<String, Boolean> transportChoices = new HashMap<>();

  Connector(
      P2pConfig config,
      NetworkParams params,
      PeerRuntime runtime,
      PeerStore store,
      SlotLimits limits,
      UnwantedAddresses unwanted,
      Connections connections,
      Reachability reach,
      LocalAddresses local,
      Optional<I2pGate> i2p) {
    this.config = config;
    this.params = params;
    this.runtime = runtime;
    this.book = store.addresses();
    this.limits = limits;
    this.connections = connections;
    this.reach = reach;
    this.local = local;
    this.dialer = new Dialer(runtime, reach, i2p);
    boolean alone = config.connect().isPresent();
    this.plan = new ConnectionPlan(config, runtime.time());
    this.choice =
        new OutboundChoice(
            limits,
            book,
            store.anchors(),
            alone ? List.of() : config.seedNodes(),
            new ChoiceRules(unwanted),
            runtime.time(),
            runtime.random());
    this.dnsSeeding =
        new DnsSeeding(
            config.dnsSeed() && !alone ? params.dnsSeeds() : List.of(),
            config.rules().forceDnsSeed(),
            !alone && !config.seedNodes().isEmpty(),
            runtime.time(),
            runtime.random());
    this.fixedSeeds =
        new FixedSeeds(
            alone ? List.of() : FixedSeeds.of(params),
            config.reach().fixedSeeds(),
            !config.dnsSeed() && config.seedNodes().isEmpty(),
            book,
            reach,
            runtime.time(),
            runtime.random());
  }

  private final class ChoiceRules implements OutboundChoice.Rules {
    private final UnwantedAddresses unwanted;

    ChoiceRules(UnwantedAddresses unwanted) {
      this.unwanted = unwanted;
    }

    @Override
    public boolean isRefused(NetAddress address) {
      return unwanted.contains(address) || local.contains(address);
    }

    @Override
    public Set<PeerNetwork> reachable() {
      return reach.networks();
    }

    @Override
    public boolean isAdded(NetAddress address) {
      List<String> added = plan.added();
      return added.contains(address.toString()) || added.contains(address.host());
    }
  }

  OutboundChoice choice() {
    return choice;
  }

  /// Opens what is due now.
  void open() {
    if (!connections.areWanted()) {
      return;
    }
    plan.next(connections.links()).forEach(this::connect);
    if (config.connect().isEmpty()) {
      choice.next(linksAndPending()).forEach(this::connect);
      askDnsSeeds();
      fixedSeeds.tick(!plan.added().isEmpty());
    }
  }

  private List<Link> linksAndPending() {
    List<Link> all = connections.links();
    all.addAll(plan.pending());
    return all;
  }

  private void connect(Target target) {
    connect(target, config.encryptedTransport() && isEncryptionWorthTrying(target));
  }

  /// Nodes that we know nothing of are tried; of others it is known whether they speak it.
  private boolean isEncryptionWorthTrying(Target target) {
    return target
        .address()
        .map(address -> (book.services(address) & ServiceFlags.P2P_V2) != 0)
        .orElseGet(() -> transportChoices.getOrDefault(target.name(), true));
  }

  void connect(Target target, boolean encrypted) {
    if (!plan.begin(target)) {
      return;
    }
    Log.debug(
        LogCategory.NET,
        () ->
            "trying %s connection (%s) to %s"
                .formatted(encrypted ? "v2" : "v1", target.type().label(), target.name()));
    if (target.address().isPresent()) {
      dial(target, encrypted, target.address().get());
      return;
    }
    HostAndPort parsed = HostAndPort.parse(target.name(), params.ports().p2p());
    Optional<NetAddress> written = parsed.literal();
    if (written.isPresent()) {
      dial(target, encrypted, reach.normalized(written.get()));
    } else if (reach.nameProxy().isPresent()) {
      dialer.dialByName(
          reach.nameProxy().get(),
          parsed.host(),
          parsed.port(),
          new Attempt(target, encrypted, NetAddress.NONE));
    } else if (reach.looksUpNames()) {
      runtime.io().execute(() -> lookUp(target, encrypted, parsed));
    } else {
      unresolved(target);
    }
  }

  private void dial(Target target, boolean encrypted, NetAddress address) {
    dialer.dial(address, new Attempt(target, encrypted, address));
  }

  private void lookUp(Target target, boolean encrypted, HostAndPort name) {
    Optional<NetAddress> found = name.resolve();
    if (found.isEmpty()) {
      runtime.thread().execute(() -> unresolved(target));
    } else {
      dial(target, encrypted, reach.normalized(found.get()));
    }
  }

  private void unresolved(Target target) {
    Log.debug(LogCategory.NET, () -> "Cannot resolve " + target.name());
    plan.finished(target.name(), false);
  }

  /// A connection being opened.
  private final class Attempt implements Dialer.Outcome {
    private final Target target;
    private final boolean encrypted;
    private final NetAddress address;

    Attempt(Target target, boolean encrypted, NetAddress address) {
      this.target = target;
      this.encrypted = encrypted;
      this.address = address;
    }

    @Override
    public void opened(Channel channel, Endpoints ends) {
      connections.register(channel, ends, target.type(), Optional.of(target.name()), encrypted);
      runtime.thread().execute(() -> finished(true, true));
    }

    @Override
    public void failed(String why, boolean addressToBlame) {
      Log.debug(LogCategory.NET, () -> "connect() to " + name() + " failed: " + why);
      runtime.thread().execute(() -> finished(false, addressToBlame));
    }

    private String name() {
      return address.equals(NetAddress.NONE) ? target.name() : address.toString();
    }

    private void finished(boolean connected, boolean tried) {
      plan.finished(target.name(), connected);
      if (tried && !address.equals(NetAddress.NONE)) {
        book.attempt(address, target.countFailure(), runtime.time().seconds());
      }
    }
  }

  /// A node that hung up on our key may know the old transport only.
  void reconnectPlain(Peer peer) {
    if (!connections.areWanted()) {
      return;
    }
    Log.debug(LogCategory.NET, () -> "retrying with v1 transport protocol for peer=" + peer.id());
    Optional<NetAddress> address =
        Optional.of(peer.address()).filter(known -> !known.equals(NetAddress.NONE));
    connect(new Target(peer.name(), address, peer.type(), false), false);
  }

  private void askDnsSeeds() {
    long outbound =
        OutboundChoice.established(connections.links(), ConnectionType.OUTBOUND_FULL_RELAY);
    for (String seed : dnsSeeding.next(outbound, book.size(), connections.isNetworkActive())) {
      if (reach.nameProxy().isPresent()) {
        // Asked here, the name server would learn of us: the proxy finds one of its nodes.
        Log.info("Loading addresses from DNS seed " + seed);
        choice.fetchAddresses(seed);
      } else {
        runtime.io().execute(() -> askDnsSeed(seed));
      }
    }
  }

  private void askDnsSeed(String seed) {
    Log.info("Loading addresses from DNS seed " + seed);
    long services = ServiceFlags.NETWORK | ServiceFlags.WITNESS;
    // Seeds that know of it answer with nodes of these services only.
    String host = "x%x.%s".formatted(services, seed);
    try {
      InetAddress[] found = InetAddress.getAllByName(host);
      runtime.thread().execute(() -> learn(host, found, services));
    } catch (UnknownHostException e) {
      Log.debug(LogCategory.NET, () -> "DNS seed " + seed + " does not answer");
      runtime.thread().execute(() -> choice.fetchAddresses(seed));
    }
  }

  private void learn(String seed, InetAddress[] found, long services) {
    long now = runtime.time().seconds();
    List<TimedAddress> told = new ArrayList<>();
    for (InetAddress ip : found) {
      if (told.size() < MAX_SEED_ADDRESSES) {
        // Between three and seven days old, as nobody knows when they were seen.
        long seen = now - runtime.random().nextLong(3 * DAY_SECONDS, 7 * DAY_SECONDS);
        told.add(
            new TimedAddress(
                seen, services, reach.normalized(NetAddress.of(ip, params.ports().p2p()))));
      }
    }
    boolean _ = book.add(told, NetAddress.internal(seed), 0, now);
    dnsSeeding.found(told.size());
  }

  // What operators name.

  /// Keeps a node connected; false when it is kept so already.
  boolean addNode(String node, boolean encrypted) {
    boolean fresh = plan.add(node);
    if (fresh) {
      transportChoices.put(node, encrypted);
    }
    open();
    return fresh;
  }

  boolean removeNode(String node) {
    transportChoices.remove(node);
    return plan.remove(node);
  }

  /// Opens a connection of a kind that is otherwise opened on our own account; false when all slots
  /// of that kind are taken.
  boolean addConnection(String address, ConnectionType type, boolean encrypted) {
    List<Link> all = linksAndPending();
    long same = all.stream().filter(link -> link.type() == type).count();
    long most =
        switch (type) {
          case OUTBOUND_FULL_RELAY -> limits.fullRelay();
          case BLOCK_RELAY -> limits.blockRelay();
          default -> Long.MAX_VALUE;
        };
    boolean room =
        same < most && all.stream().filter(Link::isAutomatic).count() < limits.outbound();
    if (room) {
      connect(Target.named(address, type), encrypted);
    }
    return room;
  }

  /// The nodes kept connected, and the connections with them.
  List<AddedNode> addedNodes() {
    List<AddedNode> nodes = new ArrayList<>();
    for (String node : plan.added()) {
      String resolved = withPort(node);
      List<AddedNode.Connection> found = new ArrayList<>();
      for (Peer peer : connections.all()) {
        if (peer.name().equals(node) || peer.address().toString().equals(resolved)) {
          found.add(new AddedNode.Connection(peer.address().toString(), peer.isInbound()));
        }
      }
      nodes.add(new AddedNode(node, found));
    }
    return nodes;
  }

  private String withPort(String node) {
    HostAndPort parsed = HostAndPort.parse(node, params.ports().p2p());
    return parsed.host() + ":" + parsed.port();
  }
}
