package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.AnchorsFile;
import org.quantumcoin.node.p2p.address.NetGroup;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.GetAddr;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.OversizedException;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.params.NetworkParams;

/// All connections: opens, accepts, keeps alive and ends them, and gives what is said on them to a
/// [PeerHandler].
///
/// Public methods may be called from any thread, except where it says otherwise.
public final class PeerManager implements AutoCloseable {
  public static final long TICK_MILLIS = 100;

  /// Every so many ticks it is looked whether connections should be opened.
  private static final int CONNECT_TICKS = 5;

  private static final long PING_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(2);

  /// Without a word in either direction, or with a ping unanswered, for so long a connection is
  /// dead (Core's `TIMEOUT_INTERVAL`).
  private static final long TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(20);

  /// Addresses taken from one DNS seed.
  private static final int MAX_SEED_ADDRESSES = 256;

  private static final long DAY_SECONDS = 86_400;

  /// The addresses are saved so often (Core's `DUMP_PEERS_INTERVAL`).
  private static final long SAVE_MILLIS = TimeUnit.MINUTES.toMillis(15);

  private final P2pConfig config;
  private final NetworkParams params;
  private final TimeSource time;
  private final RandomGenerator random;

  /// For the keys of encrypted connections, which must not be foreseen even where a test replays
  /// everything else.
  private final SecureRandom secureRandom = new SecureRandom();

  /// Whether nodes that the operator named with a choice of transport are to be met encrypted.
  private final Map<String, Boolean> transportChoices = new HashMap<>();

  private final PeerThread thread = new PeerThread();
  private final Turns turns = new Turns(thread, this::received);
  private final Transport transport;
  private final PeerStore store;
  private final AddressManager book;
  private final AddressExchange addresses;
  private final SlotLimits limits;
  private final ConnectionPlan plan;
  private final OutboundChoice choice;
  private final OutboundEviction outboundEviction;
  private final DnsSeeding dnsSeeding;
  private final UploadBudget upload;

  /// By which parts of the network are liked that nobody can foresee.
  private final long groupKey0;

  private final long groupKey1;
  private final Discouraged discouraged = new Discouraged();
  private final BanList bans;
  private final Handshake handshake;
  private final PeerHandler handler;
  private final AtomicLong nextId = new AtomicLong();
  private final Map<Long, Peer> peers = new LinkedHashMap<>();
  private final List<InetSocketAddress> listening = new ArrayList<>();
  private long nextSaveMillis;
  private long closedReceivedBytes;
  private long closedSentBytes;
  private int ticks;
  private volatile boolean networkActive;
  private volatile boolean stopping;

  /// What comes up from the event loops.
  private final FrameDecoder.Sink sink =
      new FrameDecoder.Sink() {
        @Override
        public void frame(Peer peer, String command, byte[] payload, int bytes) {
          turns.came(peer, new Inbox.Entry(command, payload, bytes));
        }

        @Override
        public void closed(Peer peer) {
          peer.disconnect();
          thread.execute(() -> remove(peer));
        }
      };

  /// Makes the handler, which needs the manager to answer with. The manager closes it.
  public interface HandlerFactory {
    PeerHandler create(PeerManager manager);
  }

  private PeerManager(
      P2pConfig config,
      NetworkParams params,
      TimeSource time,
      RandomGenerator random,
      PeerStore store,
      HandlerFactory handlers) {
    this.config = config;
    this.params = params;
    this.time = time;
    this.random = random;
    this.store = store;
    this.bans = store.bans();
    this.transport = new Transport(config.connectTimeout());
    this.book = store.addresses();
    this.addresses = new AddressExchange(book, peers.values(), time, random, this::isUnwanted);
    this.limits = SlotLimits.of(config.maxConnections());
    this.plan = new ConnectionPlan(config, time);
    this.choice =
        new OutboundChoice(
            limits,
            book,
            store.anchors(),
            config.connect().isEmpty() ? config.seedNodes() : List.of(),
            new ChoiceRules(),
            time,
            random);
    this.dnsSeeding =
        new DnsSeeding(
            config.dnsSeed() && config.connect().isEmpty() ? params.dnsSeeds() : List.of(),
            config.rules().forceDnsSeed(),
            config.connect().isEmpty() && !config.seedNodes().isEmpty(),
            time,
            random);
    this.upload = new UploadBudget(config.rules().maxUploadBytes());
    this.groupKey0 = random.nextLong();
    this.groupKey1 = random.nextLong();
    this.networkActive = config.networkActive();
    this.nextSaveMillis = time.steadyMillis() + SAVE_MILLIS;
    this.handler = handlers.create(this);
    this.outboundEviction = new OutboundEviction(limits, handler, choice, time);
    this.handshake = new Handshake(config, time, random, handler::height, peers.values());
  }

