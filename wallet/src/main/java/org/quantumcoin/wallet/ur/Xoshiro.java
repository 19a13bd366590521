package org.quantumcoin.wallet.ur;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.ByteWriter;

/// Xoshiro256** seeded by a hash, so that sender and receiver pick the same fragments
/// (BCR-2024-001). Floating point is part of the definition.
final class Xoshiro {
  private static final double TWO_TO_64 = 0x1p64;
  private final long[] state = new long[4];

  Xoshiro(byte[] seed) {
    byte[] hash = Sha256.hash(seed);
    for (int i = 0; i < state.length; i++) {
      for (int at = 0; at < Long.BYTES; at++) {
        state[i] = (state[i] << 8) | (hash[i * Long.BYTES + at] & 0xff);
      }
    }
  }

  /// That of one frame of a message.
  static Xoshiro of(long sequence, long checksum) {
    return new Xoshiro(
        new ByteWriter()
            .writeBytes(Crc32.bytes(sequence))
            .writeBytes(Crc32.bytes(checksum))
            .toByteArray());
  }

  long next() {
    long result = Long.rotateLeft(state[1] * 5, 7) * 9;
    long shifted = state[1] << 17;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = Long.rotateLeft(state[3], 45);
    return result;
  }

  /// From 0 to below 1.
  double nextDouble() {
    long bits = next();
    // As C converts an unsigned number: rounded to the nearest double once.
    double value = bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    return value / TWO_TO_64;
  }

  /// From 0 to `most`.
  int nextInt(int most) {
    return (int) (nextDouble() * (most + 1));
  }

  /// The numbers below `count` in another order.
  List<Integer> shuffled(int count) {
    List<Integer> left = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      left.add(i);
    }
    List<Integer> result = new ArrayList<>(count);
    while (!left.isEmpty()) {
      result.add(left.remove(nextInt(left.size() - 1)));
    }
    return result;
  }
}
