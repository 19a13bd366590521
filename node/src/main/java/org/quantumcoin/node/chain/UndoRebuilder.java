package org.quantumcoin.node.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.storage.StorageException;

/// Works out anew what a block spent, when its undo data is damaged, by reading the blocks before
/// it from the newest down until every transaction that it spends from has turned up.
///
/// The result needs no checksum: outputs are found by the hash of what made them. Most coins are
/// spent young, so most of the time few blocks are read; at worst all are.
final class UndoRebuilder {
  private static final int BLOCKS_PER_LINE = 10_000;

  private final Function<BlockIndex, Block> reader;
  private final BooleanSupplier stopping;

  UndoRebuilder(Function<BlockIndex, Block> reader, BooleanSupplier stopping) {
    this.reader = reader;
    this.stopping = stopping;
  }

  /// Empty when it was stopped. Throws what the reader throws when a block on the way cannot be
  /// read.
  Optional<BlockUndo> rebuild(BlockIndex index, Block block) {
    Set<Txid> wanted = new HashSet<>();
    for (Transaction tx : block.transactions()) {
      if (!tx.isCoinbase()) {
        tx.inputs().forEach(input -> wanted.add(input.prevout().txid()));
      }
    }
    Map<OutPoint, Coin> coins = new HashMap<>();
    collect(block, index.height(), wanted, coins);
    BlockIndex at = index.previous();
    while (!wanted.isEmpty()) {
      if (at == null) {
        throw new StorageException(
            "Block "
                + index.hash()
                + " spends from transactions that no block before it holds. Wallets and funds are safe. Restart with"
                + " -reindex to read all blocks again.");
      }
      if (stopping.getAsBoolean()) {
        return Optional.empty();
      }
      if (at.height() % BLOCKS_PER_LINE == 0) {
        Log.info(
            "Working out the undo data of block %d again: at block %d, %d transactions to find"
                .formatted(index.height(), at.height(), wanted.size()));
      }
      collect(reader.apply(at), at.height(), wanted, coins);
      at = at.previous();
    }
    return Optional.of(undo(block, coins));
  }

  private static void collect(
      Block block, int height, Set<Txid> wanted, Map<OutPoint, Coin> coins) {
    for (Transaction tx : block.transactions()) {
      if (wanted.remove(tx.txid())) {
        boolean coinbase = tx.isCoinbase();
        for (int i = 0; i < tx.outputs().size(); i++) {
          coins.put(new OutPoint(tx.txid(), i), new Coin(tx.outputs().get(i), height, coinbase));
        }
      }
    }
  }

  private static BlockUndo undo(Block block, Map<OutPoint, Coin> coins) {
    List<List<Coin>> all = new ArrayList<>();
    for (Transaction tx : block.transactions()) {
      if (tx.isCoinbase()) {
        continue;
      }
      List<Coin> spent = new ArrayList<>(tx.inputs().size());
      for (TxIn input : tx.inputs()) {
        Coin coin = coins.get(input.prevout());
        if (coin == null) {
          throw new IllegalStateException("a connected block spends no output " + input.prevout());
        }
        spent.add(coin);
      }
      all.add(spent);
    }
    return new BlockUndo(all);
  }
}
