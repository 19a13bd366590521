package org.quantumcoin.tests.network;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Many connections to one node, each of which does one kind of harm and is opened anew when the
/// node ends it. One thread does it all.
final class HostilePeers implements AutoCloseable {
  /// What each connection may send, so that one machine can hold both sides.
  private static final long BYTES_PER_SECOND = 300_000;

  private static final long STEP_MILLIS = 10;
  private static final long RECONNECT_MILLIS = 200;
  private static final long LORIS_MILLIS = 500;

  enum Kind {
    SLOW_LORIS,
    GARBAGE,
    OVERSIZE,
    LOW_WORK_HEADERS,
    ORPHANS,
    ADDRESS_SPAM,
    INVENTORY_FLOOD,
    COMPACT_BLOCK_ABUSE,
    NEVER_ANSWERING
  }

  private final InetSocketAddress target;
  private final HostileMessages messages;
  private final Selector selector;
  private final List<Attacker> attackers = new ArrayList<>();
  private final ByteBuffer trash = ByteBuffer.allocate(256 * 1024);
  private final Thread thread;
  private volatile boolean closing;
  private volatile int connected;

  private final Map<Kind, Count> counts = new EnumMap<>(Kind.class);

  /// What one kind did so far.
  private static final class Count {
    private long sentBytes;
    private long connections;
  }

  private final class Attacker {
    private final Kind kind;
    private final Count count;
    private SocketChannel channel = SocketChannel.open();
    private ByteBuffer sending = ByteBuffer.allocate(0);
    private int said;
    private long nextMillis;
    private boolean open;

    Attacker(Kind kind) throws IOException {
      this.kind = kind;
      this.count = counts.computeIfAbsent(kind, _ -> new Count());
    }

    void connect() throws IOException {
      channel = SocketChannel.open();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT, this);
      said = 0;
      sending = ByteBuffer.allocate(0);
      open = true;
      count.connections++;
      if (channel.connect(target)) {
        channel.register(selector, SelectionKey.OP_READ, this);
      }
    }

    void ended(long now) throws IOException {
      channel.close();
      open = false;
      nextMillis = now + RECONNECT_MILLIS;
    }

    void ready(SelectionKey key, long now) throws IOException {
      try {
        if (key.isConnectable() && channel.finishConnect()) {
          key.interestOps(kind == Kind.NEVER_ANSWERING ? 0 : SelectionKey.OP_READ);
        }
        if (key.isReadable()) {
          trash.clear();
          if (channel.read(trash) < 0) {
            ended(now);
          }
        }
      } catch (IOException refused) {
        ended(now);
      }
    }

    void act(long now) throws IOException {
      if (!open) {
        if (now >= nextMillis) {
          connect();
        }
        return;
      }
      if (!channel.isConnected() || now < nextMillis) {
        return;
      }
      try {
        if (!sending.hasRemaining()) {
          sending = ByteBuffer.wrap(next());
        }
        int part = kind == Kind.SLOW_LORIS ? 1 : sending.remaining();
        int sent = channel.write(sending.slice(sending.position(), part));
        sending.position(sending.position() + sent);
        count.sentBytes += sent;
        nextMillis =
            now + (kind == Kind.SLOW_LORIS ? LORIS_MILLIS : sent * 1_000L / BYTES_PER_SECOND);
      } catch (IOException cutOff) {
        ended(now);
      }
    }

    private byte[] next() {
      int turn = said++;
      if (kind == Kind.GARBAGE) {
        return messages.garbage();
      }
      if (turn == 0) {
        return messages.version();
      }
      if (turn == 1) {
        return messages.verack();
      }
      return switch (kind) {
        case SLOW_LORIS, GARBAGE -> messages.garbage();
        case OVERSIZE -> messages.oversize();
        case LOW_WORK_HEADERS -> messages.lowWorkHeaders();
        case ORPHANS -> messages.orphan();
        case ADDRESS_SPAM -> messages.addresses();
        case INVENTORY_FLOOD -> messages.inventory();
        case COMPACT_BLOCK_ABUSE -> messages.compact();
        case NEVER_ANSWERING -> turn % 2 == 0 ? messages.requests() : messages.promises();
      };
    }
  }

  private HostilePeers(int port, int count, HostileMessages messages) throws IOException {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.messages = messages;
    this.selector = Selector.open();
    for (int i = 0; i < count; i++) {
      attackers.add(new Attacker(Kind.values()[i % Kind.values().length]));
    }
    thread = Thread.ofPlatform().name("hostile").daemon(true).start(this::run);
  }

  static HostilePeers attack(int port, int count, HostileMessages messages) {
    try {
      return new HostilePeers(port, count, messages);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(STEP_MILLIS);
        long now = System.nanoTime() / 1_000_000;
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isValid() && key.attachment() instanceof Attacker attacker) {
            attacker.ready(key, now);
          }
        }
        selector.selectedKeys().clear();
        int open = 0;
        for (Attacker attacker : attackers) {
          attacker.act(now);
          open += attacker.open ? 1 : 0;
        }
        connected = open;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connections open now.
  int connected() {
    return connected;
  }

  /// What was done so far, for people.
  String summary() {
    StringBuilder text = new StringBuilder();
    counts.forEach((kind, count) ->
        text.append(
            " %s %d kB in %d"
                .formatted(
                    kind.name().toLowerCase(Locale.ROOT),
                    count.sentBytes / 1000,
                    count.connections)));
    return text.toString().trim();
  }

  @Override
  public void close() throws IOException {
    closing = true;
    selector.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Attacker attacker : attackers) {
      attacker.channel.close();
    }
    selector.close();
  }
}
