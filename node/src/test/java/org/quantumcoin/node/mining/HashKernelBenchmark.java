package org.quantumcoin.node.mining;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.quantumcoin.node.primitives.Uint256;

/// Nonces a second of one thread. [MiningKernelRace] sets them beside a kernel in C.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class HashKernelBenchmark {
  private static final int PORTION = 1 << 15;

  private final byte[] header = new byte[80];
  private final HashKernel fastest = HashKernel.create();
  private final HashKernel fallback = new DigestKernel();
  private int nonce;

  @Benchmark
  @OperationsPerInvocation(PORTION)
  public long fastest() {
    nonce += PORTION;
    return fastest.scan(header, nonce, PORTION, Uint256.ZERO);
  }

  @Benchmark
  @OperationsPerInvocation(PORTION)
  public long fallback() {
    nonce += PORTION;
    return fallback.scan(header, nonce, PORTION, Uint256.ZERO);
  }
}
