package org.quantumcoin.node.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/// Reads the little-endian wire format from a byte array without copying it, never past its end.
///
/// Every method throws [DecodeException] when the bytes run out; sizes are checked against what is
/// left before anything is allocated.
public final class ByteReader {
  /// Core's `MAX_SIZE`: no length on the wire may exceed 32 MiB.
  public static final int MAX_SIZE = 0x02000000;

  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] bytes;
  private final int end;
  private int position;

  public ByteReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public ByteReader(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    this.bytes = bytes;
    this.position = offset;
    this.end = offset + length;
  }

  /// The array that is read; callers slice it, they never write to it.
  public byte[] array() {
    return bytes;
  }

  /// Index into [#array()] of the next byte.
  public int position() {
    return position;
  }

  public int remaining() {
    return end - position;
  }

  public boolean hasRemaining() {
    return position < end;
  }

  /// Advances by `length` bytes and returns the position before.
  public int skip(int length) {
    if (length < 0 || length > end - position) {
      throw new DecodeException("needs " + length + " more bytes, has " + (end - position));
    }
    int start = position;
    position += length;
    return start;
  }

  public int readByte() {
    return bytes[skip(1)] & 0xff;
  }

  public int readUint16() {
    return (short) SHORT.get(bytes, skip(2)) & 0xffff;
  }

  /// Two bytes, most significant first: ports in network addresses.
  public int readUint16BigEndian() {
    return Short.toUnsignedInt(Short.reverseBytes((short) SHORT.get(bytes, skip(2))));
  }

  public int readInt32() {
    return (int) INT.get(bytes, skip(4));
  }

  public long readUint32() {
    return Integer.toUnsignedLong(readInt32());
  }

  public long readInt64() {
    return (long) LONG.get(bytes, skip(8));
  }

  public byte[] readBytes(int length) {
    int start = skip(length);
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  /// CompactSize in its shortest form, at most [#MAX_SIZE].
  public int readCompactSize() {
    long value = readCompactSizeUnbounded();
    if (value < 0 || value > MAX_SIZE) {
      throw new DecodeException("ReadCompactSize(): size too large");
    }
    return (int) value;
  }

  /// CompactSize in its shortest form, any unsigned 64-bit value (service bits in BIP-0155
  /// addresses).
  public long readCompactSizeUnbounded() {
    int first = readByte();
    if (first < 253) {
      return first;
    }
    long value;
    boolean canonical;
    if (first == 253) {
      value = readUint16();
      canonical = value >= 253;
    } else if (first == 254) {
      value = readUint32();
      canonical = value >= 0x10000L;
    } else {
      value = readInt64();
      canonical = Long.compareUnsigned(value, 0x100000000L) >= 0;
    }
    if (!canonical) {
      throw new DecodeException("non-canonical ReadCompactSize()");
    }
    return value;
  }

  /// A count of things that each take at least `minElementBytes`, so that a lying count costs no
  /// memory.
  public int readCount(int minElementBytes) {
    int count = readCompactSize();
    if ((long) count * minElementBytes > remaining()) {
      throw new DecodeException("count " + count + " exceeds what " + remaining() + " bytes hold");
    }
    return count;
  }

  public byte[] readVarBytes() {
    return readBytes(readCompactSize());
  }

  /// A string of at most `maxLength` bytes, decoded as UTF-8 with replacement.
  public String readVarString(int maxLength) {
    int length = readCompactSize();
    if (length > maxLength) {
      throw new DecodeException("String length limit exceeded");
    }
    return new String(bytes, skip(length), length, StandardCharsets.UTF_8);
  }

  /// Core's `VARINT`: base 128, most significant group first, with no redundant encodings (used on
  /// disk, not by peers).
  public long readVarInt() {
    long n = 0;
    while (true) {
      int b = readByte();
      if (n > (Long.MAX_VALUE >>> 7)) {
        throw new DecodeException("ReadVarInt(): size too large");
      }
      n = (n << 7) | (b & 0x7f);
      if ((b & 0x80) == 0) {
        return n;
      }
      if (n == Long.MAX_VALUE) {
        throw new DecodeException("ReadVarInt(): size too large");
      }
      n++;
    }
  }

  /// Throws unless every byte has been read.
  public void expectEnd() {
    if (position != end) {
      throw new DecodeException((end - position) + " bytes left over");
    }
  }
}
