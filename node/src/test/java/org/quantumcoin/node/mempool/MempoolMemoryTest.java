package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;

/// What the mempool counts as its memory (`-maxmempool`) beside what it takes of the heap.
///
/// `-Dmempool.megabytes=300` fills it as a node does by default, which needs a heap of a gigabyte.
final class MempoolMemoryTest {
  private static final long ACCOUNTED = Integer.getInteger("mempool.megabytes", 20) * 1_000_000L;

  /// The heap may take so many times what is counted.
  private static final double MAX_RATIO = 1.3;

  private final Random random = new Random(1);

  /// Transactions of so many inputs with witnesses, and outputs.
  enum Kind {
    PAYMENT(1, 2, false),
    CHAIN(1, 2, true),
    CONSOLIDATION(100, 1, false),
    BATCH(2, 200, false);

    private final int inputs;
    private final int outputs;

    /// Each spends from the one before, up to the limit of relatives.
    private final boolean chained;

    Kind(int inputs, int outputs, boolean chained) {
      this.inputs = inputs;
      this.outputs = outputs;
      this.chained = chained;
    }
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private Script keyHash() {
    byte[] script = bytes(22);
    script[0] = 0;
    script[1] = 20;
    return Script.of(script);
  }

  private Transaction make(Kind kind, OutPoint first) {
    List<TxIn> inputs = new ArrayList<>();
    for (int i = 0; i < kind.inputs; i++) {
      OutPoint from = i == 0 ? first : elsewhere();
      Witness witness = Witness.of(List.of(bytes(72), bytes(33)));
      inputs.add(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL, witness));
    }
    List<TxOut> outputs =
        IntStream.range(0, kind.outputs).mapToObj(_ -> new TxOut(10_000, keyHash())).toList();
    // As it comes from a peer.
    return Transaction.parse(Transaction.create(2, inputs, outputs, 0).toBytes());
  }

  private OutPoint elsewhere() {
    return new OutPoint(new Txid(Hash256.of(bytes(Hash256.SIZE_BYTES))), 0);
  }

  private static long heapUsed() {
    long[] used = new long[3];
    Arrays.setAll(
        used,
        _ -> {
          System.gc();
          return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        });
    return Arrays.stream(used).min().orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void heap_isNotMuchMoreThanWhatIsCounted(Kind kind) {
    TxGraph graph = new TxGraph();
    BlockPolicyEstimator estimator = new BlockPolicyEstimator();
    long before = heapUsed();
    Transaction last = make(kind, elsewhere());
    for (int i = 0; graph.memoryBytes() < ACCOUNTED; i++) {
      boolean child = kind.chained && i % MempoolConfig.DEFAULT_MAX_RELATIVES != 0;
      last = make(kind, child ? new OutPoint(last.txid(), 0) : elsewhere());
      MempoolEntry entry = new MempoolEntry(last, 1_000, 4, last.virtualSize(), i, 0, false, i);
      graph.add(entry);
      estimator.entered(entry);
    }
    long heap = heapUsed() - before;
    double ratio = (double) heap / graph.memoryBytes();
    System.out.printf(
        Locale.ROOT,
        "mempool memory: %d of kind %s counted as %d MB take %d MB of the heap, %.2f%n",
        graph.size(),
        kind,
        graph.memoryBytes() / 1_000_000,
        heap / 1_000_000,
        ratio);
    assertThat(ratio).isLessThan(MAX_RATIO);
    assertThat(estimator.maxTarget()).isPositive();
  }
}
