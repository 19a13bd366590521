package org.quantumcoin.node.crypto;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// BIP-0324's nonces: what is counted within a key, then which key it is.
final class Bip324Nonce {
  private static final int BYTES = 12;

  private Bip324Nonce() {}

  static byte[] of(int packet, long rekeyings) {
    return ByteBuffer.allocate(BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(packet)
        .putLong(rekeyings)
        .array();
  }
}
