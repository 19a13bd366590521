package org.quantumcoin.node.p2p;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.p2p.message.MessageCodec;

/// The old transport's frames, in pieces of any size. A first byte that is odd has the frames'
/// magics, lengths and checksums made right first, which no fuzzer would find.
public final class FrameFuzzer {
  private static final int MAGIC = 0x01020304;

  private FrameFuzzer() {}

  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length < 2) {
      return;
    }
    byte[] stream = Arrays.copyOfRange(input, 2, input.length);
    int expected = (input[0] & 1) != 0 ? mend(stream) : -1;
    AtomicInteger frames = new AtomicInteger();
    Peer peer = TestPeers.inbound(1, TimeSource.system(), () -> {}).peer();
    EmbeddedChannel channel = new EmbeddedChannel(decoder(peer, frames));
    int step = 1 + (input[1] & 0xff);
    for (int at = 0; at < stream.length; at += step) {
      int length = Math.min(step, stream.length - at);
      channel.writeInbound(Unpooled.wrappedBuffer(stream, at, length));
    }
    channel.finishAndReleaseAll();
    if (expected >= 0 && frames.get() != expected) {
      throw new AssertionError(frames.get() + " frames of " + expected);
    }
  }

  private static FrameDecoder decoder(Peer peer, AtomicInteger frames) {
    return new FrameDecoder(
        MAGIC,
        peer,
        new FrameDecoder.Sink() {
          @Override
          public void frame(Peer from, String command, byte[] payload, int bytes) {
            if (payload.length + MessageCodec.HEADER_BYTES != bytes) {
              throw new AssertionError("counted wrongly: " + bytes);
            }
            frames.incrementAndGet();
          }

          @Override
          public void closed(Peer from) {}
        });
  }

  /// Makes frames of what may be any bytes; answers how many will be understood.
  private static int mend(byte[] stream) {
    ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
    int good = 0;
    int at = 0;
    while (stream.length - at >= MessageCodec.HEADER_BYTES) {
      bytes.putInt(at, MAGIC);
      int start = at + MessageCodec.HEADER_BYTES;
      int length = Math.min(bytes.getShort(at + 16) & 0xfff, stream.length - start);
      bytes.putInt(at + 16, length);
      byte[] hash = Sha256.hashTwice(stream, start, length);
      bytes.put(at + 20, hash, 0, MessageCodec.CHECKSUM_BYTES);
      good += MessageCodec.parseCommand(stream, at + 4).isPresent() ? 1 : 0;
      at = start + length;
    }
    return good;
  }
}