  /// As the other `open`; what is learnt of peers is forgotten at the end.
  public static PeerManager open(
      P2pConfig config,
      NetworkParams params,
      TimeSource time,
      RandomGenerator random,
      HandlerFactory handlers)
      throws IOException {
    return open(config, params, time, random, PeerStore.inMemory(random), handlers);
  }

  /// Listens, and begins to connect. Throws when an address cannot be listened at or keys cannot be
  /// made, with a sentence for the operator.
  public static PeerManager open(
      P2pConfig config,
      NetworkParams params,
      TimeSource time,
      RandomGenerator random,
      PeerStore store,
      HandlerFactory handlers)
      throws IOException {
    if (config.encryptedTransport()) {
      Secp256k1.load();
    }
    PeerManager manager = new PeerManager(config, params, time, random, store, handlers);
    try {
      manager.listen();
    } catch (IOException e) {
      manager.close();
      throw e;
    }
    manager.thread.every(TICK_MILLIS, manager::tick);
    manager.thread.execute(manager::openConnections);
    return manager;
  }

  private void listen() throws IOException {
    if (!config.listen()) {
      return;
    }
    List<InetSocketAddress> wanted = new ArrayList<>(config.bind());
    config.rules().whitebinds().forEach(bind -> wanted.add(bind.address()));
    if (wanted.isEmpty()) {
      // One socket for both families where the system has IPv6.
      wanted.add(new InetSocketAddress(config.port()));
    }
    for (InetSocketAddress address : wanted) {
      InetSocketAddress bound = transport.listen(address, this::accepted);
      listening.add(bound);
      Log.info("Bound to " + NetAddress.of(bound));
    }
  }

  /// The addresses listened at, with the ports that the system gave.
  public List<InetSocketAddress> listening() {
    return Collections.unmodifiableList(listening);
  }

  public NetworkParams params() {
    return params;
  }

  public P2pConfig config() {
    return config;
  }

  public TimeSource time() {
    return time;
  }

  public PeerThread thread() {
    return thread;
  }

  /// On the peer thread: every connection, those in their handshake included.
  public Collection<Peer> peers() {
    thread.check();
    return Collections.unmodifiableCollection(peers.values());
  }

  // Opening and accepting.

  private void accepted(Channel channel) {
    channel.config().setAutoRead(false);
    // The addresses are known once the channel is active, which it is when this task runs.
    channel
        .eventLoop()
        .execute(() ->
            register(
                channel, ConnectionType.INBOUND, Optional.empty(), config.encryptedTransport()));
  }

  /// On the event loop.
  private void register(
      Channel channel, ConnectionType type, Optional<String> named, boolean encrypted) {
    if (!(channel.remoteAddress() instanceof InetSocketAddress remote)
        || !(channel.localAddress() instanceof InetSocketAddress local)) {
      ChannelFuture _ = channel.close();
      return;
    }
    NetAddress address = NetAddress.of(remote);
    long id = nextId.getAndIncrement();
    Peer peer =
        new Peer(
            id,
            params.magic(),
            channel,
            type,
            named.orElse(address.toString()),
            address,
            NetAddress.of(local).toString(),
            time,
            () -> thread.execute(() -> roomToSend(id)));
    peer.grant(permissions(type, remote, local));
    FrameDecoder plain = new FrameDecoder(params.magic(), peer, sink);
    if (encrypted) {
      EncryptedTransport transport =
          new EncryptedTransport(peer, params.magicBytes(), plain, sink, secureRandom);
      peer.encryptWith(transport);
      channel.pipeline().addLast(transport);
      transport.start();
    } else {
      channel.pipeline().addLast(plain);
    }
    thread.execute(() -> add(peer));
    if (!channel.isActive()) {
      // It ended before there was a decoder to notice.
      sink.closed(peer);
    }
    channel.config().setAutoRead(true);
  }

