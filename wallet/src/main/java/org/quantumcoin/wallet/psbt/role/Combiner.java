package org.quantumcoin.wallet.psbt.role;

import java.util.List;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.psbt.PsbtException;

/// Puts together what several signers made of one PSBT (BIP-0174, "Combiner").
public final class Combiner {
  private Combiner() {}

  /// At least one. Where two differ in a value the first one's stays. Throws if they are not of one
  /// transaction.
  public static Psbt combine(List<Psbt> parts) throws PsbtException {
    Psbt combined = parts.getFirst().copy();
    for (Psbt part : parts.subList(1, parts.size())) {
      if (!combined.isSameTransaction(part)) {
        throw new PsbtException("PSBTs not compatible (different transactions)");
      }
      for (int i = 0; i < combined.inputs().size(); i++) {
        combined.inputs().get(i).merge(part.inputs().get(i));
      }
      for (int i = 0; i < combined.outputs().size(); i++) {
        combined.outputs().get(i).merge(part.outputs().get(i));
      }
      part.xpubs().forEach(combined.xpubs()::putIfAbsent);
      part.proprietary().forEach(combined.proprietary()::putIfAbsent);
      part.unknown().forEach(combined.unknown()::putIfAbsent);
    }
    return combined;
  }
}
