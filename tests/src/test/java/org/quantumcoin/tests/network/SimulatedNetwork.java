package org.quantumcoin.tests.network;

import io.netty.channel.Channel;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.Transport;

/// Virtual links between hosts: bytes take their time, in order; connections are lost; the network
/// falls apart and heals. What happens is told to the [History].
final class SimulatedNetwork {
  private static final long MIN_LATENCY_NANOS = Duration.ofMillis(1).toNanos();
  private static final long MAX_LATENCY_NANOS = Duration.ofMillis(400).toNanos();
  private static final int FIRST_EPHEMERAL_PORT = 40_000;

  /// One chunk in so many arrives in two pieces.
  private static final int SPLIT = 8;

  private final Timeline timeline;
  private final RandomGenerator random;
  private final History history;
  private final Map<InetSocketAddress, Listener> listeners = new HashMap<>();
  private final Set<Connection> connections = new LinkedHashSet<>();

  /// One part of the network while it is fallen apart; nobody otherwise.
  private Set<Integer> island = Set.of();

  private int nextPort = FIRST_EPHEMERAL_PORT;
  private long made;

  private record Listener(int host, Consumer<Channel> accept) {}

  SimulatedNetwork(Timeline timeline, RandomGenerator random, History history) {
    this.timeline = timeline;
    this.random = random;
    this.history = history;
  }

  /// How a host connects and is connected to.
  Transport transport(int host, InetSocketAddress address) {
    return new HostTransport(host, address);
  }

  /// Parts these hosts from all others. Connections across are lost at once, or bytes on them wait
  /// until the network has healed.
  void partition(Set<Integer> hosts, boolean loseConnections) {
    island = new HashSet<>(hosts);
    if (loseConnections) {
      List.copyOf(connections).stream().filter(Connection::isCut).forEach(Connection::lose);
    }
  }

  void heal() {
    island = Set.of();
    List.copyOf(connections).forEach(Connection::resume);
  }

  private boolean areApart(int one, int other) {
    return island.contains(one) != island.contains(other);
  }

  /// Loses one connection of all, as when a router forgets it.
  void loseOne() {
    if (!connections.isEmpty()) {
      List.copyOf(connections).get(random.nextInt(connections.size())).lose();
    }
  }

  private final class HostTransport implements Transport {
    private final int host;
    private final InetSocketAddress address;
    private boolean closed;

    HostTransport(int host, InetSocketAddress address) {
      this.host = host;
      this.address = address;
    }

    @Override
    public InetSocketAddress listen(InetSocketAddress at, Consumer<Channel> accept) {
      listeners.put(address, new Listener(host, accept));
      return address;
    }

    @Override
    public void connect(
        SocketAddress target, Consumer<Channel> opened, Consumer<Throwable> failed) {
      InetSocketAddress to = (InetSocketAddress) target;
      long latency = random.nextLong(MIN_LATENCY_NANOS, MAX_LATENCY_NANOS);
      timeline.in(
          2 * latency,
          () -> {
            Listener listener = listeners.get(to);
            if (closed) {
              return;
            }
            if (listener == null) {
              failed.accept(new ConnectException("Connection refused: " + to));
            } else if (areApart(host, listener.host)) {
              timeline.in(
                  P2pConfig.DEFAULT_CONNECT_TIMEOUT,
                  () -> failed.accept(new SocketTimeoutException("connection timed out: " + to)));
            } else {
              InetSocketAddress from = new InetSocketAddress(address.getAddress(), nextPort++);
              Connection connection = new Connection(host, listener.host, from, to, latency);
              connections.add(connection);
              listener.accept.accept(connection.acceptor.channel);
              connection.acceptor.channel.runPendingTasks();
              SimulatedChannel ours = connection.opener.channel;
              opened.accept(ours);
              ours.config().setAutoRead(true);
            }
          });
    }

    @Override
    public void close() {
      closed = true;
      listeners.remove(address);
      List.copyOf(connections).forEach(connection -> connection.hostGone(host));
    }
  }

  /// Two ends and what is on its way between them.
  private final class Connection {
    private final long number = made++;
    private final long latencyNanos;
    private final int openerHost;
    private final int acceptorHost;
    private final End opener;
    private final End acceptor;

    Connection(
        int openerHost,
        int acceptorHost,
        InetSocketAddress from,
        InetSocketAddress to,
        long latencyNanos) {
      this.openerHost = openerHost;
      this.acceptorHost = acceptorHost;
      this.latencyNanos = latencyNanos;
      this.opener = new End(0, from, to);
      this.acceptor = new End(1, to, from);
    }

    boolean isCut() {
      return areApart(openerHost, acceptorHost);
    }

    /// Both sides notice, each in its time.
    void lose() {
      connections.remove(this);
      timeline.in(random.nextLong(latencyNanos), opener.channel::hangUp);
      timeline.in(random.nextLong(latencyNanos), acceptor.channel::hangUp);
    }

    void resume() {
      opener.resume();
      acceptor.resume();
    }

    void hostGone(int host) {
      if (openerHost == host) {
        opener.channel.hangUp();
      }
      if (acceptorHost == host) {
        acceptor.channel.hangUp();
      }
    }

    private final class End implements SimulatedChannel.Wire {
      private final int side;
      private final SimulatedChannel channel;

      /// What arrived here and could not get through.
      private final Deque<Runnable> held = new ArrayDeque<>();

      private long lastArrivalNanos;

      End(int side, InetSocketAddress local, InetSocketAddress remote) {
        this.side = side;
        this.channel = new SimulatedChannel(local, remote, this, timeline);
      }

      private End other() {
        return side == 0 ? acceptor : opener;
      }

      @Override
      public void carry(byte[] bytes) {
        if (bytes.length > 1 && random.nextInt(SPLIT) == 0) {
          int cut = random.nextInt(1, bytes.length);
          other().plan(Arrays.copyOf(bytes, cut));
          other().plan(Arrays.copyOfRange(bytes, cut, bytes.length));
        } else {
          other().plan(bytes);
        }
      }

      private void plan(byte[] bytes) {
        plan(() -> {
          history.arrived(number, side, bytes);
          channel.arrive(bytes);
        });
      }

      private void plan(Runnable arrival) {
        long jitter = random.nextLong(latencyNanos / 4 + 1);
        lastArrivalNanos = Math.max(lastArrivalNanos, timeline.nanos() + latencyNanos + jitter);
        timeline.at(
            lastArrivalNanos,
            () -> {
              if (isCut() || !held.isEmpty()) {
                held.add(arrival);
              } else {
                arrival.run();
              }
            });
      }

      void resume() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
          next.run();
        }
      }

      @Override
      public void hungUp() {
        connections.remove(Connection.this);
        other()
            .plan(() -> {
              history.arrived(number, side, new byte[0]);
              channel.arriveEnd();
            });
      }
    }
  }
}