  private PeerPermissions permissions(
      ConnectionType type, InetSocketAddress remote, InetSocketAddress local) {
    return switch (type) {
      case INBOUND -> config.rules().inbound(remote.getAddress(), local);
      case MANUAL -> config.rules().manual(remote.getAddress());
      default -> PeerPermissions.NONE;
    };
  }

  private void add(Peer peer) {
    if (!networkActive || stopping) {
      Log.debug(
          LogCategory.NET,
          () -> "connection from " + peer.address() + " dropped: not accepting new connections");
      peer.disconnect();
      return;
    }
    if (peer.isInbound() && !hasInboundSlot(peer)) {
      peer.disconnect();
      return;
    }
    peers.put(peer.id(), peer);
    if (peer.isInbound()) {
      Log.debug(LogCategory.NET, () -> "connection from " + peer.address() + " accepted");
    } else {
      handshake.sendVersion(peer);
    }
  }

  private boolean hasInboundSlot(Peer peer) {
    boolean noBan = peer.permissions().has(PeerPermission.NOBAN);
    if (!noBan && isBanned(peer.address())) {
      Log.debug(LogCategory.NET, () -> "connection from " + peer.address() + " dropped (banned)");
      return false;
    }
    long inbound =
        peers.values().stream().filter(Peer::isInbound).filter(p -> !p.isDisconnecting()).count();
    if (!noBan && discouraged.contains(peer.address()) && inbound + 1 >= limits.inbound()) {
      Log.debug(
          LogCategory.NET, () -> "connection from " + peer.address() + " dropped (discouraged)");
      return false;
    }
    if (inbound >= limits.inbound() && !evictInbound()) {
      Log.debug(
          LogCategory.NET, "failed to find an eviction candidate - connection dropped (full)");
      return false;
    }
    return true;
  }

  /// Makes room for somebody new; false when everybody who is here is worth keeping.
  private boolean evictInbound() {
    List<InboundEviction.Candidate> candidates = new ArrayList<>();
    for (Peer peer : peers.values()) {
      if (peer.isInbound() && !peer.isDisconnecting()) {
        candidates.add(candidate(peer));
      }
    }
    OptionalLong chosen = InboundEviction.select(candidates);
    if (chosen.isEmpty()) {
      return false;
    }
    long id = chosen.getAsLong();
    Log.debug(
        LogCategory.NET,
        () -> "selected inbound connection for eviction, disconnecting peer=" + id);
    Peer evicted = peers.get(id);
    if (evicted != null) {
      evicted.disconnect();
    }
    return true;
  }

  private InboundEviction.Candidate candidate(Peer peer) {
    PeerHandler.Progress progress =
        peer.isHandshakeDone() ? handler.progress(peer) : PeerHandler.Progress.NONE;
    return new InboundEviction.Candidate(
        peer.id(),
        peer.connectedMillis,
        peer.pings.shortest().orElse(Long.MAX_VALUE),
        progress.lastBlock(),
        progress.lastTransaction(),
        peer.servesBlocks() && !peer.isLimited(),
        peer.isHandshakeDone() && peer.wantsTransactions(),
        false,
        NetGroup.of(peer.address()).keyed(groupKey0, groupKey1),
        discouraged.contains(peer.address()),
        peer.address().isLocal(),
        peer.address().peerNetwork(),
        peer.permissions().has(PeerPermission.NOBAN));
  }

  private boolean isUnwanted(NetAddress address) {
    return discouraged.contains(address) || isBanned(address);
  }

  private final class ChoiceRules implements OutboundChoice.Rules {
    @Override
    public boolean isRefused(NetAddress address) {
      return isUnwanted(address);
    }

    @Override
    public boolean isAdded(NetAddress address) {
      List<String> added = plan.added();
      return added.contains(address.toString()) || added.contains(address.host());
    }
  }

  private void openConnections() {
    if (!networkActive || stopping) {
      return;
    }
    plan.next(links()).forEach(this::connect);
    if (config.connect().isEmpty()) {
      List<Link> all = links();
      all.addAll(plan.pending());
      choice.next(all).forEach(this::connect);
      askDnsSeeds();
    }
  }

  private List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (Peer peer : peers.values()) {
      links.add(new Link(peer.name(), peer.address(), peer.type(), peer.isHandshakeDone()));
    }
    return links;
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

