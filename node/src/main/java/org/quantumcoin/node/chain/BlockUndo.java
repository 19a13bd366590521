package org.quantumcoin.node.chain;

import java.util.ArrayList;
import java.util.List;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.primitives.Coin;

/// The coins a block spent: a list for each transaction but the coinbase, in the order of its
/// inputs (Core's `CBlockUndo`).
public record BlockUndo(List<List<Coin>> spentByTransaction) {
  /// Smallest encoded coin: code, version, amount, script tag.
  private static final int MIN_COIN_BYTES = 3;

  static BlockUndo parse(byte[] bytes) {
    ByteReader in = new ByteReader(bytes);
    int transactions = in.readCount(1);
    List<List<Coin>> all = new ArrayList<>(transactions);
    for (int i = 0; i < transactions; i++) {
      int inputs = in.readCount(MIN_COIN_BYTES);
      List<Coin> coins = new ArrayList<>(inputs);
      for (int j = 0; j < inputs; j++) {
        coins.add(CoinCodec.readUndo(in));
      }
      all.add(coins);
    }
    in.expectEnd();
    return new BlockUndo(all);
  }

  byte[] toBytes() {
    ByteWriter out = new ByteWriter(4096);
    out.writeCompactSize(spentByTransaction.size());
    for (List<Coin> coins : spentByTransaction) {
      out.writeCompactSize(coins.size());
      for (Coin coin : coins) {
        CoinCodec.writeUndo(coin, out);
      }
    }
    return out.toByteArray();
  }
}
