package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.ByteWriter;

/// One frame of several: some fragments of the message, mixed by exclusive or.
///
/// @param sequence from 1 on; the first `count` are the fragments themselves
/// @param checksum of the whole message
record Frame(long sequence, int count, int messageBytes, long checksum, ByteString data) {
  private static final int FIELDS = 5;

  Frame {
    require(sequence >= 1, "A frame has the number zero.");
    require(
        count >= 1 && count <= UrDecoder.MAX_FRAGMENTS, "The code is in more parts than we take.");
    require(
        messageBytes >= 1 && messageBytes <= UrDecoder.MAX_MESSAGE_BYTES,
        "The code is of something larger than we take.");
    boolean fits =
        data.length() == (messageBytes + count - 1) / count
            && (long) data.length() * count >= messageBytes;
    require(fits, "The sizes in the code contradict each other.");
  }

  byte[] encode() {
    ByteWriter out = new ByteWriter(data.length() + 32);
    Cbor.write(out, Cbor.ARRAY, FIELDS);
    Cbor.write(out, Cbor.UNSIGNED, sequence);
    Cbor.write(out, Cbor.UNSIGNED, count);
    Cbor.write(out, Cbor.UNSIGNED, messageBytes);
    Cbor.write(out, Cbor.UNSIGNED, checksum);
    Cbor.writeBytes(out, data.toBytes());
    return out.toByteArray();
  }

  /// Throws [UrException].
  static Frame decode(byte[] bytes) {
    Cbor in = new Cbor(bytes);
    require(in.read(Cbor.ARRAY) == FIELDS, "The content of the code is not what it should be.");
    long sequence = in.read(Cbor.UNSIGNED);
    int count = small(in.read(Cbor.UNSIGNED));
    int messageBytes = small(in.read(Cbor.UNSIGNED));
    Frame frame =
        new Frame(
            sequence, count, messageBytes, in.read(Cbor.UNSIGNED), ByteString.of(in.readBytes()));
    in.expectEnd();
    return frame;
  }

  private static int small(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE);
  }

  /// Of the same message?
  boolean belongsWith(Frame other) {
    return count == other.count && messageBytes == other.messageBytes && checksum == other.checksum;
  }
}
