package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.address.AddressManager;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.AddrV2;
import org.quantumcoin.node.p2p.message.GetAddr;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.OversizedException;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.params.NetworkParams;

/// The connections that stand: lets them in, gives what is said on them to whom it concerns, keeps
/// them alive and ends them. Lives on the peer thread, except where it says otherwise.
final class Connections {
  private static final long PING_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(2);

  /// Without a word in either direction, or with a ping unanswered, for so long a connection is
  /// dead (Core's `TIMEOUT_INTERVAL`).
  private static final long TIMEOUT_MILLIS = TimeUnit.MINUTES.toMillis(20);

  private final P2pConfig config;
  private final NetworkParams params;
  private final PeerRuntime runtime;
  private final PeerThread thread;
  private final TimeSource time;
  private final Turns turns;
  private final InputBudget input = new InputBudget();
  private final UnwantedAddresses unwanted;
  private final AddressExchange addresses;
  private final LocalAddresses local;
  private final OwnAnnouncements own;
  private final PeerHandler handler;
  private final Handshake handshake;
  private final InboundSlots inbound;
  private final Reachability reach;
  private final Consumer<Peer> notUnderstood;
  private final AtomicLong nextId = new AtomicLong();
  private final Map<Long, Peer> peers = new LinkedHashMap<>();

  /// Where what comes in through Tor arrives.
  private final Set<InetSocketAddress> onionBinds = ConcurrentHashMap.newKeySet();

