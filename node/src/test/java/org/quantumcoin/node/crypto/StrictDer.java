package org.quantumcoin.node.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.quantumcoin.node.encoding.ByteWriter;

/// DER the way its standard has it, to hold our lenient reader against.
final class StrictDer {
  private StrictDer() {}

  static byte[] encode(byte[] numbers) {
    byte[] r = new BigInteger(1, Arrays.copyOf(numbers, 32)).toByteArray();
    byte[] s = new BigInteger(1, Arrays.copyOfRange(numbers, 32, 64)).toByteArray();
    return new ByteWriter()
        .writeByte(0x30)
        .writeByte(4 + r.length + s.length)
        .writeByte(2)
        .writeVarBytes(r)
        .writeByte(2)
        .writeVarBytes(s)
        .toByteArray();
  }

  /// There is one strict encoding only, so a signature is strict if encoding it again gives it.
  static boolean isStrict(byte[] signature) {
    byte[] numbers = new byte[64];
    return DerSignature.parseLax(signature, signature.length, numbers)
        && Arrays.equals(encode(numbers), signature);
  }
}
