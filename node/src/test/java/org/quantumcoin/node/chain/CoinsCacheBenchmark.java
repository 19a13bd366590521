package org.quantumcoin.node.chain;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Looking a coin up, and making and spending one, among many in memory; beside a `HashMap`.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CoinsCacheBenchmark {
  /// Coins that are looked up, prepared outside the measured time.
  private static final int ASKED = 1 << 16;

  @Param({"100000", "1000000"})
  public int coins;

  private final CoinsCache cache = new CoinsCache(_ -> null, 1, 2);
  private final Map<OutPoint, Coin> map = new HashMap<>();
  private final OutPoint[] asked = new OutPoint[ASKED];
  private final Random random = new Random(1);
  private int next;
  private OutPoint fresh = random();
  private Coin coin = coin();

  private OutPoint random() {
    byte[] txid = new byte[32];
    random.nextBytes(txid);
    return new OutPoint(new Txid(Hash256.of(txid)), random.nextInt(4));
  }

  private Coin coin() {
    byte[] script = new byte[22];
    random.nextBytes(script);
    return new Coin(new TxOut(random.nextInt(), Script.of(script)), 1, false);
  }

  @Setup
  public void fill() {
    for (int i = 0; i < coins; i++) {
      OutPoint outpoint = random();
      Coin made = coin();
      cache.add(outpoint, made, false);
      map.put(outpoint, made);
      if (i < ASKED) {
        asked[random.nextInt(i + 1)] = outpoint;
      }
    }
    for (int i = 0; i < ASKED; i++) {
      if (asked[i] == null) {
        asked[i] = random();
      }
    }
    fresh = random();
    coin = coin();
    System.out.printf("coins cache: %.1f bytes a coin%n", (double) cache.memoryBytes() / coins);
  }

  private OutPoint next() {
    return asked[next++ & ASKED - 1];
  }

  @Benchmark
  public @Nullable Coin get() {
    return cache.get(next());
  }

  @Benchmark
  public @Nullable Coin getFromHashMap() {
    return map.get(next());
  }

  @Benchmark
  public boolean makeAndSpend() {
    cache.add(fresh, coin, false);
    return cache.spend(fresh);
  }
}
