package org.quantumcoin.wallet;

import java.util.Collection;
import java.util.Map;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.rpc.Json;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.Bytes;
import org.quantumcoin.wallet.store.StoreException;
import org.quantumcoin.wallet.store.TxRow;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Transactions of the ledger as rows of the store, and back.
final class TxRows {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int INACTIVE = 0;
  private static final int ABANDONED = 1;
  private static final int CONFIRMED = 2;
  private static final int CONFLICTED = 3;

  private TxRows() {}

  static TxRow row(WalletTx tx) {
    int state = INACTIVE;
    Bytes block = Bytes.EMPTY;
    int height = 0;
    int place = 0;
    long time = 0;
    switch (tx.state()) {
      case TxState.Confirmed(BlockHash hash, int at, int index, long blockTime) -> {
        state = CONFIRMED;
        block = Bytes.of(hash.hash().toBytes());
        height = at;
        place = index;
        time = blockTime;
      }
      case TxState.Conflicted(BlockHash hash, int at) -> {
        state = CONFLICTED;
        block = Bytes.of(hash.hash().toBytes());
        height = at;
      }
      case TxState.Inactive(boolean abandoned) -> state = abandoned ? ABANDONED : INACTIVE;
      // Whether the mempool has it is asked anew at each start.
      case TxState.InMempool _ -> state = INACTIVE;
    }
    ObjectNode notes = Json.object();
    tx.notes().forEach(notes::put);
    return new TxRow(
        tx.txid(),
        tx.position(),
        Bytes.of(tx.tx().toBytes()),
        tx.receivedAt(),
        tx.smartTime(),
        state,
        block,
        height,
        place,
        time,
        Json.write(notes),
        Bytes.of(tx.sourcesToBytes()));
  }

  static void restore(Collection<TxRow> rows, Ledger ledger) {
    for (TxRow row : rows) {
      WalletTx tx =
          ledger.restore(
              Transaction.parse(row.raw().toArray()),
              state(row),
              row.position(),
              row.receivedAt(),
              row.smartTime());
      tx.restoreSources(row.ours().toArray());
      for (Map.Entry<String, JsonNode> note : notes(row).properties()) {
        tx.notes().put(note.getKey(), note.getValue().asString());
      }
    }
  }

  private static JsonNode notes(TxRow row) {
    try {
      return JSON.readTree(row.notes());
    } catch (JacksonException e) {
      throw new StoreException(
          StoreException.Kind.DAMAGED,
          "The wallet's notes on transaction %s are damaged. Restore the wallet from a backup."
              .formatted(row.txid()),
          e);
    }
  }

  private static TxState state(TxRow row) {
    return switch (row.state()) {
      case CONFIRMED ->
          new TxState.Confirmed(block(row), row.height(), row.place(), row.blockTime());
      case CONFLICTED -> new TxState.Conflicted(block(row), row.height());
      case ABANDONED -> new TxState.Inactive(true);
      default -> new TxState.Inactive(false);
    };
  }

  private static BlockHash block(TxRow row) {
    return new BlockHash(Hash256.of(row.block().toArray()));
  }
}
