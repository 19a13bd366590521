package org.quantumcoin.wallet.miniscript;

import java.util.OptionalInt;

/// The largest of a set of numbers, or nothing for the empty set: one for each way to satisfy an
/// expression.
record MaxInt(boolean exists, int value) {
  static final MaxInt NONE = new MaxInt(false, 0);
  static final MaxInt ZERO = of(0);

  static MaxInt of(int value) {
    return new MaxInt(true, value);
  }

  /// One way of this set followed by one of the other.
  MaxInt plus(MaxInt other) {
    return exists && other.exists ? of(value + other.value) : NONE;
  }

  MaxInt plus(int more) {
    return exists ? of(value + more) : NONE;
  }

  /// The ways of both sets.
  MaxInt or(MaxInt other) {
    if (!exists || !other.exists) {
      return exists ? this : other;
    }
    return value >= other.value ? this : other;
  }

  OptionalInt toOptional() {
    return exists ? OptionalInt.of(value) : OptionalInt.empty();
  }
}
