package org.quantumcoin.wallet.shared;

import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.treasury.TreasuryFile;

/// What somebody handed over, by file, clipboard or camera.
public sealed interface Delivery {
  /// What seats have said.
  record Events(TreasuryFile file) implements Delivery {}

  /// A payment with signatures, or without.
  record Signatures(Psbt psbt) implements Delivery {}

  /// Some frames of an animated code; more are needed.
  record Part(int received, int expected) implements Delivery {}

  /// Nothing that is known.
  ///
  /// @param why a sentence
  record Unknown(String why) implements Delivery {}
}
