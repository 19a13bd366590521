package org.quantumcoin.wallet.keys;

import org.quantumcoin.node.encoding.Hex;

/// Where a key comes from: the fingerprint of the root (the first four bytes of its key's HASH160,
/// most significant first) and the path from there.
public record KeyOrigin(int fingerprint, KeyPath path) {
  public String fingerprintHex() {
    return Hex.encode(fingerprintBytes());
  }

  byte[] fingerprintBytes() {
    return new byte[] {
      (byte) (fingerprint >>> 24),
      (byte) (fingerprint >>> 16),
      (byte) (fingerprint >>> 8),
      (byte) fingerprint
    };
  }

  /// `deadbeef/44h/0h`.
  public String format(boolean apostrophe) {
    return fingerprintHex() + path.format(apostrophe);
  }
}
