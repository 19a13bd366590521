package org.quantumcoin.node.p2p;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.crypto.Bip324Cipher;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.PacketContents;
import org.quantumcoin.node.p2p.message.PeerNetwork;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.Version;

/// One connection and what its other side said of itself.
///
/// What the handshake settles is written on the [PeerThread] and may be read from anywhere. Sending
/// may be done from anywhere.
public final class Peer {
  /// Messages that have arrived and wait for the peer thread; past it the connection is not read
  /// from (Core's `-maxreceivebuffer`). More than the longest message, or that would never get
  /// through.
  static final long MAX_UNPROCESSED_INPUT_BYTES = 5_000_000;

  /// Beyond this [#hasRoomToSend] tells those who have much to say to wait (Core's
  /// `-maxsendbuffer`).
  static final long SEND_QUEUE_HIGH_BYTES = 1_000_000;

  /// A peer that lets this much pile up asks without reading the answers: it is cut off. Above two
  /// whole blocks, so that pacing by [#hasRoomToSend] never gets near it.
  static final long MAX_SEND_QUEUE_BYTES = 16_000_000;

  /// A peer that leaves more than [#SEND_QUEUE_HIGH_BYTES] unread for so long is cut off. Core
  /// waits for 20 minutes; this is 13 kB a second for the longest message.
  private static final long MAX_STUCK_MILLIS = 300_000;

  private final long id;
  private final int magic;
  private final Channel channel;
  private final ConnectionType type;
  private final String name;
  private final Endpoints ends;
  private final TimeSource time;
  private final long connectedSeconds;
  final long connectedMillis;
  private final Runnable onRoomToSend;

  final MessageCounters sent = new MessageCounters();
  final MessageCounters received = new MessageCounters();
  private final AtomicLong sendQueueBytes = new AtomicLong();
  private final AtomicLong unprocessedBytes = new AtomicLong();
  private InputBudget budget = new InputBudget();

  /// Too much of it waits: as soon as there is less, it is read from again.
  private volatile boolean inputFull;

  private volatile boolean heldBySync;
  private volatile boolean inputPaused;
  private volatile boolean answering;
  private volatile boolean filtering;
  private volatile PeerPermissions permissions = PeerPermissions.NONE;
  private volatile boolean waitsForRoom;
  private volatile boolean disconnecting;
  private volatile long lastSendSeconds;
  private volatile long lastReceiveSeconds;
  volatile long lastSendMillis;
  volatile long lastReceiveMillis;

  /// What the handshake settles.
  final PeerHandshake handshake = new PeerHandshake();

  /// What it said and nobody has looked at yet.
  final Inbox inbox = new Inbox();

  /// Answers to our pings.
  final PingState pings = new PingState();

  /// Set before the channel is read from; empty where the old transport is spoken from the start.
  private volatile @Nullable EncryptedTransport encrypted;

  /// What is kept for the exchange of addresses.
  final AddressExchange.State addresses;

  Peer(
      long id,
      int magic,
      Channel channel,
      ConnectionType type,
      String name,
      Endpoints ends,
      TimeSource time,
      Runnable onRoomToSend) {
    this.id = id;
    this.magic = magic;
    this.channel = channel;
    this.type = type;
    this.name = name;
    this.ends = ends;
    this.time = time;
    this.connectedSeconds = time.seconds();
    this.connectedMillis = time.steadyMillis();
    this.lastSendMillis = connectedMillis;
    this.lastReceiveMillis = connectedMillis;
    this.onRoomToSend = onRoomToSend;
    this.addresses = new AddressExchange.State(connectedMillis);
  }

  public long id() {
    return id;
  }

  public ConnectionType type() {
    return type;
  }

  public boolean isInbound() {
    return type.isInbound();
  }

  /// What the operator lets it do.
  public PeerPermissions permissions() {
    return permissions;
  }

  /// Before anything is heard of it.
  void grant(PeerPermissions granted) {
    permissions = granted;
  }

  /// What the operator called it, or its address.
  public String name() {
    return name;
  }

  /// [NetAddress#NONE] for a name that was looked up by a proxy.
  public NetAddress address() {
    return ends.remote();
  }

  /// Our end of the connection.
  NetAddress boundTo() {
    return ends.local();
  }

