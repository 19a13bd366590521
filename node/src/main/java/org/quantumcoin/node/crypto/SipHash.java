package org.quantumcoin.node.crypto;

/// SipHash-2-4 (Aumasson and Bernstein, 2012): a keyed hash for tables and short ids that an
/// attacker must not be able to make collide.
///
/// The static forms for 256-bit values are Core's `SipHashUint256` and `SipHashUint256Extra`; they
/// give what the general one gives for the same bytes.
public final class SipHash {
  private long v0;
  private long v1;
  private long v2;
  private long v3;
  private long tail;
  private int count;

  public SipHash(long k0, long k1) {
    v0 = 0x736f6d6570736575L ^ k0;
    v1 = 0x646f72616e646f6dL ^ k1;
    v2 = 0x6c7967656e657261L ^ k0;
    v3 = 0x7465646279746573L ^ k1;
  }

  /// Hash of four words, which are a 256-bit value's bytes in little-endian order.
  public static long hash256(long k0, long k1, long w0, long w1, long w2, long w3) {
    SipHash state = new SipHash(k0, k1);
    state.word(w0);
    state.word(w1);
    state.word(w2);
    state.word(w3);
    state.word(32L << 56);
    return state.close();
  }

  /// Hash of a 256-bit value and four more bytes: an outpoint.
  public static long hash256Extra(long k0, long k1, long w0, long w1, long w2, long w3, int extra) {
    SipHash state = new SipHash(k0, k1);
    state.word(w0);
    state.word(w1);
    state.word(w2);
    state.word(w3);
    state.word((36L << 56) | Integer.toUnsignedLong(extra));
    return state.close();
  }

  public static long hash(long k0, long k1, byte[] bytes) {
    return new SipHash(k0, k1).write(bytes, 0, bytes.length).finish();
  }

  /// Eight bytes, least significant first.
  public SipHash write(long value) {
    for (int i = 0; i < 64; i += 8) {
      writeByte((int) (value >>> i));
    }
    return this;
  }

  public SipHash write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      writeByte(bytes[i]);
    }
    return this;
  }

  private void writeByte(int value) {
    tail |= (value & 0xffL) << (8 * (count & 7));
    count++;
    if ((count & 7) == 0) {
      word(tail);
      tail = 0;
    }
  }

  /// The hash of what was written; the instance is used up.
  public long finish() {
    word(tail | ((long) count << 56));
    return close();
  }

  private void word(long m) {
    v3 ^= m;
    round();
    round();
    v0 ^= m;
  }

  private long close() {
    v2 ^= 0xff;
    round();
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }

  private void round() {
    v0 += v1;
    v1 = Long.rotateLeft(v1, 13) ^ v0;
    v0 = Long.rotateLeft(v0, 32);
    v2 += v3;
    v3 = Long.rotateLeft(v3, 16) ^ v2;
    v0 += v3;
    v3 = Long.rotateLeft(v3, 21) ^ v0;
    v2 += v1;
    v1 = Long.rotateLeft(v1, 17) ^ v2;
    v2 = Long.rotateLeft(v2, 32);
  }
}
