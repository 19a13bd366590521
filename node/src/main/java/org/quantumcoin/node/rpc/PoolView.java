package org.quantumcoin.node.rpc;

import java.util.Optional;
import org.quantumcoin.node.mempool.TxPool;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Wtxid;

/// The mempool as a layer over the coins: what its transactions spend and create.
final class PoolView {
  private final TxPool pool;

  PoolView(TxPool pool) {
    this.pool = pool;
  }

  boolean isSpent(OutPoint outpoint) {
    for (Wtxid id : pool.wtxids()) {
      Transaction tx = pool.find(id);
      if (tx != null && spends(tx, outpoint)) {
        return true;
      }
    }
    return false;
  }

  private static boolean spends(Transaction tx, OutPoint outpoint) {
    for (TxIn input : tx.inputs()) {
      if (input.prevout().equals(outpoint)) {
        return true;
      }
    }
    return false;
  }

  /// An output of a transaction in the pool.
  Optional<TxOut> output(OutPoint outpoint) {
    Transaction tx = pool.find(outpoint.txid());
    long index = outpoint.indexUnsigned();
    return tx == null || index >= tx.outputs().size()
        ? Optional.empty()
        : Optional.of(tx.outputs().get((int) index));
  }
}
