package org.quantumcoin.node.crypto;

import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/// RIPEMD-160, by Bouncy Castle: the JDK has none.
public final class Ripemd160 {
  public static final int SIZE_BYTES = 20;

  private static final ThreadLocal<RIPEMD160Digest> LOCAL =
      ThreadLocal.withInitial(RIPEMD160Digest::new);

  private Ripemd160() {}

  public static byte[] hash(byte[] bytes) {
    RIPEMD160Digest digest = LOCAL.get();
    digest.update(bytes, 0, bytes.length);
    byte[] result = new byte[SIZE_BYTES];
    digest.doFinal(result, 0);
    return result;
  }
}
