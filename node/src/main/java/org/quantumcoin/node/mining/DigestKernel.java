package org.quantumcoin.node.mining;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Uint256;

/// Double SHA-256 by the public interface: works on every JVM, at less than half the speed.
final class DigestKernel implements HashKernel {
  static final int NONCE_AT = 76;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  @Override
  public long scan(byte[] header, int first, int count, Uint256 target) {
    byte[] work = header.clone();
    for (int i = 0; i < count; i++) {
      int nonce = first + i;
      INT.set(work, NONCE_AT, nonce);
      byte[] hash = Sha256.hashTwice(work, 0, BlockHeader.SIZE_BYTES);
      if (Uint256.of(Hash256.of(hash)).compareTo(target) <= 0) {
        return Integer.toUnsignedLong(nonce);
      }
    }
    return NONE;
  }
}
