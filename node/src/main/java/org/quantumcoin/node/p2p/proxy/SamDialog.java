package org.quantumcoin.node.p2p.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.p2p.message.NetAddress;

/// One connection to an I2P router, on which we ask and it answers in lines, until it is handed
/// over as a connection to a peer. Its methods block; for virtual threads.
final class SamDialog implements AutoCloseable {
  /// Routers ask the network before they answer, which takes minutes at times (Core's
  /// `recv_timeout`).
  private static final Duration REPLY_TIME = Duration.ofMinutes(3);

  private final Channel channel;
  private final LineExchange lines;

  private SamDialog(Channel channel, LineExchange lines) {
    this.channel = channel;
    this.lines = lines;
  }

  /// Connects and agrees on version 3.1.
  static SamDialog open(ChannelOpener opener, InetSocketAddress router) throws IOException {
    CompletableFuture<SamDialog> opening = new CompletableFuture<>();
    opener.connect(
        router,
        channel -> {
          LineExchange lines = new LineExchange();
          channel.pipeline().addLast(lines);
          if (!opening.complete(new SamDialog(channel, lines))) {
            ChannelFuture _ = channel.close();
          }
        },
        opening::completeExceptionally);
    SamDialog dialog;
    try {
      dialog = await(opening, REPLY_TIME);
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException("Cannot connect to " + NetAddress.of(router), e);
    }
    try {
      dialog.ask("HELLO VERSION MIN=3.1 MAX=3.1").expectOk();
      return dialog;
    } catch (IOException e) {
      dialog.close();
      throw e;
    }
  }

  /// Sends a line and waits for the answer.
  SamReply ask(String request) throws IOException {
    ChannelFuture _ =
        channel.writeAndFlush(Unpooled.copiedBuffer(request + "\n", StandardCharsets.US_ASCII));
    return SamReply.parse(request, line(REPLY_TIME));
  }

  /// Waits for the next line.
  String line(Duration atMost) throws IOException {
    CompletableFuture<String> line = new CompletableFuture<>();
    channel
        .eventLoop()
        .execute(() -> {
          ChannelHandlerContext context = channel.pipeline().context(lines);
          if (context == null) {
            boolean _ = line.completeExceptionally(new IOException("the channel is closed"));
          } else {
            lines.next(context, line);
          }
        });
    return await(line, atMost);
  }

  private static <T> T await(CompletableFuture<T> future, Duration atMost) throws IOException {
    try {
      return future.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      boolean _ = future.completeExceptionally(e);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (TimeoutException e) {
      boolean _ = future.completeExceptionally(e);
      throw new IOException("no answer within " + atMost.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw new IOException(reason(e.getCause()), e);
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return cause == null ? "no reason given" : String.valueOf(cause.getMessage());
  }

  boolean isOpen() {
    return channel.isActive();
  }

  /// From now on the channel carries what the other side says. `next` gets it on its event loop,
  /// before any of that.
  void handOver(Consumer<Channel> next) {
    channel
        .eventLoop()
        .execute(() -> {
          next.accept(channel);
          if (channel.pipeline().context(lines) != null) {
            channel.pipeline().remove(lines);
          }
        });
  }

  @Override
  public void close() {
    ChannelFuture _ = channel.close();
  }
}
