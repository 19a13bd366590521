package org.quantumcoin.node.script.sign;

import java.util.Optional;

/// What is at hand to satisfy one script: signatures by our keys or by those who signed before,
/// preimages, and how the transaction is locked.
public interface SatisfactionSource {
  /// The functions whose preimages a script may ask for.
  enum HashFunction {
    RIPEMD160,
    SHA256,
    HASH160,
    HASH256
  }

  /// With its hash type. The key has 33 or 65 bytes, in tapscript 32.
  Optional<byte[]> signature(byte[] key);

  /// The key with this HASH160; in tapscript the x-only one.
  Optional<byte[]> keyByHash(byte[] keyHash);

  Optional<byte[]> preimage(HashFunction function, byte[] hash);

  /// BIP-0065, for a number that is not negative.
  boolean checkLockTime(long lockTime);

  /// BIP-0112, for a number that is not negative and whose disable flag is not set.
  boolean checkSequence(long sequence);
}
