package org.quantumcoin.node.mempool;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.chain.CoinsView;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;

/// The coins that a newcomer may spend: those of the chain, of the pool, and of transactions tried
/// together with it.
final class PoolCoins implements CoinsView {
  /// Height of a coin that is not in a block (Core's `MEMPOOL_HEIGHT`).
  static final int UNCONFIRMED_HEIGHT = 0x7fffffff;

  private final CoinsView chain;
  private final TxGraph graph;
  private final Map<OutPoint, Coin> added = new HashMap<>();

  PoolCoins(CoinsView chain, TxGraph graph) {
    this.chain = chain;
    this.graph = graph;
  }

  /// Lets later transactions of a trial spend the outputs of this one.
  void add(Transaction tx) {
    for (int i = 0; i < tx.outputs().size(); i++) {
      added.put(
          new OutPoint(tx.txid(), i), new Coin(tx.outputs().get(i), UNCONFIRMED_HEIGHT, false));
    }
  }

  @Override
  public @Nullable Coin get(OutPoint outpoint) {
    TxOut unconfirmed = graph.output(outpoint);
    if (unconfirmed != null) {
      return new Coin(unconfirmed, UNCONFIRMED_HEIGHT, false);
    }
    Coin tried = added.get(outpoint);
    return tried != null ? tried : chain.get(outpoint);
  }
}
