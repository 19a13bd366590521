package org.quantumcoin.node.script;

import java.util.Arrays;

/// Numbers on the stack: little-endian, with the sign in the highest bit of the last byte, zero as
/// no bytes (Core's `CScriptNum`).
///
/// Operands have at most four bytes, so results, which may have five, fit a long with room.
public final class ScriptNumber {
  /// Longest operand of arithmetic.
  public static final int MAX_BYTES = 4;

  /// What [#decode] gives for bytes that are no number; no number of up to five bytes is this.
  public static final long INVALID = Long.MIN_VALUE;

  private static final int MIN_CACHED = -1;
  private static final int MAX_CACHED = 16;
  private static final byte[][] CACHE = new byte[MAX_CACHED - MIN_CACHED + 1][];

  static {
    for (int i = MIN_CACHED; i <= MAX_CACHED; i++) {
      CACHE[i - MIN_CACHED] = encodeNew(i);
    }
  }

  private ScriptNumber() {}

  /// The number, or [#INVALID] if it has more than `maxBytes` bytes or, where that is asked, is not
  /// in its shortest form.
  public static long decode(byte[] bytes, boolean requireMinimal, int maxBytes) {
    int size = bytes.length;
    if (size > maxBytes || (requireMinimal && !isMinimal(bytes))) {
      return INVALID;
    }
    if (size == 0) {
      return 0;
    }
    long result = 0;
    for (int i = 0; i < size; i++) {
      result |= (bytes[i] & 0xffL) << (8 * i);
    }
    long sign = 0x80L << (8 * (size - 1));
    return (result & sign) != 0 ? -(result & ~sign) : result;
  }

  /// The last byte holds more than a sign, unless the sign would not fit the byte before.
  private static boolean isMinimal(byte[] bytes) {
    int size = bytes.length;
    return size == 0
        || (bytes[size - 1] & 0x7f) != 0
        || (size > 1 && (bytes[size - 2] & 0x80) != 0);
  }

  /// The shortest form; small numbers share their arrays, which nobody writes to.
  public static byte[] encode(long value) {
    return value >= MIN_CACHED && value <= MAX_CACHED
        ? CACHE[(int) value - MIN_CACHED]
        : encodeNew(value);
  }

  private static byte[] encodeNew(long value) {
    if (value == 0) {
      return new byte[0];
    }
    byte[] bytes = new byte[9];
    int size = 0;
    for (long rest = Math.abs(value); rest != 0; rest >>>= 8) {
      bytes[size++] = (byte) rest;
    }
    if ((bytes[size - 1] & 0x80) != 0) {
      size++;
    }
    if (value < 0) {
      bytes[size - 1] |= (byte) 0x80;
    }
    return Arrays.copyOf(bytes, size);
  }

  /// Core's `getint`: cut to what an int holds.
  public static int toInt(long value) {
    return Math.clamp(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  /// Core's `CastToBool`: false is zero, also the negative one, in any length.
  public static boolean toBoolean(byte[] bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] != 0) {
        return !(i == bytes.length - 1 && bytes[i] == (byte) 0x80);
      }
    }
    return false;
  }

  /// One for true, no bytes for false.
  static byte[] ofBoolean(boolean value) {
    return encode(value ? 1 : 0);
  }
}
