package org.quantumcoin.node.p2p.message;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.Transaction;

/// Transactions of a block that were asked for, in the order of the request (BIP-0152,
/// `BlockTransactions`).
public record BlockTxn(BlockHash hash, List<Transaction> transactions) implements Message {
  static final String COMMAND = "blocktxn";

  private static final int MIN_TRANSACTION_BYTES = 10;

  public BlockTxn {
    transactions = List.copyOf(transactions);
  }

  static BlockTxn read(ByteReader in) {
    BlockHash hash = BlockHash.read(in);
    int count = in.readCount(MIN_TRANSACTION_BYTES);
    List<Transaction> transactions = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      transactions.add(Transaction.read(in));
    }
    return new BlockTxn(hash, transactions);
  }

  @Override
  public String command() {
    return COMMAND;
  }

  @Override
  public void write(ByteWriter out) {
    hash.write(out);
    out.writeCompactSize(transactions.size());
    for (Transaction tx : transactions) {
      tx.write(out);
    }
  }
}
