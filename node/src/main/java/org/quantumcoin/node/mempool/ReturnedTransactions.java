package org.quantumcoin.node.mempool;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// Transactions of blocks that were taken back, waiting to go into the pool again.
final class ReturnedTransactions {
  /// Bytes of transactions kept; those of the oldest blocks, which come back last, are dropped
  /// (Core's `MAX_DISCONNECTED_TX_POOL_BYTES`).
  private static final long MAX_BYTES = 20_000_000;

  private final List<List<Transaction>> blocks = new ArrayList<>();
  private long bytes;

  boolean isEmpty() {
    return blocks.isEmpty();
  }

  /// Called for the newest block first, as the chain takes them back.
  void disconnected(Block block) {
    List<Transaction> txs = new ArrayList<>();
    for (Transaction tx : block.transactions()) {
      if (!tx.isCoinbase() && bytes + tx.totalSize() <= MAX_BYTES) {
        bytes += tx.totalSize();
        // On an array of its own, or it would keep the whole block in memory.
        txs.add(tx.compact());
      }
    }
    blocks.add(txs);
  }

  /// Takes them out, in the order in which the chain had them, without those that a new block
  /// holds.
  List<Transaction> take() {
    Map<Txid, Transaction> ordered = new LinkedHashMap<>();
    for (List<Transaction> block : blocks.reversed()) {
      block.forEach(tx -> ordered.put(tx.txid(), tx));
    }
    blocks.clear();
    bytes = 0;
    return new ArrayList<>(ordered.values());
  }
}
