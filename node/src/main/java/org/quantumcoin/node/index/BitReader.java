package org.quantumcoin.node.index;

import org.quantumcoin.node.encoding.ByteReader;

/// Reads single bits of bytes, the most significant bit of each byte first; throws
/// [org.quantumcoin.node.encoding.DecodeException] behind the end.
final class BitReader {
  private final ByteReader in;
  private int current;
  private int left;

  BitReader(ByteReader in) {
    this.in = in;
  }

  int read() {
    if (left == 0) {
      current = in.readByte();
      left = Byte.SIZE;
    }
    left--;
    return current >>> left & 1;
  }

  /// `count` bits as a number, the highest first.
  long read(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | read();
    }
    return value;
  }
}
