package org.quantumcoin.node.primitives;

import java.util.Arrays;
import java.util.Objects;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;

/// The bytes of a script; what they mean is the `script` package's business. A slice of an array
/// nobody writes to.
public final class Script {
  public static final Script EMPTY = new Script(new byte[0], 0, 0);

  private final byte[] bytes;
  private final int offset;
  private final int length;

  private Script(byte[] bytes, int offset, int length) {
    this.bytes = bytes;
    this.offset = offset;
    this.length = length;
  }

  /// Copies the bytes.
  public static Script of(byte[] bytes) {
    return new Script(bytes.clone(), 0, bytes.length);
  }

  /// A view of part of an array that nobody will write to again: a parsed message or a file's
  /// block.
  public static Script slice(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    return new Script(bytes, offset, length);
  }

  public static Script fromHex(String hex) {
    byte[] bytes = Hex.decode(hex);
    return new Script(bytes, 0, bytes.length);
  }

  /// Length as CompactSize, then the bytes.
  public static Script read(ByteReader in) {
    int length = in.readCompactSize();
    return new Script(in.array(), in.skip(length), length);
  }

  public void write(ByteWriter out) {
    out.writeCompactSize(length).writeBytes(bytes, offset, length);
  }

  /// The array this is a slice of; callers read [#length()] bytes from [#offset()] on and never
  /// write.
  public byte[] array() {
    return bytes;
  }

  /// Index into [#array()] of the first byte.
  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /// The byte at an index, as a number from 0 to 255.
  public int at(int index) {
    Objects.checkIndex(index, length);
    return bytes[offset + index] & 0xff;
  }

  public byte[] toBytes() {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  public byte[] toBytes(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return Arrays.copyOfRange(bytes, offset + from, offset + to);
  }

  public void copyTo(byte[] target, int targetOffset) {
    System.arraycopy(bytes, offset, target, targetOffset, length);
  }

  /// Part of this script, sharing its bytes.
  public Script subScript(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new Script(bytes, offset + from, to - from);
  }

  /// A copy that holds on to nothing larger than itself.
  public Script compact() {
    return bytes.length == length ? this : new Script(toBytes(), 0, length);
  }

  public String toHex() {
    return Hex.encode(bytes, offset, length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Script that
        && Arrays.equals(
            bytes, offset, offset + length, that.bytes, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = offset; i < offset + length; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return toHex();
  }
}
