package org.quantumcoin.wallet.message;

import java.util.List;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.TxOut;

/// What came of a signed message's check (BIP-0322, "Verification").
public sealed interface MessageVerdict {
  /// A coin whose owner signed too.
  record ProvenCoin(OutPoint outpoint, TxOut out) {}

  /// Signed; with a lock time and a sequence number other than 0 only from then on. Whether the
  /// coins of a proof of funds exist and are unspent has yet to be asked of the chain.
  record Valid(long lockTime, long sequence, List<ProvenCoin> coins) implements MessageVerdict {
    public Valid {
      coins = List.copyOf(coins);
    }
  }

  /// Not signed, and why.
  record Invalid(String reason) implements MessageVerdict {}

  /// By rules that this program does not know.
  record Inconclusive(String reason) implements MessageVerdict {}

  default boolean isValid() {
    return this instanceof Valid;
  }
}