  private void connect(Target target, boolean encrypted) {
    if (!plan.begin(target)) {
      return;
    }
    Log.debug(
        LogCategory.NET,
        () ->
            "trying %s connection (%s) to %s"
                .formatted(encrypted ? "v2" : "v1", target.type().label(), target.name()));
    Optional<InetSocketAddress> known = target.address().flatMap(NetAddress::socketAddress);
    if (known.isPresent()) {
      connect(target, encrypted, known.get());
      return;
    }
    HostAndPort parsed = HostAndPort.parse(target.name(), params.ports().p2p());
    Thread.ofVirtual().name("resolve").start(() -> connect(target, encrypted, parsed.resolve()));
  }

  private void connect(Target target, boolean encrypted, InetSocketAddress address) {
    if (address.isUnresolved()) {
      Log.debug(LogCategory.NET, () -> "Cannot resolve " + target.name());
      thread.execute(() -> plan.finished(target.name(), false));
      return;
    }
    transport.connect(
        address,
        channel -> {
          register(channel, target.type(), Optional.of(target.name()), encrypted);
          thread.execute(() -> finished(target, address, true));
        },
        (_, cause) -> {
          Log.debug(
              LogCategory.NET,
              () -> "connect() to " + address + " failed: " + Transport.message(cause));
          thread.execute(() -> finished(target, address, false));
        });
  }

  private void finished(Target target, InetSocketAddress address, boolean connected) {
    plan.finished(target.name(), connected);
    book.attempt(NetAddress.of(address), target.countFailure(), time.seconds());
  }

  private void askDnsSeeds() {
    long outbound = OutboundChoice.established(links(), ConnectionType.OUTBOUND_FULL_RELAY);
    for (String seed : dnsSeeding.next(outbound, book.size(), networkActive)) {
      Thread.ofVirtual().name("dnsseed").start(() -> askDnsSeed(seed));
    }
  }

  private void askDnsSeed(String seed) {
    Log.info("Loading addresses from DNS seed " + seed);
    long services = ServiceFlags.NETWORK | ServiceFlags.WITNESS;
    // Seeds that know of it answer with nodes of these services only.
    String host = "x%x.%s".formatted(services, seed);
    try {
      InetAddress[] found = InetAddress.getAllByName(host);
      thread.execute(() -> learn(host, found, services));
    } catch (UnknownHostException e) {
      Log.debug(LogCategory.NET, () -> "DNS seed " + seed + " does not answer");
      thread.execute(() -> choice.fetchAddresses(seed));
    }
  }

  private void learn(String seed, InetAddress[] found, long services) {
    long now = time.seconds();
    List<TimedAddress> told = new ArrayList<>();
    for (InetAddress ip : found) {
      if (told.size() < MAX_SEED_ADDRESSES) {
        // Between three and seven days old, as nobody knows when they were seen.
        long seen = now - random.nextLong(3 * DAY_SECONDS, 7 * DAY_SECONDS);
        told.add(new TimedAddress(seen, services, NetAddress.of(ip, params.ports().p2p())));
      }
    }
    boolean _ = book.add(told, NetAddress.internal(seed), 0, now);
    dnsSeeding.found(told.size());
  }

  // What peers say.

  private void received(Peer peer, String command, byte[] payload, int bytes) {
    if (peer.isDisconnecting() || !peers.containsKey(peer.id())) {
      return;
    }
    peer.received.add(command, bytes);
    Log.debug(
        LogCategory.NET,
        () -> "received: " + command + " (" + payload.length + " bytes) peer=" + peer.id());
    try {
      dispatch(peer, MessageCodec.decode(command, payload));
    } catch (OversizedException e) {
      misbehaving(peer, String.valueOf(e.getMessage()));
    } catch (DecodeException e) {
      // It may be a later version's: as in Core not worth the connection.
      Log.debug(
          LogCategory.NET,
          () ->
              "ProcessMessages(%s, %d bytes): Exception '%s' caught, peer=%d"
                  .formatted(command, payload.length, e.getMessage(), peer.id()));
    }
  }

