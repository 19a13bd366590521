package org.quantumcoin.node.p2p.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;

/// What is said to a SOCKS5 proxy before a connection through it stands (RFC 1928, RFC 1929; Core's
/// `Socks5`). Afterwards it leaves the channel, and what the proxy sent behind its answer goes to
/// whoever comes next. Lives on the channel's event loop.
///
/// A proxy can make us hold no more than its longest answer, 262 bytes and one read, and each
/// answer has to come within [#STEP_MILLIS].
final class Socks5Handshake extends ByteToMessageDecoder {
  /// Core's `g_socks5_recv_timeout`: Tor takes its time.
  static final long STEP_MILLIS = 20_000;

  /// One byte tells a length.
  static final int MAX_FIELD_BYTES = 255;

  private static final int VERSION = 5;
  private static final int AUTHENTICATION_VERSION = 1;
  private static final int NO_AUTHENTICATION = 0;
  private static final int USER_AND_PASSWORD = 2;
  private static final int CONNECT = 1;
  private static final int IPV4 = 1;
  private static final int DOMAIN_NAME = 3;
  private static final int IPV6 = 4;
  private static final int PORT_BYTES = 2;

  private enum Stage {
    METHOD,
    AUTHENTICATION,
    REPLY,
    BOUND_ADDRESS,
    DONE
  }

  private final String host;
  private final int port;
  private final Optional<String> login;
  private final Consumer<Channel> opened;
  private final Consumer<Throwable> failed;
  private Stage stage = Stage.METHOD;
  private @Nullable ScheduledFuture<?> limit;

