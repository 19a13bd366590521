package org.quantumcoin.node.p2p;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The system's sockets. Epoll where there is one, NIO elsewhere.
final class SocketTransport implements Transport {
  /// Framing and checksums keep up with a fast network on one thread; a second one lets a large
  /// block from one peer not delay the others.
  private static final int EVENT_LOOPS = 2;

  /// A read takes between so many bytes; large reads save system calls while blocks stream in.
  private static final int MIN_READ_BYTES = 2 * 1024;

  private static final int FIRST_READ_BYTES = 16 * 1024;
  private static final int MAX_READ_BYTES = 256 * 1024;

  private final IoEventLoopGroup group;
  private final boolean epoll;
  private final int connectTimeoutMillis;
  private final List<Channel> listening = new ArrayList<>();

  SocketTransport(Duration connectTimeout) {
    this.connectTimeoutMillis = Math.toIntExact(connectTimeout.toMillis());
    this.epoll = Epoll.isAvailable();
    this.group =
        new MultiThreadIoEventLoopGroup(
            EVENT_LOOPS,
            new DefaultThreadFactory("net", true),
            epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
  }

  @Override
  public InetSocketAddress listen(InetSocketAddress address, Consumer<Channel> accept)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(group)
            .channel(epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
            .childHandler(initializer(accept))
            .bind(address)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(
          "Unable to bind to " + address + " on this computer: " + message(bound.cause()),
          bound.cause());
    }
    synchronized (listening) {
      listening.add(bound.channel());
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  @Override
  public void connect(SocketAddress address, Consumer<Channel> opened, Consumer<Throwable> failed) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, connectTimeoutMillis)
            .option(ChannelOption.RECVBUF_ALLOCATOR, readSizes())
            .option(ChannelOption.AUTO_READ, false)
            .handler(initializer(_ -> {}));
    ChannelFuture connecting =
        address instanceof UnixDomainSocketAddress path
            ? connectUnix(bootstrap, path)
            : bootstrap
                .channel(epoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .connect(address);
    connecting.addListener(done -> {
      Channel channel = connecting.channel();
      if (done.isSuccess()) {
        opened.accept(channel);
        channel.config().setAutoRead(true);
      } else {
        failed.accept(done.cause());
      }
    });
  }

  private ChannelFuture connectUnix(Bootstrap bootstrap, UnixDomainSocketAddress path) {
    return epoll
        ? bootstrap
            .channel(EpollDomainSocketChannel.class)
            .connect(new DomainSocketAddress(path.getPath().toString()))
        : bootstrap.channel(NioDomainSocketChannel.class).connect(path);
  }

  private static AdaptiveRecvByteBufAllocator readSizes() {
    return new AdaptiveRecvByteBufAllocator(MIN_READ_BYTES, FIRST_READ_BYTES, MAX_READ_BYTES);
  }

  private static ChannelInitializer<Channel> initializer(Consumer<Channel> ready) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        ready.accept(channel);
      }
    };
  }

  /// Netty's messages repeat the address, behind the reason.
  static String message(Throwable cause) {
    String text = cause.getMessage();
    return text == null ? cause.getClass().getSimpleName() : text;
  }

  @Override
  public void close() {
    synchronized (listening) {
      for (Channel channel : listening) {
        channel.close().awaitUninterruptibly();
      }
    }
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
