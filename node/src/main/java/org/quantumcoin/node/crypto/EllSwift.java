package org.quantumcoin.node.crypto;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Public keys as 64 bytes that nobody can tell from random ones (ElligatorSwift, BIP-0324), by
/// libsecp256k1 in constant time. Any 64 bytes are a key.
public final class EllSwift {
  public static final int KEY_BYTES = 64;

  private EllSwift() {}

  /// One of the many encodings of a secret's public key; `random32` picks which. Throws for a
  /// secret that [Secp256k1#isValidSecret] refuses.
  public static byte[] publicKey(byte[] secret, byte[] random32) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocate(KEY_BYTES);
      MemorySegment nativeSecret = copy(arena, secret, Secp256k1.SECRET_BYTES);
      try {
        if (!Libsecp256k1.ellswiftCreate(key, nativeSecret, copy(arena, random32, 32))) {
          throw new IllegalArgumentException("not a secret key");
        }
      } finally {
        nativeSecret.fill((byte) 0);
      }
      return key.toArray(JAVA_BYTE);
    }
  }

  /// The x coordinate that a key encodes.
  public static byte[] decode(byte[] key) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment point = arena.allocate(64);
      if (!Libsecp256k1.ellswiftDecode(point, copy(arena, key, KEY_BYTES))) {
        throw new IllegalStateException("any 64 bytes are a key");
      }
      MemorySegment serialized = arena.allocate(Secp256k1.COMPRESSED_BYTES);
      MemorySegment length = arena.allocate(JAVA_LONG);
      length.set(JAVA_LONG, 0, Secp256k1.COMPRESSED_BYTES);
      if (!Libsecp256k1.pubkeySerialize(serialized, length, point, Libsecp256k1.EC_COMPRESSED)) {
        throw new IllegalStateException("secp256k1 refused checked arguments");
      }
      return serialized.asSlice(1).toArray(JAVA_BYTE);
    }
  }

  /// The secret that both sides of a connection come to (BIP-0324, `v2_ecdh`); the caller wipes it.
  public static byte[] sharedSecret(byte[] secret, byte[] ours, byte[] theirs, boolean initiator) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment shared = arena.allocate(32);
      MemorySegment nativeSecret = copy(arena, secret, Secp256k1.SECRET_BYTES);
      MemorySegment a = copy(arena, initiator ? ours : theirs, KEY_BYTES);
      MemorySegment b = copy(arena, initiator ? theirs : ours, KEY_BYTES);
      try {
        if (!Libsecp256k1.ellswiftXdh(shared, a, b, nativeSecret, initiator ? 0 : 1)) {
          throw new IllegalArgumentException("not a secret key");
        }
        return shared.toArray(JAVA_BYTE);
      } finally {
        nativeSecret.fill((byte) 0);
        shared.fill((byte) 0);
      }
    }
  }

  private static MemorySegment copy(Arena arena, byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(length + " bytes wanted, not " + bytes.length);
    }
    MemorySegment segment = arena.allocate(length);
    MemorySegment.copy(bytes, 0, segment, JAVA_BYTE, 0, length);
    return segment;
  }
}
