package org.quantumcoin.node.crypto;

/// RIPEMD-160 of the SHA-256: what addresses call a public key or a script by.
public final class Hash160 {
  public static final int SIZE_BYTES = Ripemd160.SIZE_BYTES;

  private Hash160() {}

  public static byte[] hash(byte[] bytes) {
    return Ripemd160.hash(Sha256.hash(bytes));
  }
}
