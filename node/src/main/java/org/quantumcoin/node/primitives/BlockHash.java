package org.quantumcoin.node.primitives;

import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;

/// Double SHA-256 of a block's 80-byte header.
public record BlockHash(Hash256 hash) implements Comparable<BlockHash> {
  public static final BlockHash ZERO = new BlockHash(Hash256.ZERO);

  /// From 64 hexadecimal digits in display order.
  public static BlockHash fromHex(String display) {
    return new BlockHash(Hash256.fromHex(display));
  }

  public static BlockHash read(ByteReader in) {
    return new BlockHash(Hash256.read(in));
  }

  public void write(ByteWriter out) {
    hash.write(out);
  }

  @Override
  public int compareTo(BlockHash other) {
    return hash.compareTo(other.hash);
  }

  @Override
  public String toString() {
    return hash.toString();
  }
}
