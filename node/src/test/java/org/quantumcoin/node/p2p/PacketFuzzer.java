package org.quantumcoin.node.p2p;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.Arrays;
import org.quantumcoin.node.crypto.Bip324Cipher;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.p2p.message.MessageCodec;

/// The encrypted transport (BIP-0324): noise in place of a handshake, packets of any contents, and
/// packets damaged on their way, by the first byte.
public final class PacketFuzzer {
  private static final byte[] MAGIC = {4, 3, 2, 1};
  private static final FrameDecoder.Sink SINK =
      new FrameDecoder.Sink() {
        @Override
        public void frame(Peer peer, String command, byte[] payload, int bytes) {
          if (command.length() > MessageCodec.COMMAND_BYTES) {
            throw new AssertionError(command);
          }
        }

        @Override
        public void closed(Peer peer) {}
      };

  static {
    try {
      Secp256k1.load();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PacketFuzzer() {}

  private record Side(EncryptedTransport transport, EmbeddedChannel wire, TestPeers.Connection to) {
    /// What it wants to be sent to the other side.
    ByteBuf said() {
      to.channel().runPendingTasks();
      ByteBuf all = Unpooled.buffer();
      for (ByteBuf part = to.channel().readOutbound();
          part != null;
          part = to.channel().readOutbound()) {
        all.writeBytes(part);
        part.release();
      }
      return all;
    }

    void hears(ByteBuf bytes) {
      if (bytes.isReadable()) {
        wire.writeInbound(bytes);
      }
    }
  }

  private static Side side(boolean inbound) {
    TestPeers.Connection to =
        inbound
            ? TestPeers.inbound(1, TimeSource.system(), () -> {})
            : TestPeers.outbound(2, TimeSource.system());
    EncryptedTransport transport =
        new EncryptedTransport(
            to.peer(),
            MAGIC,
            new FrameDecoder(0x01020304, to.peer(), SINK),
            SINK,
            new SecureRandom());
    to.peer().encryptWith(transport);
    EmbeddedChannel wire = new EmbeddedChannel(transport);
    transport.start();
    return new Side(transport, wire, to);
  }

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 3) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(input, 3, input.length);
    Side server = side(true);
    if ((input[0] & 3) == 0) {
      server.hears(Unpooled.wrappedBuffer(rest));
      return;
    }
    Side client = side(false);
    server.hears(client.said());
    client.hears(server.said());
    server.hears(client.said());
    if (!client.transport.label().equals("v2") || !server.transport.label().equals("v2")) {
      throw new AssertionError("no handshake");
    }
    byte[] contents = new byte[Bip324Cipher.HEADER_BYTES + rest.length];
    System.arraycopy(rest, 0, contents, Bip324Cipher.HEADER_BYTES, rest.length);
    client.transport.send(contents);
    ByteBuf packet = client.said();
    if ((input[0] & 2) != 0) {
      int at = (input[1] & 0xff) % packet.readableBytes();
      packet.setByte(at, packet.getByte(at) ^ input[2]);
    }
    server.hears(packet);
  }
}
