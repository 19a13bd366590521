package org.quantumcoin.node.index;

import org.quantumcoin.node.encoding.ByteWriter;

/// Appends single bits to bytes, the most significant bit of each byte first (BIP-0158,
/// "Golomb-Rice Coding").
final class BitWriter {
  private final ByteWriter out;
  private int current;
  private int used;

  BitWriter(ByteWriter out) {
    this.out = out;
  }

  void write(int bit) {
    current = current << 1 | bit;
    used++;
    if (used == Byte.SIZE) {
      out.writeByte(current);
      current = 0;
      used = 0;
    }
  }

  /// The lowest `count` bits of a value, the highest of them first.
  void write(long value, int count) {
    for (int i = count - 1; i >= 0; i--) {
      write((int) (value >>> i) & 1);
    }
  }

  /// Fills the last byte up with zeros.
  void finish() {
    while (used > 0) {
      write(0);
    }
  }
}
