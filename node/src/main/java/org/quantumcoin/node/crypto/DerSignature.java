package org.quantumcoin.node.crypto;

import java.util.Arrays;

/// Reads ECDSA signatures as leniently as the chain's history demands: Core's
/// `ecdsa_signature_parse_der_lax`.
///
/// BIP-0066 made the encoding strict, but blocks below its height hold signatures that only this
/// reader takes: superfluous length bytes, padding, bytes behind the end. Which encoding is allowed
/// is for the script flags to say; this class only finds the two numbers.
public final class DerSignature {
  private static final byte[] ORDER =
      bytes(0xffffffff_ffffffffL, 0xffffffff_fffffffeL, 0xbaaedce6_af48a03bL, 0xbfd25e8c_d0364141L);
  private static final byte[] HALF_ORDER =
      bytes(0x7fffffff_ffffffffL, 0xffffffff_ffffffffL, 0x5d576e73_57a4501dL, 0xdfe92f46_681b20a0L);

  private DerSignature() {}

  /// Writes r and s, 32 bytes each, to `target`. False when the bytes are no signature at all.
  /// Numbers that do not fit the field come out as zero, which no verification accepts.
  static boolean parseLax(byte[] signature, int length, byte[] target) {
    Arrays.fill(target, 0, 64, (byte) 0);
    int position = sequenceContent(signature, length);
    if (position < 0) {
      return false;
    }
    long r = integer(signature, length, position);
    if (r < 0) {
      return false;
    }
    long s = integer(signature, length, end(r));
    if (s < 0) {
      return false;
    }
    if (!copy(signature, r, target, 0) || !copy(signature, s, target, 32)) {
      Arrays.fill(target, 0, 64, (byte) 0);
    }
    return true;
  }

  /// Core's `CPubKey::CheckLowS`: s is at most half the group's order, so that nobody but the
  /// signer can change the signature (BIP-0062, rule 5). `length` leaves out the hash type.
  public static boolean isLowS(byte[] signature, int length) {
    byte[] numbers = new byte[64];
    return parseLax(signature, length, numbers)
        && Arrays.compareUnsigned(numbers, 32, 64, HALF_ORDER, 0, 32) <= 0;
  }

  /// Index of the first byte inside the sequence, or -1. The length given there is ignored.
  private static int sequenceContent(byte[] signature, int length) {
    if (length < 2 || signature[0] != 0x30) {
      return -1;
    }
    int lengthByte = signature[1] & 0xff;
    if ((lengthByte & 0x80) == 0) {
      return 2;
    }
    int extra = lengthByte - 0x80;
    return extra > length - 2 ? -1 : 2 + extra;
  }

  /// Start and length of the integer at `position`, packed into one long; negative when there is
  /// none.
  private static long integer(byte[] in, int inLength, int position) {
    int at = position;
    if (at >= inLength || in[at] != 0x02 || at + 1 == inLength) {
      return -1;
    }
    at++;
    int size = in[at++] & 0xff;
    if ((size & 0x80) != 0) {
      int sizeBytes = size - 0x80;
      if (sizeBytes > inLength - at) {
        return -1;
      }
      while (sizeBytes > 0 && in[at] == 0) {
        at++;
        sizeBytes--;
      }
      if (sizeBytes >= 4) {
        return -1;
      }
      size = 0;
      while (sizeBytes > 0) {
        size = (size << 8) + (in[at++] & 0xff);
        sizeBytes--;
      }
    }
    return size > inLength - at ? -1 : ((long) at << 32) | size;
  }

  private static int end(long integer) {
    return (int) (integer >>> 32) + (int) integer;
  }

  /// Right-aligns the number in 32 bytes; false when it is not below the group's order.
  private static boolean copy(byte[] in, long integer, byte[] target, int targetOffset) {
    int start = (int) (integer >>> 32);
    int size = (int) integer;
    while (size > 0 && in[start] == 0) {
      start++;
      size--;
    }
    if (size > 32) {
      return false;
    }
    System.arraycopy(in, start, target, targetOffset + 32 - size, size);
    return Arrays.compareUnsigned(target, targetOffset, targetOffset + 32, ORDER, 0, 32) < 0;
  }

  private static byte[] bytes(long... words) {
    byte[] result = new byte[words.length * 8];
    for (int i = 0; i < result.length; i++) {
      result[i] = (byte) (words[i / 8] >>> (56 - 8 * (i % 8)));
    }
    return result;
  }
}
