package org.quantumcoin.wallet;

import java.util.List;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Transactions for wallets' tests; nothing in them is signed.
public final class TestPayments {
  private static final int SEQUENCE = 0xfffffffd;

  private TestPayments() {}

  /// A script that is nobody's, another for each number.
  public static Script foreignScript(long number) {
    return Script.of(Hex.decode("0014ff%038x".formatted(number)));
  }

  /// A coin that is nobody's, another for each number.
  public static OutPoint foreignCoin(long number) {
    byte[] txid = new ByteWriter().writeInt64(number).writeBytes(new byte[24]).toByteArray();
    txid[31] = (byte) 0xff;
    return new OutPoint(new Txid(Hash256.of(txid)), 0);
  }

  public static Transaction pay(List<OutPoint> coins, TxOut... outputs) {
    List<TxIn> inputs = coins.stream().map(coin -> new TxIn(coin, Script.EMPTY, SEQUENCE)).toList();
    return Transaction.create(2, inputs, List.of(outputs), 0);
  }

  /// The first transaction of the block at a height, paying 50 coins.
  public static Transaction coinbase(int height, Script script) {
    Script number = Script.of(new ByteWriter().writeByte(4).writeInt32(height).toByteArray());
    return Transaction.create(
        2,
        List.of(new TxIn(OutPoint.NULL, number, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(5_000_000_000L, script)),
        0);
  }

  public static OutPoint output(Transaction tx, int index) {
    return new OutPoint(tx.txid(), index);
  }
}
