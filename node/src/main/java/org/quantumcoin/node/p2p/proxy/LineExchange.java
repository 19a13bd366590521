package org.quantumcoin.node.p2p.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Takes lines off a channel one at a time, each when somebody waits for it, so that nothing behind
/// the last one is lost when the channel is handed over. Lives on the channel's event loop.
final class LineExchange extends ByteToMessageDecoder {
  /// Core's `MAX_MSG_SIZE`: destinations are long, and nothing else is.
  static final int MAX_LINE_BYTES = 65_536;

  private @Nullable CompletableFuture<String> waiting;
  private boolean ended;

  /// Completes the future with the next line, without its end. It fails when the other side hangs
  /// up or the line is too long.
  void next(ChannelHandlerContext context, CompletableFuture<String> line) {
    if (ended) {
      boolean _ = line.completeExceptionally(hungUp());
      return;
    }
    waiting = line;
    try {
      // It may have come already: has what is kept looked at again.
      channelRead(context, Unpooled.EMPTY_BUFFER);
    } catch (Exception e) {
      exceptionCaught(context, e);
    }
  }

  private static IOException hungUp() {
    return new IOException("Connection unexpectedly closed by peer");
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    CompletableFuture<String> line = waiting;
    int length = in.bytesBefore((byte) '\n');
    if (length > MAX_LINE_BYTES || (length < 0 && in.readableBytes() > MAX_LINE_BYTES)) {
      exceptionCaught(
          context,
          new IOException(
              "Received too many bytes without a terminator (%d)".formatted(in.readableBytes())));
      in.skipBytes(in.readableBytes());
    } else if (length >= 0 && line != null) {
      waiting = null;
      String text = in.readCharSequence(length, StandardCharsets.US_ASCII).toString();
      in.skipBytes(1);
      boolean _ = line.complete(text);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) throws Exception {
    end(hungUp());
    super.channelInactive(context);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    end(cause);
    ChannelFuture _ = context.close();
  }

  private void end(Throwable cause) {
    ended = true;
    CompletableFuture<String> line = waiting;
    waiting = null;
    if (line != null) {
      boolean _ = line.completeExceptionally(cause);
    }
  }
}
