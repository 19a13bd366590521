package org.quantumcoin.wallet.miniscript;

import java.util.OptionalInt;

/// Gives the keys within a script their numbers.
public interface KeyFinder {
  /// A new number for a key of 33 bytes, or 32 in tapscript; empty if it is none.
  OptionalInt find(byte[] key);

  /// A new number for the key with this HASH160; empty if that is not known.
  OptionalInt findByHash(byte[] hash160);

  /// Equal for two numbers that stand for the same key.
  Object identity(int key);
}
