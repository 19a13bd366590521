package org.quantumcoin.wallet.spend;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// A payment that was worked out, not signed.
///
/// @param spent what the inputs spend, in their order
/// @param changePosition empty without change
/// @param virtualSize that it will have when signed, at most
/// @param previous transactions that made coins of others, as far as they are known
public record Payment(
    Transaction tx,
    List<TxOut> spent,
    long feeSats,
    OptionalInt changePosition,
    int virtualSize,
    Map<Txid, Transaction> previous) {
  public Payment {
    spent = List.copyOf(spent);
    previous = Map.copyOf(previous);
  }
}
