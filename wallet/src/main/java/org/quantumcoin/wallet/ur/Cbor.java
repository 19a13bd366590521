package org.quantumcoin.wallet.ur;

import static org.quantumcoin.wallet.ur.UrException.require;

import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteWriter;

/// The little of CBOR (RFC 8949) that frames are made of: unsigned numbers, byte strings, arrays.
/// Numbers in their shortest form only, as uniform resources demand.
final class Cbor {
  static final int UNSIGNED = 0;
  static final int BYTES = 2;
  static final int ARRAY = 4;
  private static final int TAG = 6;
  private static final int ONE_BYTE = 24;

  private final byte[] bytes;
  private int position;

  Cbor(byte[] bytes) {
    this.bytes = bytes;
  }

  private int nextByte() {
    require(position < bytes.length, "The content of the code ends too early.");
    return bytes[position++] & 0xff;
  }

  /// The number that follows the kind, at most 2^32 - 1: nothing in frames is larger.
  long read(int kind) {
    int first = nextByte();
    require(first >> 5 == kind, "The content of the code is not what it should be.");
    int info = first & 0x1f;
    if (info < ONE_BYTE) {
      return info;
    }
    int width = info - ONE_BYTE;
    require(width <= 2, "A number in the code is too large.");
    long value = 0;
    for (int i = 0; i < 1 << width; i++) {
      value = (value << 8) | nextByte();
    }
    long least = width == 0 ? ONE_BYTE : 1L << (width == 1 ? 8 : 16);
    require(value >= least, "A number in the code is not in its shortest form.");
    return value;
  }

  byte[] readBytes() {
    long length = read(BYTES);
    require(length <= bytes.length - position, "The content of the code ends too early.");
    position += (int) length;
    return Arrays.copyOfRange(bytes, position - (int) length, position);
  }

  /// Passes over a tag, if there is one: some programs write `crypto-psbt` with its tag.
  void skipTag() {
    if (position < bytes.length && (bytes[position] & 0xff) >> 5 == TAG) {
      long _ = read(TAG);
    }
  }

  void expectEnd() {
    require(position == bytes.length, "The code has more content than it should.");
  }

  static void write(ByteWriter out, int kind, long value) {
    int major = kind << 5;
    if (value < ONE_BYTE) {
      out.writeByte(major | (int) value);
    } else if (value < 1 << 8) {
      out.writeByte(major | ONE_BYTE).writeByte((int) value);
    } else if (value < 1 << 16) {
      out.writeByte(major | (ONE_BYTE + 1)).writeUint16BigEndian((int) value);
    } else {
      out.writeByte(major | (ONE_BYTE + 2)).writeBytes(Crc32.bytes(value));
    }
  }

  static void writeBytes(ByteWriter out, byte[] content) {
    write(out, BYTES, content.length);
    out.writeBytes(content);
  }
}
