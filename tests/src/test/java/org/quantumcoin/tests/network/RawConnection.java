package org.quantumcoin.tests.network;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;

/// A connection of somebody who is no node: says and hears messages, or bytes that are none. Speaks
/// the transport without encryption only.
final class RawConnection {
  private final int magic;
  private final Channel channel;
  private final Consumer<Message> heard;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  RawConnection(int magic, Channel channel, Consumer<Message> heard, Runnable closed) {
    this.magic = magic;
    this.channel = channel;
    this.heard = heard;
    channel
        .pipeline()
        .addLast(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                ByteBuf bytes = (ByteBuf) message;
                byte[] copy = new byte[bytes.readableBytes()];
                bytes.readBytes(copy);
                bytes.release();
                received.writeBytes(copy);
                hear();
              }

              @Override
              public void channelInactive(ChannelHandlerContext context) {
                closed.run();
              }
            });
  }

  private void hear() {
    byte[] bytes = received.toByteArray();
    int start = 0;
    while (bytes.length - start >= MessageCodec.HEADER_BYTES && channel.isOpen()) {
      ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      if (header.getInt(start) != magic) {
        // The key of a node that would rather speak encrypted.
        close();
        return;
      }
      int length = header.getInt(start + Integer.BYTES + MessageCodec.COMMAND_BYTES);
      int end = start + MessageCodec.HEADER_BYTES + length;
      if (end > bytes.length) {
        break;
      }
      String command = MessageCodec.parseCommand(bytes, start + Integer.BYTES).orElseThrow();
      heard.accept(
          MessageCodec.decode(
              command, Arrays.copyOfRange(bytes, start + MessageCodec.HEADER_BYTES, end)));
      start = end;
    }
    received.reset();
    received.write(bytes, start, bytes.length - start);
  }

  void say(Message message) {
    sayBytes(MessageCodec.encode(magic, message));
  }

  void sayBytes(byte[] bytes) {
    if (channel.isOpen()) {
      ChannelFuture _ = channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }
  }

  void close() {
    ChannelFuture _ = channel.close();
  }
}
