package org.quantumcoin.node.script.sign;

/// Signs by one key that it does not show. The key is a compressed one.
@FunctionalInterface
public interface EcdsaSigner {
  /// A signature in DER with low s, without hash type, over 32 bytes.
  byte[] sign(byte[] hash32);
}
