package org.quantumcoin.tests.interop;

import org.quantumcoin.node.primitives.TxIn;

/// What scripts with lock times ask about: chosen for a transaction before its scripts are made.
record TxTimes(int version, int lockTime, int sequence) {
  /// BIP-0068, "Specification".
  boolean relativeDisabled() {
    return version < 2 || sequence < 0;
  }

  static TxTimes any(Chance chance, int height, long medianTimePast) {
    int version =
        switch (chance.below(12)) {
          case 0 -> 1;
          case 1 -> 3;
          case 2 -> chance.of(0, 4, -1, Integer.MAX_VALUE);
          default -> 2;
        };
    int lockTime =
        switch (chance.below(10)) {
          case 0 -> (int) medianTimePast - chance.below(3) - 1;
          case 1, 2, 3 -> height - chance.below(3);
          case 4 -> height + chance.below(2);
          default -> 0;
        };
    int sequence =
        switch (chance.below(10)) {
          case 0 -> TxIn.SEQUENCE_FINAL;
          case 1, 2 -> TxIn.SEQUENCE_FINAL - chance.between(1, 2);
          case 3 -> 0;
          case 4 -> 0x00400000;
          case 5 -> chance.percent(20) ? chance.below(1 << 17) : 1;
          default -> 1;
        };
    return new TxTimes(version, lockTime, sequence);
  }
}
