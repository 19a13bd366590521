package org.quantumcoin.node.rpc;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quantumcoin.node.log.Log;

/// The HTTP server: JSON-RPC at `/` and `/wallet/…`, and what others register.
///
/// The event loop only frames requests; each runs on a virtual thread of its own. `-rpcthreads` run
/// at a time, `-rpcworkqueue` may wait, what comes beyond is refused with 503 as Bitcoin Core does.
/// A connection has one request in work at a time.
public final class RpcServer implements AutoCloseable {
  /// Core's `MAX_SIZE`, which bounds a request's body: a block in hex fits.
  static final int MAX_BODY_BYTES = 0x0200_0000;

  /// Core's `MAX_HEADERS_SIZE`.
  private static final int MAX_HEADER_BYTES = 8192;

  private static final long WRONG_PASSWORD_DELAY_MILLIS = 250;

  /// How long calls that are running may take to end when the server closes.
  private static final long DRAIN_SECONDS = 10;

  private final RpcConfig config;
  private final RpcDispatcher dispatcher;
  private final RpcAuth auth;
  private final HttpPaths paths = new HttpPaths();
  private final EventLoopGroup eventLoop;
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ChannelGroup listeners = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final ExecutorService calls =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("rpc-", 0).factory());
  private final Semaphore running;
  private final AtomicInteger accepted = new AtomicInteger();

  private RpcServer(RpcConfig config, RpcDispatcher dispatcher, RpcAuth auth) {
    this.config = config;
    this.dispatcher = dispatcher;
    this.auth = auth;
    this.running = new Semaphore(config.threads());
    this.eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("http", true), NioIoHandler.newFactory());
  }

  /// Starts listening. Fails when no address can be had, or when another process has one of them.
  public static RpcServer open(RpcConfig config, RpcDispatcher dispatcher) throws IOException {
    RpcAuth auth = RpcAuth.open(config);
    RpcServer server = new RpcServer(config, dispatcher, auth);
    HttpPathHandler json =
        new JsonRpcHandler(dispatcher, auth, config, WRONG_PASSWORD_DELAY_MILLIS);
    server.paths.addExact("/", json);
    server.paths.addPrefix("/wallet/", json);
    boolean bound = false;
    try {
      server.bindAll();
      bound = true;
      return server;
    } finally {
      if (!bound) {
        server.close();
      }
    }
  }

  /// Where others put what they answer, beside the RPC interface.
  public HttpPaths paths() {
    return paths;
  }

  /// The addresses that are listened at.
  public List<InetSocketAddress> addresses() {
    return listeners.stream().map(c -> (InetSocketAddress) c.localAddress()).toList();
  }

  private void bindAll() throws IOException {
    Log.info(
        "HTTP: creating work queue of depth %d with %d threads"
            .formatted(config.workQueue(), config.threads()));
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoop)
            .channel(NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline());
    for (InetSocketAddress address : config.binds()) {
      bind(bootstrap, address);
    }
    if (listeners.isEmpty()) {
      throw new IOException(
          "Unable to bind any endpoint for RPC server. See debug log for details.");
    }
  }

  private void bind(ServerBootstrap bootstrap, InetSocketAddress address) throws IOException {
    String host = address.getAddress().getHostAddress();
    Log.info("Binding RPC on address %s port %d".formatted(host, address.getPort()));
    ChannelFuture future = bootstrap.bind(address).awaitUninterruptibly();
    Throwable cause = future.cause();
    if (cause == null) {
      listeners.add(future.channel());
      if (address.getAddress().isAnyLocalAddress()) {
        Log.warning(
            "The RPC server is not safe to expose to untrusted networks such as the public internet");
      }
      return;
    }
    Log.info("Binding RPC on address %s port %d failed.".formatted(host, address.getPort()));
    boolean taken =
        cause instanceof BindException
            && String.valueOf(cause.getMessage()).contains("already in use");
    if (taken) {
      // Going on with the other addresses would leave a client that talks to somebody else.
      throw new IOException(
          ("Another process already listens on %s port %d; likely another node, since Bitcoin nodes use port 8332"
                  + " as well. Stop it, or choose another port with -rpcport=<port>.")
              .formatted(host, address.getPort()));
    }
  }

  private final class Pipeline extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {
      connections.add(channel);
      channel
          .pipeline()
          .addLast(new IdleStateHandler(0, 0, config.timeoutSeconds()))
          .addLast(new HttpServerCodec(MAX_HEADER_BYTES, MAX_HEADER_BYTES, MAX_HEADER_BYTES))
          .addLast(new HttpObjectAggregator(MAX_BODY_BYTES, true))
          .addLast(new HttpConnection(RpcServer.this));
    }
  }

  /// Whether an address may connect at all.
  boolean admits(InetAddress address) {
    return address.isLoopbackAddress()
        || config.allowed().stream().anyMatch(subnet -> subnet.contains(address));
  }

  /// Runs a task soon; whether there was room for it.
  boolean submit(Runnable task) {
    if (accepted.incrementAndGet() > config.threads() + config.workQueue()) {
      accepted.decrementAndGet();
      return false;
    }
    try {
      calls.execute(() -> {
        running.acquireUninterruptibly();
        try {
          task.run();
        } finally {
          running.release();
          accepted.decrementAndGet();
        }
      });
    } catch (RejectedExecutionException _) {
      // The server is draining.
      accepted.decrementAndGet();
      return false;
    }
    return true;
  }

  /// Stops listening and lets running calls end; those that wait for something end now.
  public void drain() {
    dispatcher.stopping().complete(null);
    listeners.close().awaitUninterruptibly();
    calls.shutdown();
    try {
      if (!calls.awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
        Log.warning("RPC calls still running at shutdown are abandoned");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Drains, hangs up, and removes the cookie.
  @Override
  public void close() {
    drain();
    connections.close().awaitUninterruptibly();
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    auth.close();
  }
}
