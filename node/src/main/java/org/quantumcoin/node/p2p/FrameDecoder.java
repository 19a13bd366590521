package org.quantumcoin.node.p2p;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.p2p.message.MessageCodec;

/// Cuts what comes in into messages and checks their checksums: all that the event loop does.
///
/// Without its magic or with an impossible length a frame costs its sender the connection, since
/// nobody knows where the next one begins. One whose command or checksum is wrong is dropped, as in
/// Core.
final class FrameDecoder extends ChannelInboundHandlerAdapter {
  /// A payload's array starts no larger than this and doubles as bytes arrive, so that nobody makes
  /// us keep more than twice what was sent.
  private static final int FIRST_ALLOCATION_BYTES = 256 * 1024;

  private final int magic;
  private final Peer peer;
  private final Sink sink;
  private final byte[] header = new byte[MessageCodec.HEADER_BYTES];
  private int headerFilled;
  private byte[] payload = new byte[0];
  private int payloadLength;
  private int payloadFilled;
  private Optional<String> command = Optional.empty();

  /// Takes whole messages, on the event loop.
  interface Sink {
    /// `bytes` is what the message took on the wire.
    void frame(Peer peer, String command, byte[] payload, int bytes);

    void closed(Peer peer);
  }

  FrameDecoder(int magic, Peer peer, Sink sink) {
    this.magic = magic;
    this.peer = peer;
    this.sink = sink;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      peer.bytesArrived(in.readableBytes());
      while (in.isReadable() && !peer.isDisconnecting()) {
        if (headerFilled < header.length) {
          fillHeader(in);
        } else {
          fillPayload(in);
        }
        if (headerFilled == header.length && payloadFilled == payloadLength) {
          finish();
        }
      }
    } finally {
      in.release();
    }
  }

  private void fillHeader(ByteBuf in) {
    int part = Math.min(in.readableBytes(), header.length - headerFilled);
    in.readBytes(header, headerFilled, part);
    headerFilled += part;
    if (headerFilled == header.length) {
      openFrame();
    }
  }

  private void openFrame() {
    ByteBuffer fields = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (fields.getInt(0) != magic) {
      refuse("Header error: Wrong MessageStart " + hexMagic() + " received");
      return;
    }
    int length = fields.getInt(Integer.BYTES + MessageCodec.COMMAND_BYTES);
    command = MessageCodec.parseCommand(header, Integer.BYTES);
    if (length < 0 || length > MessageCodec.MAX_PAYLOAD_BYTES) {
      refuse(
          "Header error: Size too large ("
              + command.orElse("")
              + ", "
              + Integer.toUnsignedLong(length)
              + " bytes)");
      return;
    }
    payloadLength = length;
    payloadFilled = 0;
    payload = new byte[Math.min(length, FIRST_ALLOCATION_BYTES)];
  }

  private String hexMagic() {
    return HexFormat.of().formatHex(header, 0, Integer.BYTES);
  }

  private void fillPayload(ByteBuf in) {
    if (payloadFilled == payload.length) {
      payload = Arrays.copyOf(payload, Math.min(2 * payload.length, payloadLength));
    }
    int part = Math.min(in.readableBytes(), payload.length - payloadFilled);
    in.readBytes(payload, payloadFilled, part);
    payloadFilled += part;
  }

  private void finish() {
    if (peer.isDisconnecting()) {
      return;
    }
    byte[] whole = payload;
    payload = new byte[0];
    headerFilled = 0;
    payloadFilled = 0;
    int length = payloadLength;
    payloadLength = 0;
    byte[] hash = Sha256.hashTwice(whole, 0, length);
    int checksumAt = MessageCodec.HEADER_BYTES - MessageCodec.CHECKSUM_BYTES;
    if (!Arrays.equals(hash, 0, MessageCodec.CHECKSUM_BYTES, header, checksumAt, header.length)) {
      drop("Wrong checksum", length);
    } else if (command.isEmpty()) {
      drop("Invalid message type", length);
    } else {
      sink.frame(peer, command.get(), whole, MessageCodec.HEADER_BYTES + length);
    }
  }

  private void drop(String why, int length) {
    peer.received.add("", MessageCodec.HEADER_BYTES + length);
    String type = command.orElse("");
    Log.debug(
        LogCategory.NET,
        () -> "Header error: %s (%s, %d bytes), peer=%d".formatted(why, type, length, peer.id()));
  }

  private void refuse(String why) {
    Log.debug(LogCategory.NET, () -> why + ", peer=" + peer.id());
    peer.disconnect();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    sink.closed(peer);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A reset or a broken pipe: the connection is gone, for reasons that are not ours.
    Log.debug(
        LogCategory.NET, () -> "socket recv error, disconnecting peer=" + peer.id() + ": " + cause);
    peer.disconnect();
  }
}
