package org.quantumcoin.tests.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantumcoin.node.crypto.Hash160;
import org.quantumcoin.node.crypto.MuHash3072;
import org.quantumcoin.node.crypto.Sha256;

/// Hashes over the lengths that chains are made of.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HashBenchmark {
  private final byte[] header = random(80);
  private final byte[] transaction = random(226);
  private final byte[] key = random(33);
  private final MuHash3072 muHash = new MuHash3072();

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Benchmark
  public byte[] headerHash() {
    return Sha256.hashTwice(header);
  }

  @Benchmark
  public byte[] txid() {
    return Sha256.hashTwice(transaction);
  }

  @Benchmark
  public byte[] keyHash() {
    return Hash160.hash(key);
  }

  @Benchmark
  public MuHash3072 coinIntoMuHash() {
    muHash.insert(transaction);
    return muHash;
  }
}