  /// @param login name and password at once, for a proxy that asks for them
  Socks5Handshake(
      String host,
      int port,
      Optional<String> login,
      Consumer<Channel> opened,
      Consumer<Throwable> failed) {
    this.host = host;
    this.port = port;
    this.login = login;
    this.opened = opened;
    this.failed = failed;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    Log.debug(LogCategory.NET, () -> "SOCKS5 connecting " + host);
    if (host.getBytes(StandardCharsets.UTF_8).length > MAX_FIELD_BYTES) {
      fail(context, "Hostname too long");
      return;
    }
    send(
        context,
        login.isPresent()
            ? new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD}
            : new byte[] {VERSION, 1, NO_AUTHENTICATION});
  }

  private void send(ChannelHandlerContext context, byte[] bytes) {
    ChannelFuture _ = context.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    restart(context);
  }

  /// The proxy has its time again.
  private void restart(ChannelHandlerContext context) {
    cancelLimit();
    limit =
        context.executor().schedule(() -> timedOut(context), STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void cancelLimit() {
    ScheduledFuture<?> running = limit;
    if (running != null) {
      boolean _ = running.cancel(false);
    }
  }

  private void timedOut(ChannelHandlerContext context) {
    switch (stage) {
      case METHOD -> refused(context, "InterruptibleRecv() timeout or other failure");
      case AUTHENTICATION -> fail(context, "Error reading proxy authentication response");
      case BOUND_ADDRESS -> fail(context, "Error reading from proxy");
      // Tor is still looking for the other side, as it often is: not worth a line.
      case REPLY -> end(context, "timeout", true);
      case DONE -> {}
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    switch (stage) {
      case METHOD -> refused(context, "InterruptibleRecv() timeout or other failure");
      case AUTHENTICATION -> fail(context, "Error reading proxy authentication response");
      case REPLY -> fail(context, "Error while reading proxy response");
      case BOUND_ADDRESS -> fail(context, "Error reading from proxy");
      case DONE -> {}
    }
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(context, String.valueOf(cause.getMessage()), false);
  }

  /// The connection that was asked for could not be had.
  private void refused(ChannelHandlerContext context, String why) {
    Log.info("Socks5() connect to %s:%d failed: %s".formatted(host, port, why));
    end(context, why, true);
  }

  /// The proxy does not keep to the protocol.
  private void fail(ChannelHandlerContext context, String why) {
    Log.error(why);
    end(context, why, true);
  }

  private void end(ChannelHandlerContext context, String why, boolean peerTried) {
    if (stage == Stage.DONE) {
      return;
    }
    stage = Stage.DONE;
    cancelLimit();
    ChannelFuture _ = context.close();
    failed.accept(new ProxyException(why, peerTried));
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    switch (stage) {
      case METHOD -> method(context, in);
      case AUTHENTICATION -> authentication(context, in);
      case REPLY -> reply(context, in);
      case BOUND_ADDRESS -> boundAddress(context, in);
      // Ended by an error: the rest is nobody's.
      case DONE -> in.skipBytes(in.readableBytes());
    }
  }

  private void method(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    int version = in.readUnsignedByte();
    int method = in.readUnsignedByte();
    if (version != VERSION) {
      fail(context, "Proxy failed to initialize");
    } else if (method == USER_AND_PASSWORD && login.isPresent()) {
      stage = Stage.AUTHENTICATION;
      Log.debug(LogCategory.PROXY, "SOCKS5 sending username/password authentication");
      byte[] name = login.get().getBytes(StandardCharsets.US_ASCII);
      ByteBuf request = Unpooled.buffer(3 + 2 * name.length);
      request.writeByte(AUTHENTICATION_VERSION);
      request.writeByte(name.length).writeBytes(name).writeByte(name.length).writeBytes(name);
      ChannelFuture _ = context.writeAndFlush(request);
      restart(context);
    } else if (method == NO_AUTHENTICATION) {
      request(context);
    } else {
      fail(context, "Proxy requested wrong authentication method %02x".formatted(method));
    }
  }

  private void authentication(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    int version = in.readUnsignedByte();
    int status = in.readUnsignedByte();
    if (version != AUTHENTICATION_VERSION || status != 0) {
      fail(context, "Proxy authentication unsuccessful");
    } else {
      request(context);
    }
  }

  /// Always by name, addresses too, as Core does: the proxy knows which networks it has.
  private void request(ChannelHandlerContext context) {
    stage = Stage.REPLY;
    byte[] name = host.getBytes(StandardCharsets.UTF_8);
    ByteBuf request = Unpooled.buffer(5 + name.length + PORT_BYTES);
    request.writeByte(VERSION).writeByte(CONNECT).writeByte(0).writeByte(DOMAIN_NAME);
    request.writeByte(name.length).writeBytes(name).writeShort(port);
    ChannelFuture _ = context.writeAndFlush(request);
    restart(context);
  }

  private void reply(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 4) {
      return;
    }
    int start = in.readerIndex();
    int version = in.getUnsignedByte(start);
    int status = in.getUnsignedByte(start + 1);
    int reserved = in.getUnsignedByte(start + 2);
    if (version != VERSION) {
      fail(context, "Proxy failed to accept request");
    } else if (status != 0) {
      Log.debug(
          LogCategory.NET,
          () -> "Socks5() connect to %s:%d failed: %s".formatted(host, port, statusText(status)));
      end(context, statusText(status), true);
    } else if (reserved != 0 || !isAddressType(in.getUnsignedByte(start + 3))) {
      fail(context, "Error: malformed proxy response");
    } else {
      in.skipBytes(3);
      stage = Stage.BOUND_ADDRESS;
      restart(context);
    }
  }

  private static boolean isAddressType(int type) {
    return type == IPV4 || type == IPV6 || type == DOMAIN_NAME;
  }

  /// What the proxy calls its end, which nobody needs.
  private void boundAddress(ChannelHandlerContext context, ByteBuf in) {
    if (in.readableBytes() < 2) {
      return;
    }
    int start = in.readerIndex();
    int length =
        switch (in.getUnsignedByte(start)) {
          case IPV4 -> 1 + 4;
          case IPV6 -> 1 + 16;
          default -> 2 + in.getUnsignedByte(start + 1);
        };
    if (in.readableBytes() < length + PORT_BYTES) {
      return;
    }
    in.skipBytes(length + PORT_BYTES);
    stage = Stage.DONE;
    cancelLimit();
    Log.debug(LogCategory.NET, () -> "SOCKS5 connected " + host);
    opened.accept(context.channel());
    // What was read already goes on to the handlers that are there by now.
    context.pipeline().remove(this);
  }

  /// RFC 1928, section 6, and Tor's own (`socks-extensions`, section 1.3).
  private static String statusText(int status) {
    return switch (status) {
      case 1 -> "general failure";
      case 2 -> "connection not allowed";
      case 3 -> "network unreachable";
      case 4 -> "host unreachable";
      case 5 -> "connection refused";
      case 6 -> "TTL expired";
      case 7 -> "protocol error";
      case 8 -> "address type not supported";
      case 0xf0 -> "onion service descriptor can not be found";
      case 0xf1 -> "onion service descriptor is invalid";
      case 0xf2 -> "onion service introduction failed";
      case 0xf3 -> "onion service rendezvous failed";
      case 0xf4 -> "onion service missing client authorization";
      case 0xf5 -> "onion service wrong client authorization";
      case 0xf6 -> "onion service invalid address";
      case 0xf7 -> "onion service introduction timed out";
      default -> "unknown (0x%02x)".formatted(status);
    };
  }
}