  private long closedReceivedBytes;
  private long closedSentBytes;
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
          thread.execute(() -> {
            peer.inputDropped();
            remove(peer);
          });
        }
      };

  /// `notUnderstood` is told of peers that hung up on our key.
  Connections(
      P2pConfig config,
      NetworkParams params,
      PeerRuntime runtime,
      SlotLimits limits,
      UnwantedAddresses unwanted,
      AddressManager book,
      Reachability reach,
      LocalAddresses local,
      PeerHandler handler,
      Consumer<Peer> notUnderstood) {
    this.config = config;
    this.params = params;
    this.runtime = runtime;
    this.thread = runtime.thread();
    this.time = runtime.time();
    this.turns = new Turns(thread, this::received);
    this.unwanted = unwanted;
    this.addresses =
        new AddressExchange(
            book, peers.values(), time, runtime.random(), unwanted::contains, reach);
    this.local = local;
    this.handler = handler;
    this.reach = reach;
    this.notUnderstood = notUnderstood;
    this.networkActive = config.networkActive();
    this.own =
        new OwnAnnouncements(config, peers.values(), local, addresses.relay(), handler, runtime);
    this.handshake = new Handshake(config, time, runtime.random(), handler::height, peers.values());
    this.inbound =
        new InboundSlots(
            limits.inbound(), peers.values(), unwanted, handler, book.groups(), runtime.random());
  }

  /// Every connection, those in their handshake included.
  Collection<Peer> all() {
    thread.check();
    return Collections.unmodifiableCollection(peers.values());
  }

  @Nullable Peer find(long id) {
    return peers.get(id);
  }

  /// The same, as far as the choice of the next connection needs it.
  List<Link> links() {
    List<Link> links = new ArrayList<>();
    for (Peer peer : peers.values()) {
      links.add(new Link(peer.name(), peer.address(), peer.type(), peer.isHandshakeDone()));
    }
    return links;
  }

  /// Whether connections are to be opened and let in. Any thread may ask.
  boolean areWanted() {
    return networkActive && !stopping;
  }

  /// Any thread may ask.
  boolean isNetworkActive() {
    return networkActive;
  }

  /// Switches all networking off or on. From any thread.
  void setNetworkActive(boolean active) {
    networkActive = active;
    thread.execute(() -> {
      if (!active) {
        peers.values().forEach(Peer::disconnect);
      }
    });
  }

  /// Lets nobody in any more and ends what stands. From any thread.
  void stop() {
    stopping = true;
    thread.execute(() -> List.copyOf(peers.values()).forEach(Peer::disconnect));
  }

  // Coming and going.

  /// What comes in through Tor arrives here.
  void addOnionBind(InetSocketAddress bound) {
    onionBinds.add(bound);
  }

  /// Somebody connected to us. On the event loop.
  void accepted(Channel channel) {
    channel.config().setAutoRead(false);
    // The addresses are known once the channel is active, which it is when this task runs.
    channel
        .eventLoop()
        .execute(() -> {
          if (channel.remoteAddress() instanceof InetSocketAddress remote
              && channel.localAddress() instanceof InetSocketAddress bound) {
            NetAddress address = reach.normalized(NetAddress.of(remote));
            accepted(
                channel, new Endpoints(address, NetAddress.of(bound), onionBinds.contains(bound)));
          } else {
            ChannelFuture _ = channel.close();
          }
        });
  }

  /// The same, where it is known already who it is.
  void accepted(Channel channel, Endpoints ends) {
    register(channel, ends, ConnectionType.INBOUND, Optional.empty(), config.encryptedTransport());
  }

  /// A connection stands, opened by either side. On the event loop.
  void register(
      Channel channel,
      Endpoints ends,
      ConnectionType type,
      Optional<String> named,
      boolean encrypted) {
    NetAddress address = ends.remote();
    long id = nextId.getAndIncrement();
    Peer peer =
        new Peer(
            id,
            params.magic(),
            channel,
            type,
            named.orElse(address.toString()),
            ends,
            time,
            () -> thread.execute(() -> roomToSend(id)));
    peer.grant(permissions(type, ends));
    peer.draw(input);
    FrameDecoder plain = new FrameDecoder(params.magic(), peer, sink);
    if (encrypted) {
      EncryptedTransport transport =
          new EncryptedTransport(peer, params.magicBytes(), plain, sink, runtime.keys());
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

  /// Who has no IP address is granted nothing.
  private PeerPermissions permissions(ConnectionType type, Endpoints ends) {
    Optional<InetSocketAddress> remote = ends.remote().directAddress();
    Optional<InetSocketAddress> bound = ends.local().directAddress();
    if (remote.isEmpty() || bound.isEmpty()) {
      return PeerPermissions.NONE;
    }
    return switch (type) {
      case INBOUND -> config.rules().inbound(remote.get().getAddress(), bound.get());
      case MANUAL -> config.rules().manual(remote.get().getAddress());
      default -> PeerPermissions.NONE;
    };
  }

  private void add(Peer peer) {
    if (!areWanted()) {
      Log.debug(
          LogCategory.NET,
          () -> "connection from " + peer.address() + " dropped: not accepting new connections");
      peer.disconnect();
      return;
    }
    if (peer.isInbound() && !inbound.hasRoomFor(peer)) {
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

  private void remove(Peer peer) {
    if (peers.remove(peer.id()) == null) {
      return;
    }
    Log.debug(LogCategory.NET, () -> "disconnected peer=" + peer.id());
    closedReceivedBytes += peer.received.total();
    closedSentBytes += peer.sent.total();
    if (peer.encrypted().filter(EncryptedTransport::wasNotUnderstood).isPresent()) {
      notUnderstood.accept(peer);
    }
    if (peer.isHandshakeDone()) {
      addresses.disconnected(peer);
      handler.disconnected(peer);
    }
  }

  /// A peer broke the rules. It is cut off and not connected to again, unless the operator wants it
  /// or it is this machine (Core's `Misbehaving` and what follows from it).
  void misbehaving(Peer peer, String why) {
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
          () ->
              "Warning: disconnecting but not discouraging %s peer %d!"
                  .formatted(peer.isInboundOnion() ? "inbound onion" : "local", peer.id()));
    } else {
      Log.debug(LogCategory.NET, () -> "Disconnecting and discouraging peer " + peer.id() + "!");
      unwanted.discourage(peer.address());
    }
    peer.disconnect();
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
    NetAddress seen = peer.handshake.addressOfUs;
    if (peer.isInbound() && seen.isRoutable()) {
      local.seen(seen);
    }
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

  // Time.

  /// Pings, ends what has gone silent, and passes addresses on.
  void tick() {
    peers.values().forEach(this::keepAlive);
    own.tick();
    addresses.tick();
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
      long nonce = runtime.random().nextLong() | 1;
      peer.pings.started(nonce, nowNanos);
      peer.send(new Ping(nonce));
    }
  }

  long receivedBytes() {
    long received = closedReceivedBytes;
    for (Peer peer : peers.values()) {
      received += peer.received.total();
    }
    return received;
  }

  long sentBytes() {
    long sent = closedSentBytes;
    for (Peer peer : peers.values()) {
      sent += peer.sent.total();
    }
    return sent;
  }
}
