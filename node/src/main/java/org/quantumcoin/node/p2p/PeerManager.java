package org.quantumcoin.node.p2p;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.address.AnchorsFile;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.RawMessage;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.p2p.proxy.Proxy;
import org.quantumcoin.node.params.NetworkParams;

/// All connections: opens, accepts, keeps alive and ends them, and gives what is said on them to a
/// [PeerHandler].
///
/// Public methods may be called from any thread, except where it says otherwise.
public final class PeerManager implements AutoCloseable {
  public static final long TICK_MILLIS = 100;

  /// Every so many ticks it is looked whether connections should be opened.
  private static final int CONNECT_TICKS = 5;

  /// The addresses are saved so often (Core's `DUMP_PEERS_INTERVAL`).
  private static final long SAVE_MILLIS = TimeUnit.MINUTES.toMillis(15);

  private final P2pConfig config;
  private final NetworkParams params;
  private final PeerRuntime runtime;
  private final PeerThread thread;
  private final TimeSource time;
  private final PeerStore store;
  private final AddressManager book;
  private final UnwantedAddresses unwanted;
  private final Reachability reach;
  private final LocalAddresses local;
  private final ReachServices services;
  private final Connections connections;
  private final Connector connector;
  private final OutboundEviction outboundEviction;
  private final UploadBudget upload;
  private final PeerHandler handler;
  private final List<InetSocketAddress> listening = new ArrayList<>();
  private final List<InetSocketAddress> onionBinds = new ArrayList<>();
  private Optional<InetSocketAddress> onionTarget = Optional.empty();
  private long nextSaveMillis;
  private int ticks;

  /// Makes the handler, which needs the manager to answer with. The manager closes it.
  public interface HandlerFactory {
    PeerHandler create(PeerManager manager);
  }

  private PeerManager(
      P2pConfig config,
      NetworkParams params,
      PeerRuntime runtime,
      PeerStore store,
      HandlerFactory handlers) {
    this.config = config;
    this.params = params;
    this.runtime = runtime;
    this.thread = runtime.thread();
    this.time = runtime.time();
    this.store = store;
    this.book = store.addresses();
    this.unwanted = new UnwantedAddresses(store.bans(), time);
    this.upload = new UploadBudget(config.rules().maxUploadBytes());
    this.nextSaveMillis = time.steadyMillis() + SAVE_MILLIS;
    this.handler = handlers.create(this);
    this.reach = new Reachability(config.reach());
    this.local = new LocalAddresses(config, reach, runtime.random());
    SlotLimits limits = SlotLimits.of(config.maxConnections());
    this.connections =
        new Connections(
            config,
            params,
            runtime,
            limits,
            unwanted,
            book,
            reach,
            local,
            handler,
            this::notUnderstood);
    this.services = new ReachServices(config, runtime, reach, local, connections::accepted);
    this.connector =
        new Connector(
            config,
            params,
            runtime,
            store,
            limits,
            unwanted,
            connections,
            reach,
            local,
            services.i2p());
    this.outboundEviction = new OutboundEviction(limits, handler, connector.choice(), time);
  }

  /// A peer hung up on our key.
  private void notUnderstood(Peer peer) {
    connector.reconnectPlain(peer);
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
    return open(config, params, PeerRuntime.system(config, time, random), store, handlers);
  }