  /// The network that it is reached over: what comes in through Tor has this machine's address
  /// (Core's `ConnectedThroughNetwork`).
  PeerNetwork network() {
    return ends.inboundOnion() ? PeerNetwork.ONION : ends.remote().peerNetwork();
  }

  /// Whether it must not learn which addresses we have elsewhere.
  boolean isOverPrivateNetwork() {
    return ends.inboundOnion() || ends.remote().isPrivate();
  }

  boolean isInboundOnion() {
    return ends.inboundOnion();
  }

  long connectedSeconds() {
    return connectedSeconds;
  }

  long lastSendSeconds() {
    return lastSendSeconds;
  }

  long lastReceiveSeconds() {
    return lastReceiveSeconds;
  }

  /// The protocol version that both sides speak; 0 before the handshake.
  public int commonVersion() {
    return Math.min(handshake.version, Version.PROTOCOL_VERSION);
  }

  public long services() {
    return handshake.services;
  }

  public int startHeight() {
    return handshake.startHeight;
  }

  /// Whether transactions are announced to and by this peer under their wtxids (BIP-0339).
  public boolean isWtxidRelay() {
    return handshake.wtxidRelay;
  }

  /// Whether the peer wants to be told of transactions.
  public boolean wantsTransactions() {
    return handshake.relay && type != ConnectionType.BLOCK_RELAY;
  }

  /// On the peer thread: it wants to be told of transactions from now on, all or (`filtered`) those
  /// that match a filter of its own. Whatever it says, a connection for blocks alone stays one.
  public void wantTransactions(boolean filtered) {
    if (type != ConnectionType.BLOCK_RELAY) {
      handshake.relay = true;
      filtering = filtered;
    }
  }

  /// Whether it has given us a bloom filter.
  public boolean isFiltering() {
    return filtering;
  }

  /// Whether the peer has blocks with witnesses for us.
  public boolean servesBlocks() {
    return (services() & (ServiceFlags.NETWORK | ServiceFlags.NETWORK_LIMITED)) != 0
        && (services() & ServiceFlags.WITNESS) != 0;
  }

  /// Whether it keeps recent blocks only (BIP-0159).
  public boolean isLimited() {
    return (services() & ServiceFlags.NETWORK) == 0;
  }

  public boolean isHandshakeDone() {
    return handshake.isDone();
  }

  public boolean isDisconnecting() {
    return disconnecting;
  }

  void encryptWith(EncryptedTransport transport) {
    encrypted = transport;
  }

  /// The encrypted transport, where it is spoken or may be.
  Optional<EncryptedTransport> encrypted() {
    return Optional.ofNullable(encrypted);
  }

  /// As `getpeerinfo` names it: `v1`, `v2`, or `detecting` until that is known.
  String transportLabel() {
    return encrypted().map(EncryptedTransport::label).orElse("v1");
  }

  public void send(Message message) {
    if (disconnecting) {
      return;
    }
    EncryptedTransport by = encrypted;
    if (by == null || by.isPlain()) {
      byte[] frame = MessageCodec.encode(magic, message);
      send(
          message.command(),
          frame.length - MessageCodec.HEADER_BYTES,
          frame.length,
          () -> write(frame));
    } else {
      byte[] contents = PacketContents.encode(Bip324Cipher.HEADER_BYTES, message);
      int length = contents.length - Bip324Cipher.HEADER_BYTES;
      send(
          message.command(),
          length,
          length + Bip324Cipher.EXPANSION_BYTES,
          () -> by.send(contents));
    }
  }

  /// Counts a message and has it written on the event loop.
  private void send(String command, int payloadBytes, int wireBytes, Runnable write) {
    Log.debug(
        LogCategory.NET, () -> "sending " + command + " (" + payloadBytes + " bytes) peer=" + id);
    sent.add(command, wireBytes);
    if (sendQueueBytes.addAndGet(wireBytes) > MAX_SEND_QUEUE_BYTES) {
      Log.debug(LogCategory.NET, () -> "send queue full, disconnecting peer=" + id);
      disconnect();
      return;
    }
    EventLoop loop = channel.eventLoop();
    if (loop.inEventLoop()) {
      write.run();
      return;
    }
    try {
      loop.execute(write);
    } catch (RejectedExecutionException _) {
      // The program ends: nobody is left to send it to, nor to hear that it could not be sent.
    }
  }

