package org.quantumcoin.node.encoding;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes the little-endian wire format into an array that grows as needed.
public final class ByteWriter {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes;
  private int size;

  public ByteWriter() {
    this(256);
  }

  public ByteWriter(int capacity) {
    bytes = new byte[Math.max(capacity, 16)];
  }

  /// Bytes that CompactSize takes for a value.
  public static int compactSizeLength(long value) {
    if (value >= 0 && value < 253) {
      return 1;
    }
    if (value >= 0 && value <= 0xffff) {
      return 3;
    }
    return value >= 0 && value <= 0xffffffffL ? 5 : 9;
  }

  public int size() {
    return size;
  }

  /// The array written to, of which the first [#size()] bytes count; valid until the next write.
  public byte[] array() {
    return bytes;
  }

  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /// Forgets what was written and keeps the memory.
  public ByteWriter reset() {
    size = 0;
    return this;
  }

  private int grow(int length) {
    int start = size;
    int needed = Math.addExact(size, length);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(Integer.MAX_VALUE - 8, bytes.length * 2L)));
    }
    size = needed;
    return start;
  }

  public ByteWriter writeByte(int value) {
    int at = grow(1);
    bytes[at] = (byte) value;
    return this;
  }

  public ByteWriter writeUint16(int value) {
    int at = grow(2);
    SHORT.set(bytes, at, (short) value);
    return this;
  }

  /// Two bytes, most significant first: ports in network addresses.
  public ByteWriter writeUint16BigEndian(int value) {
    return writeUint16(Short.reverseBytes((short) value));
  }

  public ByteWriter writeInt32(int value) {
    int at = grow(4);
    INT.set(bytes, at, value);
    return this;
  }

  public ByteWriter writeUint32(long value) {
    return writeInt32((int) value);
  }

  public ByteWriter writeInt64(long value) {
    int at = grow(8);
    LONG.set(bytes, at, value);
    return this;
  }

  public ByteWriter writeBytes(byte[] source) {
    return writeBytes(source, 0, source.length);
  }

  public ByteWriter writeBytes(byte[] source, int offset, int length) {
    int at = grow(length);
    System.arraycopy(source, offset, bytes, at, length);
    return this;
  }

  public ByteWriter writeCompactSize(long value) {
    switch (compactSizeLength(value)) {
      case 1 -> writeByte((int) value);
      case 3 -> writeByte(253).writeUint16((int) value);
      case 5 -> writeByte(254).writeInt32((int) value);
      default -> writeByte(255).writeInt64(value);
    }
    return this;
  }

  /// Length as CompactSize, then the bytes.
  public ByteWriter writeVarBytes(byte[] source) {
    return writeCompactSize(source.length).writeBytes(source);
  }

  public ByteWriter writeVarString(String text) {
    return writeVarBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Core's `VARINT`; the value must not be negative.
  public ByteWriter writeVarInt(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative: " + value);
    }
    int groups = 1;
    for (long n = value; n > 0x7f; n = (n >>> 7) - 1) {
      groups++;
    }
    int at = grow(groups);
    long n = value;
    for (int i = groups - 1; i >= 0; i--) {
      bytes[at + i] = (byte) ((n & 0x7f) | (i == groups - 1 ? 0x00 : 0x80));
      n = (n >>> 7) - 1;
    }
    return this;
  }
}
