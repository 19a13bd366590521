package org.quantumcoin.wallet.ur;

import java.util.zip.CRC32;

/// The checksum of words and of whole messages (ISO 3309), as four bytes and as a number.
final class Crc32 {
  static final int BYTES = 4;

  private Crc32() {}

  static long of(byte[] bytes, int from, int to) {
    CRC32 crc = new CRC32();
    crc.update(bytes, from, to - from);
    return crc.getValue();
  }

  static long of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static byte[] bytes(long crc) {
    return new byte[] {(byte) (crc >> 24), (byte) (crc >> 16), (byte) (crc >> 8), (byte) crc};
  }
}
