package org.quantumcoin.tests.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.node.script.ScriptCheck;
import org.quantumcoin.node.script.ScriptError;
import org.quantumcoin.node.script.ScriptFlags;
import org.quantumcoin.tests.bench.SignedCoins.Spendable;

/// One input's whole check, signature included, without caches; and reading a block of such
/// transactions.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScriptCheckBenchmark {
  private static final long VALUE = 100_000;
  private static final int TRANSACTIONS = 1_000;

  /// By the number that [SignedCoins#script] takes.
  public enum Kind {
    P2WPKH(0),
    P2TR(3),
    P2PKH(5);

    private final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  @Param public Kind kind = Kind.P2WPKH;

  private Transaction tx = Transaction.create(2, List.of(), List.of(), 0);
  private List<TxOut> spent = List.of();
  private byte[] block = new byte[0];

  @Setup
  public void sign() {
    try (SignedCoins signed = new SignedCoins()) {
      OutPoint outpoint = new OutPoint(new Txid(Hash256.of(Sha256.hash(new byte[1]))), 0);
      spent = List.of(new TxOut(VALUE, signed.script(kind.number)));
      List<TxOut> pays = List.of(new TxOut(VALUE, signed.script(0)));
      tx = signed.spend(List.of(new Spendable(outpoint, spent.getFirst())), pays);
    }
    List<Transaction> many = new ArrayList<>();
    for (int i = 0; i < TRANSACTIONS; i++) {
      many.add(Transaction.create(2, tx.inputs(), tx.outputs(), i));
    }
    BlockHash previous = new BlockHash(Hash256.ZERO);
    block = Block.create(new BlockHeader(1, previous, Hash256.ZERO, 0, 0, 0), many).toBytes();
  }

  @Benchmark
  public ScriptError check() {
    PrecomputedTransactionData data = new PrecomputedTransactionData(tx, spent);
    return new ScriptCheck(data, 0, spent.getFirst(), ScriptFlags.STANDARD).run();
  }

  @Benchmark
  public int readBlockOfThousand() throws Exception {
    int sum = 0;
    for (Transaction each : Block.parse(block).transactions()) {
      sum += each.txid().hashCode() + each.wtxid().hashCode();
    }
    return sum;
  }
}