  private void dispatch(Peer peer, Message message) {
    boolean wasDone = peer.isHandshakeDone();
    boolean wasGreeted = peer.handshake.hasVersion();
    if (handshake.received(peer, message)) {
      if (!wasGreeted && peer.handshake.hasVersion()) {
        greeted(peer);
      }
      if (!wasDone && peer.isHandshakeDone()) {
        addresses.connected(peer);
        handler.connected(peer);
      }
      return;
    }
    if (!wasDone) {
      Log.debug(
          LogCategory.NET,
          () ->
              "Unsupported message \""
                  + message.command()
                  + "\" prior to verack from peer="
                  + peer.id());
      return;
    }
    switch (message) {
      case Ping ping -> {
        if (peer.commonVersion() >= Version.PONG_VERSION) {
          peer.send(new Pong(ping.nonce()));
        }
      }
      case Pong pong -> peer.pings.answered(pong.nonce(), time.nanos().getAsLong());
      case Addr told -> addresses.received(peer, told.addresses());
      case AddrV2 told -> addresses.received(peer, told.addresses());
      case GetAddr _ -> addresses.asked(peer);
      default -> handler.received(peer, message);
    }
  }

  private void greeted(Peer peer) {
    addresses.greeted(peer);
    if (peer.type() == ConnectionType.FEELER) {
      Log.debug(
          LogCategory.NET, () -> "feeler connection completed, disconnecting peer=" + peer.id());
      peer.disconnect();
    }
  }

  private void roomToSend(long id) {
    Peer peer = peers.get(id);
    if (peer == null) {
      return;
    }
    if (peer.isHandshakeDone()) {
      handler.sendable(peer);
    }
    turns.resume(peer);
  }

  private void remove(Peer peer) {
    if (peers.remove(peer.id()) == null) {
      return;
    }
    Log.debug(LogCategory.NET, () -> "disconnected peer=" + peer.id());
    closedReceivedBytes += peer.received.total();
    closedSentBytes += peer.sent.total();
    if (peer.encrypted().filter(EncryptedTransport::wasNotUnderstood).isPresent()) {
      reconnectPlain(peer);
    }
    if (peer.isHandshakeDone()) {
      addresses.disconnected(peer);
      handler.disconnected(peer);
    }
  }

  /// A node that hung up on our key may know the old transport only.
  private void reconnectPlain(Peer peer) {
    if (!networkActive || stopping) {
      return;
    }
    Log.debug(LogCategory.NET, () -> "retrying with v1 transport protocol for peer=" + peer.id());
    connect(new Target(peer.name(), Optional.of(peer.address()), peer.type(), false), false);
  }

  /// On the peer thread: a peer broke the rules. It is cut off and not connected to again, unless
  /// the operator wants it or it is this machine (Core's `Misbehaving` and what follows from it).
  public void misbehaving(Peer peer, String why) {
    thread.check();
    Log.debug(
        LogCategory.NET,
        () -> "Misbehaving: peer=" + peer.id() + (why.isEmpty() ? "" : ": " + why));
    if (peer.permissions().has(PeerPermission.NOBAN)) {
      Log.warning("not punishing noban peer " + peer.id() + "!");
      return;
    }
    if (peer.type() == ConnectionType.MANUAL) {
      Log.warning("not punishing manually connected peer " + peer.id() + "!");
      return;
    }
    if (peer.address().isLocal()) {
      Log.debug(
          LogCategory.NET,
          () -> "Warning: disconnecting but not discouraging local peer " + peer.id() + "!");
    } else {
      Log.debug(LogCategory.NET, () -> "Disconnecting and discouraging peer " + peer.id() + "!");
      discouraged.add(peer.address());
    }
    peer.disconnect();
  }

  // Time.

  private void tick() {
    for (Peer peer : peers.values()) {
      keepAlive(peer);
    }
    handler.tick();
    addresses.tick();
    ticks++;
    if (ticks % CONNECT_TICKS == 0) {
      openConnections();
      outboundEviction.tick(peers.values(), networkActive && config.connect().isEmpty());
      upload.update(sentBytes(), time.seconds());
    }
    if (time.steadyMillis() >= nextSaveMillis) {
      nextSaveMillis = time.steadyMillis() + SAVE_MILLIS;
      store
          .peersFile()
          .ifPresent(file -> {
            byte[] bytes = file.encode(book);
            Thread.ofVirtual().name("peers.dat").start(() -> file.write(bytes));
          });
    }
  }