  /// The same on threads and links of the caller's, which the manager ends with itself.
  public static PeerManager open(
      P2pConfig config,
      NetworkParams params,
      PeerRuntime runtime,
      PeerStore store,
      HandlerFactory handlers)
      throws IOException {
    PeerManager manager = new PeerManager(config, params, runtime, store, handlers);
    try {
      manager.listen();
      manager.thread.call(() -> {
        manager.learnOwnAddresses();
        return true;
      });
      manager.services.start(manager.listening, manager.onionTarget, params.ports().p2p());
    } catch (IOException e) {
      manager.close();
      throw e;
    }
    manager.thread.every(TICK_MILLIS, manager::tick);
    manager.thread.execute(manager.connector::open);
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
      listening.add(listen(address));
    }
    for (InetSocketAddress address : config.reach().own().onionBinds()) {
      listenForOnions(address);
    }
    if (isBoundToAny() && config.reach().tor().isPresent() && onionTarget.isEmpty()) {
      listenAtDefaultForOnions();
    }
  }

  private InetSocketAddress listen(InetSocketAddress address) throws IOException {
    InetSocketAddress bound = runtime.transport().listen(address, connections::accepted);
    Log.info("Bound to " + NetAddress.of(bound));
    return bound;
  }

  private void listenForOnions(InetSocketAddress address) throws IOException {
    InetSocketAddress bound = listen(address);
    connections.addOnionBind(bound);
    onionBinds.add(bound);
    if (onionTarget.isEmpty()) {
      onionTarget = Optional.of(bound);
    }
  }

  /// Nobody asked for it, so it may fail: another node on this machine may have the port.
  private void listenAtDefaultForOnions() {
    int port = config.port() + 1;
    try {
      listenForOnions(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      Log.warning(
          e.getMessage()
              + ". What comes in through Tor will be counted as of this computer; name another port with -bind=127.0.0.1:PORT=onion, or start with -listenonion=0.");
    }
  }

  /// Whether every address of this machine is listened at.
  private boolean isBoundToAny() {
    return config.bind().isEmpty() && config.rules().whitebinds().isEmpty();
  }

  /// On the peer thread: what is known of ourselves before anybody told.
  private void learnOwnAddresses() {
    ReachOptions.Own own = config.reach().own();
    int port = listening.isEmpty() ? config.port() : listening.getFirst().getPort();
    local.listensAt(port);
    for (NetAddress address : own.external()) {
      boolean _ =
          local.add(address.port() == 0 ? address.withPort(port) : address, LocalAddresses.MANUAL);
    }
    if (!config.listen() || !own.discover()) {
      return;
    }
    for (InetSocketAddress address : config.bind()) {
      boolean _ = local.add(NetAddress.of(address), LocalAddresses.BOUND);
    }
    if (isBoundToAny()) {
      for (NetAddress address : LocalAddresses.ofInterfaces()) {
        if (local.add(address.withPort(port), LocalAddresses.INTERFACE)) {
          Log.info("Discover: " + address.host());
        }
      }
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

  /// Runs what may block, beside everything else.
  public Executor io() {
    return runtime.io();
  }

  /// On the peer thread: every connection, those in their handshake included.
  public Collection<Peer> peers() {
    return connections.all();
  }

  /// On the peer thread: a peer broke the rules. It is cut off and not connected to again, unless
  /// the operator wants it or it is this machine (Core's `Misbehaving` and what follows from it).
  public void misbehaving(Peer peer, String why) {
    thread.check();
    connections.misbehaving(peer, why);
  }

  // Time.

  private void tick() {
    connections.tick();
    handler.tick();
    ticks++;
    if (ticks % CONNECT_TICKS == 0) {
      connector.open();
      outboundEviction.tick(
          connections.all(), connections.isNetworkActive() && config.connect().isEmpty());
      upload.update(connections.sentBytes(), time.seconds());
    }
    if (time.steadyMillis() >= nextSaveMillis) {
      nextSaveMillis = time.steadyMillis() + SAVE_MILLIS;
      store
          .peersFile()
          .ifPresent(file -> {
            byte[] bytes = file.encode(book);
            runtime.io().execute(() -> file.write(bytes));
          });
    }
  }

  /// On the peer thread, at the end: what is known of peers is kept for the next start.
  private void save() {
    store.peersFile().ifPresent(file -> file.write(file.encode(book)));
    List<TimedAddress> anchors =
        connections.all().stream()
            .filter(peer -> peer.type() == ConnectionType.BLOCK_RELAY && peer.isHandshakeDone())
            .limit(AnchorsFile.MAX_ANCHORS)
            .map(peer -> new TimedAddress(time.seconds(), peer.services(), peer.address()))
            .toList();
    store.anchorsFile().ifPresent(file -> file.write(anchors));
  }

  // What operators ask.

  /// Every peer whose handshake has begun, in order of connection.
  public List<PeerInfo> info() {
    return thread.call(() -> {
      List<PeerInfo> list = new ArrayList<>();
      for (Peer peer : connections.all()) {
        PeerHandler.Progress progress =
            peer.isHandshakeDone() ? handler.progress(peer) : PeerHandler.Progress.NONE;
        list.add(PeerInfo.of(peer, progress, book.groups(), time.nanos().getAsLong()));
      }
      return list;
    });
  }

  /// Transactions whose parents have not come.
  public List<PeerHandler.OrphanInfo> orphans() {
    return thread.call(handler::orphans);
  }

  /// Adds a node to those kept connected; false when it is there already.
  public boolean addNode(String node) {
    return addNode(node, true);
  }

  /// The same, with a choice of transport: `encrypted` may be false for a node that is known not to
  /// speak the encrypted one.
  public boolean addNode(String node, boolean encrypted) {
    return thread.call(() -> connector.addNode(node, encrypted));
  }

  /// Takes a node off those kept connected; its connection stays. False when it is not there.
  public boolean removeNode(String node) {
    return thread.call(() -> connector.removeNode(node));
  }

  /// Tries one connection now.
  public void connectOnce(String node) {
    connectOnce(node, true);
  }

  /// The same, with a choice of transport as for [#addNode(String, boolean)].
  public void connectOnce(String node, boolean encrypted) {
    thread.execute(() ->
        connector.connect(
            Target.named(node, ConnectionType.MANUAL), encrypted && config.encryptedTransport()));
  }

  /// Opens a connection of a kind that is otherwise opened on our own account; false when all slots
  /// of that kind are taken.
  public boolean addConnection(String address, ConnectionType type, boolean encrypted) {
    return thread.call(() -> connector.addConnection(address, type, encrypted));
  }

  /// Asks what is known of addresses, on the peer thread.
  public <T> T addresses(Function<AddressManager, T> question) {
    return thread.call(() -> question.apply(book));
  }

  /// Random addresses of nodes, without banned ones; 0 is for all there are.
  public List<TimedAddress> nodeAddresses(int max, Optional<PeerNetwork> network) {
    return thread.call(() ->
        book.sample(max, 0, network, true, time.seconds()).stream()
            .filter(told -> !unwanted.contains(told.address()))
            .toList());
  }

  public List<AddedNode> addedNodes() {
    return thread.call(connector::addedNodes);
  }

  /// Ends the connections with an address as `getpeerinfo` shows it; false when there is none.
  public boolean disconnect(String address) {
    return thread.call(() -> {
      boolean any = false;
      for (Peer peer : connections.all()) {
        if (peer.name().equals(address) || peer.address().toString().equals(address)) {
          peer.disconnect();
          any = true;
        }
      }
      return any;
    });
  }

  /// Sends what an operator made up; false without such a peer.
  public boolean send(long id, RawMessage message) {
    return thread.call(() -> {
      Peer peer = connections.find(id);
      if (peer != null) {
        peer.send(message);
      }
      return peer != null;
    });
  }

  /// What is done now and then is due so much earlier: saving addresses, looking for a better chain
  /// and announcing again what nobody fetched. For test chains.
  public void bringForward(Duration by) {
    boolean _ =
        thread.call(() -> {
          nextSaveMillis -= by.toMillis();
          outboundEviction.bringForward(by);
          handler.bringForward(by);
          return true;
        });
  }

  public boolean disconnect(long id) {
    return thread.call(() -> {
      Peer peer = connections.find(id);
      if (peer != null) {
        peer.disconnect();
      }
      return peer != null;
    });
  }

  /// Bans a range until a unix time and ends its connections; answers with their number. Nodes that
  /// the operator named are connected to all the same, as in Core.
  public int ban(Subnet range, long untilSeconds) {
    store.bans().add(range, time.seconds(), untilSeconds);
    return thread.call(() -> {
      int ended = 0;
      for (Peer peer : connections.all()) {
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
    return thread.call(
        () -> Optional.ofNullable(connections.find(id)).map(peer -> peer.address().host()));
  }

  public BanList bans() {
    return store.bans();
  }

  /// Pings every peer now.
  public void pingAll() {
    thread.execute(() -> connections.all().forEach(peer -> peer.pings.request()));
  }

  public boolean isNetworkActive() {
    return connections.isNetworkActive();
  }

  /// Switches all networking off or on.
  public void setNetworkActive(boolean active) {
    Log.info("SetNetworkActive: " + active);
    connections.setNetworkActive(active);
  }

  public NetTotals totals() {
    return thread.call(() -> {
      long received = connections.receivedBytes();
      long sent = connections.sentBytes();
      upload.update(sent, time.seconds());
      return new NetTotals(received, sent, time.wall().millis(), upload.status(time.seconds()));
    });
  }

  /// On the peer thread: whether no more may be sent today for a peer's asking, or (`historical`)
  /// no more of what others keep as well, so that enough is left for new blocks.
  public boolean isUploadSpent(boolean historical) {
    NetTotals.Upload status = upload.status(time.seconds());
    return status.targetBytes() > 0
        && (historical ? !status.serveHistorical() : status.targetReached());
  }

  /// Our own addresses, and how sure we are of them.
  public List<LocalAddress> localAddresses() {
    return thread.call(local::all);
  }

  /// Whether connections are made on a network of our own account.
  public boolean reaches(PeerNetwork network) {
    return reach.contains(network);
  }

  /// What connections on a network go through.
  public Optional<Proxy> proxy(PeerNetwork network) {
    return network == PeerNetwork.I2P
        ? config.reach().i2p().map(i2p -> new Proxy(i2p.router(), false))
        : reach.proxy(network);
  }

  /// Where what comes in through Tor arrives, with the ports that the system gave.
  public List<InetSocketAddress> onionListening() {
    return Collections.unmodifiableList(onionBinds);
  }

  /// What we offer to others.
  public long services() {
    return Handshake.services(config);
  }

  /// What we offer to one peer, which may be more.
  public long services(Peer peer) {
    return Handshake.services(config, peer);
  }

  @Override
  public void close() {
    services.close();
    thread.execute(this::save);
    connections.stop();
    runtime.transport().close();
    thread.close();
    handler.close();
  }
}