  /// On the event loop: bytes that belong to no message.
  void writeHandshake(byte[] bytes) {
    sendQueueBytes.addAndGet(bytes.length);
    write(bytes);
  }

  /// On the event loop: a message's bytes, which the send queue counts already.
  void write(byte[] frame) {
    channel.writeAndFlush(Unpooled.wrappedBuffer(frame)).addListener(_ -> frameLeft(frame.length));
  }

  /// On the event loop: the operating system has taken a frame, or the connection failed.
  private void frameLeft(int bytes) {
    long left = sendQueueBytes.addAndGet(-bytes);
    sent.addTotal(bytes);
    lastSendSeconds = time.seconds();
    lastSendMillis = time.steadyMillis();
    if (waitsForRoom && left < SEND_QUEUE_HIGH_BYTES / 2) {
      waitsForRoom = false;
      onRoomToSend.run();
    }
  }

  /// Whether to go on with a long answer now. After a no, [PeerHandler#sendable] is called when
  /// there is room.
  public boolean hasRoomToSend() {
    if (sendQueueBytes.get() < SEND_QUEUE_HIGH_BYTES) {
      return true;
    }
    waitsForRoom = true;
    // The queue may have drained between the two lines above, and nobody would tell us.
    if (sendQueueBytes.get() < SEND_QUEUE_HIGH_BYTES / 2) {
      waitsForRoom = false;
      return true;
    }
    return false;
  }

  /// Whether much waits for it and nothing of that has been read for long.
  boolean isStuck(long nowMillis) {
    return sendQueueBytes.get() > SEND_QUEUE_HIGH_BYTES
        && nowMillis - lastSendMillis > MAX_STUCK_MILLIS;
  }

  /// On the event loop.
  void bytesArrived(int bytes) {
    received.addTotal(bytes);
    lastReceiveSeconds = time.seconds();
    lastReceiveMillis = time.steadyMillis();
  }

  /// On the event loop: a whole message waits for the peer thread now.
  void inputQueued(int bytes) {
    unprocessedBytes.addAndGet(bytes);
    budget.add(bytes);
    if (!hasRoomForInput()) {
      // Told before it is looked at again, so that whoever makes room meanwhile sees it.
      inputFull = true;
      updateReading();
    }
  }

  void inputProcessed(int bytes) {
    unprocessedBytes.addAndGet(-bytes);
    budget.add(-bytes);
    if (inputFull) {
      updateReading();
    }
  }

  /// The connection is gone, and nothing that it sent will be looked at.
  void inputDropped() {
    budget.add(-unprocessedBytes.getAndSet(0));
  }

  private boolean hasRoomForInput() {
    long own = unprocessedBytes.get();
    return own <= InputBudget.SHARE_BYTES
        || (own <= MAX_UNPROCESSED_INPUT_BYTES && !budget.isSpent());
  }

  /// Shares the room for what waits with others. Before anything is read.
  void draw(InputBudget shared) {
    budget = shared;
  }

  /// Stops or resumes reading from this connection and hearing what was read, because what it sends
  /// waits elsewhere.
  public void holdReading(boolean hold) {
    boolean resumes;
    synchronized (this) {
      resumes = heldBySync && !hold;
      heldBySync = hold;
    }
    updateReading();
    if (resumes) {
      onRoomToSend.run();
    }
  }

  /// Passes over what the peer says, or goes on with it, because what it said before is still being
  /// worked on.
  public void pauseInput(boolean pause) {
    inputPaused = pause;
    if (!pause) {
      onRoomToSend.run();
    }
  }

  /// The same while a long answer to it is read from the disk and sent bit by bit.
  public void pauseWhileAnswering(boolean busy) {
    answering = busy;
    if (!busy) {
      onRoomToSend.run();
    }
  }

  boolean isInputPaused() {
    return inputPaused || answering || heldBySync;
  }

  private synchronized void updateReading() {
    boolean room = hasRoomForInput();
    channel.config().setAutoRead(!heldBySync && room);
    if (room) {
      inputFull = false;
    }
  }

  /// Ends the connection; may be called again and from anywhere.
  public void disconnect() {
    disconnecting = true;
    ChannelFuture _ = channel.close();
  }

  @Override
  public String toString() {
    return "Peer[" + id + ", " + name + "]";
  }
}
