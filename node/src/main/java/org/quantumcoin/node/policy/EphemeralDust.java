package org.quantumcoin.node.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;

/// Dust that lives no longer than the package it is in: a transaction that pays nothing may have
/// one such output, for the child that pays for both to spend. A child that spends anything of such
/// a parent must spend the dust, or it would stay among the coins for ever.
public final class EphemeralDust {
  private EphemeralDust() {}

  /// The first of some transactions, parents first, that leaves dust of a parent behind (Core's
  /// `CheckEphemeralSpends`). `pool` finds parents that are not among them.
  public static Optional<Transaction> leftBehind(
      List<Transaction> transactions,
      Function<Txid, @Nullable Transaction> pool,
      FeeRate dustRelayFee) {
    Map<Txid, Transaction> together = new HashMap<>();
    transactions.forEach(tx -> together.put(tx.txid(), tx));
    for (Transaction tx : transactions) {
      Set<Txid> parents = new HashSet<>();
      Set<OutPoint> dust = new HashSet<>();
      for (TxIn input : tx.inputs()) {
        Txid txid = input.prevout().txid();
        if (parents.add(txid)) {
          Transaction parent = together.containsKey(txid) ? together.get(txid) : pool.apply(txid);
          if (parent != null) {
            Dust.of(parent, dustRelayFee).forEach(index -> dust.add(new OutPoint(txid, index)));
          }
        }
      }
      tx.inputs().forEach(input -> dust.remove(input.prevout()));
      if (!dust.isEmpty()) {
        return Optional.of(tx);
      }
    }
    return Optional.empty();
  }
}
