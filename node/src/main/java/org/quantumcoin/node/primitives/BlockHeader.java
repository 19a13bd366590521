package org.quantumcoin.node.primitives;

import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// The 80 bytes that proof of work is done on, and their hash. `time` is unix seconds, unsigned;
/// `bits` and `nonce` are unsigned 32-bit numbers kept in ints.
public record BlockHeader(
    int version,
    BlockHash previous,
    Hash256 merkleRoot,
    long time,
    int bits,
    int nonce,
    BlockHash hash) {
  public static final int SIZE_BYTES = 80;

  public BlockHeader(
      int version, BlockHash previous, Hash256 merkleRoot, long time, int bits, int nonce) {
    this(
        version,
        previous,
        merkleRoot,
        time,
        bits,
        nonce,
        hashOf(serialize(version, previous, merkleRoot, time, bits, nonce), 0));
  }

  public static BlockHeader read(ByteReader in) {
    int start = in.position();
    int version = in.readInt32();
    BlockHash previous = BlockHash.read(in);
    Hash256 merkleRoot = Hash256.read(in);
    long time = in.readUint32();
    int bits = in.readInt32();
    int nonce = in.readInt32();
    return new BlockHeader(
        version, previous, merkleRoot, time, bits, nonce, hashOf(in.array(), start));
  }

  private static BlockHash hashOf(byte[] bytes, int offset) {
    return new BlockHash(Hash256.of(Sha256.hashTwice(bytes, offset, SIZE_BYTES)));
  }

  private static byte[] serialize(
      int version, BlockHash previous, Hash256 merkleRoot, long time, int bits, int nonce) {
    ByteWriter out = new ByteWriter(SIZE_BYTES);
    out.writeInt32(version);
    previous.write(out);
    merkleRoot.write(out);
    return out.writeUint32(time).writeInt32(bits).writeInt32(nonce).toByteArray();
  }

  public byte[] toBytes() {
    return serialize(version, previous, merkleRoot, time, bits, nonce);
  }

  public void write(ByteWriter out) {
    out.writeBytes(toBytes());
  }

  public BlockHeader withNonce(int changed) {
    return new BlockHeader(version, previous, merkleRoot, time, bits, changed);
  }
}
