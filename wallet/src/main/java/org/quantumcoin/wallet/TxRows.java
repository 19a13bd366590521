package org.quantumcoin.wallet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.quantumcoin.node.encoding.DecodeException;
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
import org.quantumcoin.wallet.store.WalletStore;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Transactions of the ledger as rows of the store, and back.
final class TxRows {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String NO_NOTES = "{}";

  /// Rows that are parsed together.
  private static final int BATCH = 1_000;

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

  /// Rows on their way from the store: read on one thread and parsed on others, while the wallet
  /// reads what else it has.
  static final class Reading {
    private final List<CompletableFuture<List<Restored>>> parsed = new ArrayList<>();
    private final List<TxRow> batch = new ArrayList<>();
    private final CompletableFuture<Void> read;

    private Reading(WalletStore store) {
      this.read = store.readTransactions(this::take);
    }

    private void take(TxRow row) {
      batch.add(row);
      if (batch.size() == BATCH) {
        parsed.add(parse(List.copyOf(batch)));
        batch.clear();
      }
    }

    /// Waits for the last of them and puts them into the ledger.
    void into(Ledger ledger) {
      Void _ = Wallets.join(read);
      parsed.add(parse(List.copyOf(batch)));
      parsed.stream()
          .flatMap(each -> Wallets.join(each).stream())
          .sorted(Comparator.comparingLong(each -> each.row().position()))
          .forEach(each -> restore(each, ledger));
    }
  }

  /// Begins to read what the store has.
  static Reading begin(WalletStore store) {
    return new Reading(store);
  }

  private record Restored(TxRow row, Transaction tx, TxState state) {}

  private static CompletableFuture<List<Restored>> parse(List<TxRow> rows) {
    return CompletableFuture.supplyAsync(() -> {
      // Thousands stand in the same block.
      Map<Bytes, BlockHash> blocks = new HashMap<>();
      List<Restored> parsed = new ArrayList<>(rows.size());
      for (TxRow row : rows) {
        parsed.add(new Restored(row, transaction(row), state(row, blocks)));
      }
      return parsed;
    });
  }

  private static Transaction transaction(TxRow row) {
    try {
      Transaction tx = Transaction.parse(row.raw().toArray());
      // Worked out here, where other cores do it.
      if (tx.txid().equals(row.txid())) {
        return tx;
      }
    } catch (DecodeException e) {
      throw damaged("transaction", row, e);
    }
    throw damaged("transaction", row, new DecodeException("it has another hash"));
  }

  private static void restore(Restored from, Ledger ledger) {
    TxRow row = from.row();
    WalletTx tx =
        ledger.restore(from.tx(), from.state(), row.position(), row.receivedAt(), row.smartTime());
    try {
      tx.restoreSources(row.ours().toArray());
    } catch (DecodeException e) {
      throw damaged("record of what is its own in transaction", row, e);
    }
    if (!row.notes().equals(NO_NOTES)) {
      for (Map.Entry<String, JsonNode> note : notes(row).properties()) {
        tx.notes().put(note.getKey(), note.getValue().asString());
      }
    }
  }

  private static JsonNode notes(TxRow row) {
    try {
      return JSON.readTree(row.notes());
    } catch (JacksonException e) {
      throw damaged("note on transaction", row, e);
    }
  }

  private static StoreException damaged(String what, TxRow row, RuntimeException cause) {
    return new StoreException(
        StoreException.Kind.DAMAGED,
        "The wallet's %s %s is damaged. Restore the wallet from a backup."
            .formatted(what, row.txid()),
        cause);
  }

  private static TxState state(TxRow row, Map<Bytes, BlockHash> blocks) {
    return switch (row.state()) {
      case CONFIRMED ->
          new TxState.Confirmed(block(row, blocks), row.height(), row.place(), row.blockTime());
      case CONFLICTED -> new TxState.Conflicted(block(row, blocks), row.height());
      case ABANDONED -> new TxState.Inactive(true);
      default -> new TxState.Inactive(false);
    };
  }

  private static BlockHash block(TxRow row, Map<Bytes, BlockHash> blocks) {
    return blocks.computeIfAbsent(row.block(), bytes -> new BlockHash(Hash256.of(bytes.toArray())));
  }
}
