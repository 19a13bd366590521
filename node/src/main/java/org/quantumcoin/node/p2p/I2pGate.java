package org.quantumcoin.node.p2p;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.proxy.ChannelOpener;
import org.quantumcoin.node.p2p.proxy.ProxyException;
import org.quantumcoin.node.p2p.proxy.SamSession;

/// Connections through an I2P router (Core's `ThreadI2PAcceptIncoming` and `ConnectNode`).
///
/// Who accepts connections has one address for all of them. Who does not gets a new one for each
/// that he opens, so that nobody can tell that they are of one node.
final class I2pGate implements Runnable, AutoCloseable {
  /// Sessions that were made for a connection that did not come about, for the next ones: the
  /// router needs a while to make one. Core's `MAX_UNUSED_I2P_SESSIONS_SIZE`.
  private static final int MAX_UNUSED_SESSIONS = 10;

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  /// Core's `err_wait_cap`.
  private static final Duration MAX_RETRY = Duration.ofMinutes(5);

  private final ReachOptions.I2p options;
  private final ChannelOpener opener;
  private final SecureRandom random;
  private final Executor io;
  private final Listener listener;
  private final Optional<SamSession> persistent;
  private final Deque<SamSession> unused = new ArrayDeque<>();
  private volatile boolean closed;

  /// What comes of waiting for others. Called on the gate's thread.
  interface Listener {
    /// Others can connect to us there.
    void published(NetAddress address);

    /// They can no longer.
    void withdrawn(NetAddress address);

    /// Somebody did. On the channel's event loop.
    void accepted(Channel channel, Endpoints ends);
  }

  I2pGate(ReachOptions.I2p options, PeerRuntime runtime, Listener listener) {
    this.options = options;
    this.opener = runtime.transport()::connect;
    this.random = runtime.keys();
    this.io = runtime.io();
    this.listener = listener;
    this.persistent =
        options.acceptsIncoming()
            ? Optional.of(session(Optional.of(options.keyFile())))
            : Optional.empty();
  }

  private SamSession session(Optional<Path> keyFile) {
    return new SamSession(opener, options.router(), keyFile, random);
  }

  boolean acceptsIncoming() {
    return persistent.isPresent();
  }

  /// Connects to an address on I2P.
  void dial(NetAddress to, Dialer.Outcome outcome) {
    io.execute(() -> {
      SamSession session = persistent.orElseGet(this::transientSession);
      try {
        SamSession.Stream stream = session.connect(to);
        stream.handOver(channel -> {
          if (persistent.isEmpty()) {
            channel.closeFuture().addListener(_ -> session.close());
          }
          outcome.opened(channel, new Endpoints(to, stream.ours(), false));
        });
      } catch (ProxyException e) {
        if (persistent.isEmpty()) {
          keep(session);
        }
        outcome.failed(String.valueOf(e.getMessage()), e.isPeerTried());
      }
    });
  }

  private SamSession transientSession() {
    synchronized (unused) {
      SamSession kept = unused.poll();
      return kept == null ? session(Optional.empty()) : kept;
    }
  }

  private void keep(SamSession session) {
    synchronized (unused) {
      if (!closed && unused.size() < MAX_UNUSED_SESSIONS) {
        unused.add(session);
        return;
      }
    }
    session.close();
  }

  /// Waits for others, one after the other, until it is interrupted.
  @Override
  public void run() {
    SamSession session = persistent.orElseThrow();
    Optional<NetAddress> published = Optional.empty();
    Duration wait = FIRST_RETRY;
    while (!closed && !Thread.currentThread().isInterrupted()) {
      try {
        SamSession.Listening listening = listen(session, published);
        if (published.isEmpty()) {
          published = Optional.of(listening.ours());
          listener.published(listening.ours());
        }
        SamSession.Stream stream = session.accept(listening);
        stream.handOver(channel ->
            listener.accepted(channel, new Endpoints(stream.peer(), stream.ours(), false)));
        wait = FIRST_RETRY;
      } catch (ListenException _) {
        published = Optional.empty();
        wait = afterFailure(wait);
      } catch (IOException _) {
        wait = afterFailure(wait);
      }
    }
  }

  /// The router will not have us.
  private static final class ListenException extends IOException {
    private static final long serialVersionUID = 1L;

    ListenException(IOException cause) {
      super(cause);
    }
  }

  private SamSession.Listening listen(SamSession session, Optional<NetAddress> published)
      throws ListenException {
    try {
      return session.listen();
    } catch (IOException e) {
      published.ifPresent(listener::withdrawn);
      throw new ListenException(e);
    }
  }

  private static Duration afterFailure(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return wait.compareTo(MAX_RETRY) < 0 ? wait.plus(FIRST_RETRY) : wait;
  }

  @Override
  public void close() {
    closed = true;
    persistent.ifPresent(SamSession::close);
    synchronized (unused) {
      unused.forEach(SamSession::close);
      unused.clear();
    }
  }
}
