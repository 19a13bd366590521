package org.quantumcoin.wallet.miniscript;

import java.util.OptionalInt;

/// Reads the key expressions within a miniscript's text and gives each a number.
public interface KeyReader {
  /// A new number for this key; empty if the text is none.
  OptionalInt read(String text);

  /// Equal for two numbers that stand for the same key: a key must not appear twice.
  Object identity(int key);
}
