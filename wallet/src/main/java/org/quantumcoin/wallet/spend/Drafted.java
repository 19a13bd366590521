package org.quantumcoin.wallet.spend;

import org.quantumcoin.wallet.WalletException;

/// What working a payment out gave.
public sealed interface Drafted permits PaymentDraft, Drafted.Refused {
  /// Why it cannot be made.
  record Refused(WalletException.Kind kind, String sentence) implements Drafted {
    static Refused of(WalletException e) {
      return new Refused(e.kind(), String.valueOf(e.getMessage()));
    }
  }
}
