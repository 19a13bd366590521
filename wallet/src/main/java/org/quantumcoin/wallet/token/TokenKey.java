package org.quantumcoin.wallet.token;

import java.util.Arrays;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.wallet.keys.KeyOrigin;
import org.quantumcoin.wallet.keys.KeyPath;

/// A key on a token.
///
/// @param publicKey 33 bytes
public record TokenKey(String label, ByteString publicKey) {
  /// As if it were the root of its seat: the fingerprint is its own, the path empty.
  public KeyOrigin origin() {
    byte[] first = Arrays.copyOf(Hash160.hash(publicKey.toBytes()), Integer.BYTES);
    return new KeyOrigin(Integer.reverseBytes(new ByteReader(first).readInt32()), KeyPath.EMPTY);
  }

  /// As it is written in a descriptor: `[deadbeef]02…`.
  public String expression() {
    return "[" + origin().fingerprintHex() + "]" + Hex.encode(publicKey.toBytes());
  }
}
