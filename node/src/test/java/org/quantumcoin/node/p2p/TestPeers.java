package org.quantumcoin.node.p2p;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.ServiceFlags;

/// Connections without sockets, whose other side is looked at.
public final class TestPeers {
  private static final int MAGIC = 0x01020304;

  private TestPeers() {}

  /// A connection to us, with its handshake done.
  public record Connection(Peer peer, EmbeddedChannel channel) {
    /// What was sent to it since the last call.
    public List<Message> sent() {
      channel.runPendingTasks();
      List<Message> messages = new ArrayList<>();
      for (ByteBuf frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
        byte[] bytes = new byte[frame.readableBytes()];
        frame.readBytes(bytes);
        frame.release();
        String command =
            new String(bytes, 4, MessageCodec.COMMAND_BYTES, StandardCharsets.US_ASCII).trim();
        messages.add(
            MessageCodec.decode(
                command, Arrays.copyOfRange(bytes, MessageCodec.HEADER_BYTES, bytes.length)));
      }
      return messages;
    }
  }

  /// A connection of ours.
  public static Connection outbound(long id, TimeSource time) {
    return connection(id, ConnectionType.MANUAL, time, () -> {});
  }

  public static Connection inbound(long id, TimeSource time, Runnable onRoomToSend) {
    return connection(id, ConnectionType.INBOUND, time, onRoomToSend);
  }

  private static Connection connection(
      long id, ConnectionType type, TimeSource time, Runnable onRoomToSend) {
    EmbeddedChannel channel = new EmbeddedChannel();
    NetAddress address =
        NetAddress.parseHost("8.0.%d.%d".formatted(id >> 8, id & 0xff), 8333).orElseThrow();
    Peer peer =
        new Peer(
            id,
            MAGIC,
            channel,
            type,
            address.toString(),
            new Endpoints(address, NetAddress.parseHost("127.0.0.1", 8333).orElseThrow(), false),
            time,
            onRoomToSend);
    peer.handshake.version = 70_016;
    peer.handshake.wantsAddrV2 = true;
    peer.handshake.wtxidRelay = true;
    peer.handshake.services = ServiceFlags.NETWORK | ServiceFlags.WITNESS;
    peer.handshake.finish();
    return new Connection(peer, channel);
  }
}