  /// On the peer thread, at the end: what is known of peers is kept for the next start.
  private void save() {
    store.peersFile().ifPresent(file -> file.write(file.encode(book)));
    List<TimedAddress> anchors =
        peers.values().stream()
            .filter(peer -> peer.type() == ConnectionType.BLOCK_RELAY && peer.isHandshakeDone())
            .limit(AnchorsFile.MAX_ANCHORS)
            .map(peer -> new TimedAddress(time.seconds(), peer.services(), peer.address()))
            .toList();
    store.anchorsFile().ifPresent(file -> file.write(anchors));
  }

  private void keepAlive(Peer peer) {
    if (peer.isDisconnecting()) {
      return;
    }
    long now = time.steadyMillis();
    if (!peer.isHandshakeDone()) {
      if (now - peer.connectedMillis > config.handshakeTimeout().toMillis()) {
        String what =
            peer.transportLabel().equals("detecting") ? "V2 handshake" : "version handshake";
        Log.debug(LogCategory.NET, () -> what + " timeout, disconnecting peer=" + peer.id());
        peer.disconnect();
      }
      return;
    }
    long nowNanos = time.nanos().getAsLong();
    if (now - peer.lastSendMillis > TIMEOUT_MILLIS
        || now - peer.lastReceiveMillis > TIMEOUT_MILLIS) {
      Log.debug(LogCategory.NET, () -> "socket timeout, disconnecting peer=" + peer.id());
      peer.disconnect();
    } else if (peer.isStuck(now)) {
      Log.debug(LogCategory.NET, () -> "socket sending timeout, disconnecting peer=" + peer.id());
      peer.disconnect();
    } else if (peer.pings.isOverdue(nowNanos, TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MILLIS))) {
      Log.debug(LogCategory.NET, () -> "ping timeout, disconnecting peer=" + peer.id());
      peer.disconnect();
    } else if (peer.pings.isDue(nowNanos, PING_INTERVAL_NANOS)) {
      long nonce = random.nextLong() | 1;
      peer.pings.started(nonce, nowNanos);
      peer.send(new Ping(nonce));
    }
  }

  // What operators ask.

  /// Every peer whose handshake has begun, in order of connection.
  public List<PeerInfo> info() {
    return thread.call(() -> {
      List<PeerInfo> list = new ArrayList<>(peers.size());
      for (Peer peer : peers.values()) {
        PeerHandler.Progress progress =
            peer.isHandshakeDone() ? handler.progress(peer) : PeerHandler.Progress.NONE;
        list.add(PeerInfo.of(peer, progress, time.nanos().getAsLong()));
      }
      return list;
    });
  }

  /// Adds a node to those kept connected; false when it is there already.
  public boolean addNode(String node) {
    return addNode(node, true);
  }

  /// The same, with a choice of transport: `encrypted` may be false for a node that is known not to
  /// speak the encrypted one.
  public boolean addNode(String node, boolean encrypted) {
    return thread.call(() -> {
      boolean fresh = plan.add(node);
      if (fresh) {
        transportChoices.put(node, encrypted);
      }
      openConnections();
      return fresh;
    });
  }

  /// Takes a node off those kept connected; its connection stays. False when it is not there.
  public boolean removeNode(String node) {
    return thread.call(() -> {
      transportChoices.remove(node);
      return plan.remove(node);
    });
  }

  /// Tries one connection now.
  public void connectOnce(String node) {
    connectOnce(node, true);
  }

  /// The same, with a choice of transport as for [#addNode(String, boolean)].
  public void connectOnce(String node, boolean encrypted) {
    thread.execute(() ->
        connect(
            Target.named(node, ConnectionType.MANUAL), encrypted && config.encryptedTransport()));
  }

  /// Opens a connection of a kind that is otherwise opened on our own account; false when all slots
  /// of that kind are taken.
  public boolean addConnection(String address, ConnectionType type, boolean encrypted) {
    return thread.call(() -> {
      List<Link> all = links();
      all.addAll(plan.pending());
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
    });
  }

  /// Asks what is known of addresses, on the peer thread.
  public <T> T addresses(Function<AddressManager, T> question) {
    return thread.call(() -> question.apply(book));
  }

  /// Random addresses of nodes, without banned ones; 0 is for all there are.
  public List<TimedAddress> nodeAddresses(int max, Optional<PeerNetwork> network) {
    return thread.call(() ->
        book.sample(max, 0, network, true, time.seconds()).stream()
            .filter(told -> !isUnwanted(told.address()))
            .toList());
  }

  public List<AddedNode> addedNodes() {
    return thread.call(() -> {
      List<AddedNode> nodes = new ArrayList<>();
      for (String node : plan.added()) {
        String resolved = withPort(node);
        List<AddedNode.Connection> connections = new ArrayList<>();
        for (Peer peer : peers.values()) {
          if (peer.name().equals(node) || peer.address().toString().equals(resolved)) {
            connections.add(new AddedNode.Connection(peer.address().toString(), peer.isInbound()));
          }
        }
        nodes.add(new AddedNode(node, connections));
      }
      return nodes;
    });
  }

  private String withPort(String node) {
    HostAndPort parsed = HostAndPort.parse(node, params.ports().p2p());
    return parsed.host() + ":" + parsed.port();
  }

  /// Ends the connections with an address as `getpeerinfo` shows it; false when there is none.
  public boolean disconnect(String address) {
    return thread.call(() -> {
      boolean any = false;
      for (Peer peer : peers.values()) {
        if (peer.name().equals(address) || peer.address().toString().equals(address)) {
          peer.disconnect();
          any = true;
        }
      }
      return any;
    });
  }

  public boolean disconnect(long id) {
    return thread.call(() -> {
      Peer peer = peers.get(id);
      if (peer != null) {
        peer.disconnect();
      }
      return peer != null;
    });
  }

  /// Bans a range until a unix time and ends its connections; answers with their number. Nodes that
  /// the operator named are connected to all the same, as in Core.
  public int ban(Subnet range, long untilSeconds) {
    bans.add(range, time.seconds(), untilSeconds);
    return thread.call(() -> {
      int ended = 0;
      for (Peer peer : peers.values()) {
        if (peer.address()
            .socketAddress()
            .filter(s -> range.contains(s.getAddress()))
            .isPresent()) {
          peer.disconnect();
          ended++;
        }
      }
      return ended;
    });
  }

  /// The address without a port that a peer connects from.
  public Optional<String> hostOf(long id) {
    return thread.call(() -> Optional.ofNullable(peers.get(id)).map(peer -> peer.address().host()));
  }

  public BanList bans() {
    return bans;
  }

  private boolean isBanned(NetAddress address) {
    return address
        .socketAddress()
        .filter(socket -> bans.contains(socket.getAddress(), time.seconds()))
        .isPresent();
  }

  /// Pings every peer now.
  public void pingAll() {
    thread.execute(() -> peers.values().forEach(peer -> peer.pings.request()));
  }

  public boolean isNetworkActive() {
    return networkActive;
  }

  /// Switches all networking off or on.
  public void setNetworkActive(boolean active) {
    Log.info("SetNetworkActive: " + active);
    networkActive = active;
    thread.execute(() -> {
      if (!active) {
        peers.values().forEach(Peer::disconnect);
      }
    });
  }

  public NetTotals totals() {
    return thread.call(() -> {
      long received = closedReceivedBytes;
      for (Peer peer : peers.values()) {
        received += peer.received.total();
      }
      long sent = sentBytes();
      upload.update(sent, time.seconds());
      return new NetTotals(received, sent, time.wall().millis(), upload.status(time.seconds()));
    });
  }

  private long sentBytes() {
    long sent = closedSentBytes;
    for (Peer peer : peers.values()) {
      sent += peer.sent.total();
    }
    return sent;
  }

  /// On the peer thread: whether no more may be sent today for a peer's asking, or (`historical`)
  /// no more of what others keep as well, so that enough is left for new blocks.
  public boolean isUploadSpent(boolean historical) {
    NetTotals.Upload status = upload.status(time.seconds());
    return status.targetBytes() > 0
        && (historical ? !status.serveHistorical() : status.targetReached());
  }

  /// What we offer to others.
  public long services() {
    return Handshake.services(config);
  }

  @Override
  public void close() {
    stopping = true;
    thread.execute(this::save);
    thread.execute(() -> List.copyOf(peers.values()).forEach(Peer::disconnect));
    transport.close();
    thread.close();
    handler.close();
  }
}
