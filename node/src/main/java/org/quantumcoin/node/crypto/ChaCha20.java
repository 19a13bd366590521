package org.quantumcoin.node.crypto;

/// The ChaCha20 key stream (RFC 8439), nonce zero: how [MuHash3072] spreads 32 bytes over 384.
final class ChaCha20 {
  private ChaCha20() {}

  /// Fills `out` with the first words of the key stream, each two 32-bit words, lower one first.
  static void keyStream(byte[] key, long[] out) {
    int[] start = new int[16];
    start[0] = 0x61707865;
    start[1] = 0x3320646e;
    start[2] = 0x79622d32;
    start[3] = 0x6b206574;
    for (int i = 0; i < 8; i++) {
      start[4 + i] =
          (key[4 * i] & 0xff)
              | ((key[4 * i + 1] & 0xff) << 8)
              | ((key[4 * i + 2] & 0xff) << 16)
              | (key[4 * i + 3] << 24);
    }
    int[] x = new int[16];
    for (int block = 0; block * 8 < out.length; block++) {
      start[12] = block;
      System.arraycopy(start, 0, x, 0, 16);
      for (int i = 0; i < 10; i++) {
        doubleRound(x);
      }
      for (int i = 0; i < 8 && block * 8 + i < out.length; i++) {
        out[block * 8 + i] =
            Integer.toUnsignedLong(x[2 * i] + start[2 * i])
                | ((long) (x[2 * i + 1] + start[2 * i + 1]) << 32);
      }
    }
  }

  private static void doubleRound(int[] x) {
    quarterRound(x, 0, 4, 8, 12);
    quarterRound(x, 1, 5, 9, 13);
    quarterRound(x, 2, 6, 10, 14);
    quarterRound(x, 3, 7, 11, 15);
    quarterRound(x, 0, 5, 10, 15);
    quarterRound(x, 1, 6, 11, 12);
    quarterRound(x, 2, 7, 8, 13);
    quarterRound(x, 3, 4, 9, 14);
  }

  private static void quarterRound(int[] x, int a, int b, int c, int d) {
    x[a] += x[b];
    x[d] = Integer.rotateLeft(x[d] ^ x[a], 16);
    x[c] += x[d];
    x[b] = Integer.rotateLeft(x[b] ^ x[c], 12);
    x[a] += x[b];
    x[d] = Integer.rotateLeft(x[d] ^ x[a], 8);
    x[c] += x[d];
    x[b] = Integer.rotateLeft(x[b] ^ x[c], 7);
  }
}
