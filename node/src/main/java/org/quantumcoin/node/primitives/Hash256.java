package org.quantumcoin.node.primitives;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;
import org.quantumcoin.node.encoding.Hex;

/// 32 bytes, as a hash function gave them; shown last byte first, as the field does.
///
/// Kept as four longs rather than an array: immutable, compared without a loop, and no second
/// object.
public final class Hash256 implements Comparable<Hash256> {
  public static final int SIZE_BYTES = 32;
  public static final Hash256 ZERO = new Hash256(0, 0, 0, 0);

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long a;
  private final long b;
  private final long c;
  private final long d;

  private Hash256(long a, long b, long c, long d) {
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
  }

  /// From bytes in the order the hash function gave them.
  public static Hash256 of(byte[] bytes) {
    if (bytes.length != SIZE_BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return of(bytes, 0);
  }

  public static Hash256 of(byte[] bytes, int offset) {
    Objects.checkFromIndexSize(offset, SIZE_BYTES, bytes.length);
    return new Hash256(
        (long) LONG.get(bytes, offset),
        (long) LONG.get(bytes, offset + 8),
        (long) LONG.get(bytes, offset + 16),
        (long) LONG.get(bytes, offset + 24));
  }

  public static Hash256 read(ByteReader in) {
    return of(in.array(), in.skip(SIZE_BYTES));
  }

  /// From 64 hexadecimal digits in display order; anything else is a [DecodeException].
  public static Hash256 fromHex(String display) {
    if (display.length() != 2 * SIZE_BYTES) {
      throw new DecodeException("a hash has 64 hexadecimal digits, not " + display.length());
    }
    return of(Hex.reversed(Hex.decode(display)));
  }

  public void write(ByteWriter out) {
    out.writeInt64(a).writeInt64(b).writeInt64(c).writeInt64(d);
  }

  public void copyTo(byte[] target, int offset) {
    LONG.set(target, offset, a);
    LONG.set(target, offset + 8, b);
    LONG.set(target, offset + 16, c);
    LONG.set(target, offset + 24, d);
  }

  public byte[] toBytes() {
    byte[] bytes = new byte[SIZE_BYTES];
    copyTo(bytes, 0);
    return bytes;
  }

  /// Eight of the bytes as a little-endian number, for hash tables; `index` from 0 to 3.
  public long word(int index) {
    return switch (index) {
      case 0 -> a;
      case 1 -> b;
      case 2 -> c;
      case 3 -> d;
      default -> throw new IndexOutOfBoundsException(index);
    };
  }

  public boolean isZero() {
    return (a | b | c | d) == 0;
  }

  /// By the number that the bytes are in little-endian order: the order in which proof of work
  /// compares hashes.
  @Override
  public int compareTo(Hash256 other) {
    int byD = Long.compareUnsigned(d, other.d);
    if (byD != 0) {
      return byD;
    }
    int byC = Long.compareUnsigned(c, other.c);
    if (byC != 0) {
      return byC;
    }
    int byB = Long.compareUnsigned(b, other.b);
    return byB != 0 ? byB : Long.compareUnsigned(a, other.a);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash256 that
        && a == that.a
        && b == that.b
        && c == that.c
        && d == that.d;
  }

  @Override
  public int hashCode() {
    // The bytes are a hash already; block hashes end in zeros, so the first words are the random
    // ones.
    return Long.hashCode(a ^ Long.rotateLeft(b, 17));
  }

  @Override
  public String toString() {
    return Hex.encodeReversed(toBytes());
  }
}
