package org.quantumcoin.node.crypto;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// MurmurHash3 for x86, 32 bits (Appleby, 2011): the hash of BIP-0037's bloom filters. Not
/// cryptographic: who knows the seed makes collisions at will.
public final class MurmurHash3 {
  private static final int C1 = 0xcc9e2d51;
  private static final int C2 = 0x1b873593;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private MurmurHash3() {}

  public static int hash(int seed, byte[] bytes, int offset, int length) {
    int hash = seed;
    int tail = offset + (length & ~3);
    for (int i = offset; i < tail; i += Integer.BYTES) {
      hash ^= scramble((int) INT.get(bytes, i));
      hash = Integer.rotateLeft(hash, 13) * 5 + 0xe6546b64;
    }
    int rest = 0;
    for (int i = offset + length - 1; i >= tail; i--) {
      rest = rest << Byte.SIZE | (bytes[i] & 0xff);
    }
    hash ^= scramble(rest);
    hash ^= length;
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  private static int scramble(int word) {
    return Integer.rotateLeft(word * C1, 15) * C2;
  }
}
