package org.quantumcoin.node.encoding;

import java.util.Arrays;

/// Bytes as a value: equal by content, ordered as unsigned numbers, never changed. For keys of maps
/// and components of records.
public final class ByteString implements Comparable<ByteString> {
  public static final ByteString EMPTY = new ByteString(new byte[0]);

  private final byte[] bytes;

  private ByteString(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Copies the bytes.
  public static ByteString of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new ByteString(bytes.clone());
  }

  public static ByteString of(byte[] bytes, int from, int to) {
    return new ByteString(Arrays.copyOfRange(bytes, from, to));
  }

  /// Throws [DecodeException] for text that is not hexadecimal.
  public static ByteString fromHex(String hex) {
    return new ByteString(Hex.decode(hex));
  }

  public int length() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The byte at an index, as a number from 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  public ByteString slice(int from, int to) {
    return of(bytes, from, to);
  }

  public ByteString plus(ByteString other) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
    System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
    return new ByteString(joined);
  }

  public byte[] toBytes() {
    return bytes.clone();
  }

  public String toHex() {
    return Hex.encode(bytes);
  }

  @Override
  public int compareTo(ByteString other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ByteString that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
