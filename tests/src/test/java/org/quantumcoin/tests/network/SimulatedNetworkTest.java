package org.quantumcoin.tests.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogCategory;
import org.quantumcoin.node.log.LogOptions;

/// Networks of honest and other nodes, from seeds. `-Dsim.seed` runs a single one, with its log;
/// `-Dsim.seeds` runs so many from `-Dsim.first` on; otherwise as many as `-Dsim.seconds` let.
final class SimulatedNetworkTest {
  private static final Duration BUDGET = Duration.ofSeconds(Long.getLong("sim.seconds", 90));
  private static final long FIRST = Long.getLong("sim.first", 1);
  private static BaseChain base;

  @BeforeAll
  static void open() throws IOException {
    boolean alone = System.getProperty("sim.seed") != null;
    if (alone) {
      Log.enable(LogCategory.NET);
    }
    Log.open(new LogOptions(Optional.empty(), alone, false, false, false, false, false));
    base = BaseChain.make();
  }

  @AfterAll
  static void close() {
    Log.disable(LogCategory.NET);
    base.close();
    Log.close();
  }

  @Test
  void sameSeed_hasTheSameHistory() {
    long seed = Long.getLong("sim.seed", FIRST);
    Simulation.Outcome once = Simulation.run(seed, base);
    assertThat(Simulation.run(seed, base)).isEqualTo(once);
    assertThat(Simulation.run(seed + 1, base).history()).isNotEqualTo(once.history());
  }

  @Test
  void honestNodes_comeTogether_andMoneyIsWhatTheScheduleSays() throws InterruptedException {
    if (System.getProperty("sim.seed") != null) {
      System.out.println(Simulation.run(Long.getLong("sim.seed", FIRST), base));
      return;
    }
    long count = Long.getLong("sim.seeds", Long.MAX_VALUE);
    long start = System.nanoTime();
    long deadline = count == Long.MAX_VALUE ? start + BUDGET.toNanos() : Long.MAX_VALUE;
    AtomicLong next = new AtomicLong();
    List<Simulation.Outcome> outcomes = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    int threads = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        running.add(
            workers.submit(() -> {
              for (long n = next.getAndIncrement();
                  n < count && System.nanoTime() < deadline;
                  n = next.getAndIncrement()) {
                try {
                  Simulation.Outcome outcome = Simulation.run(FIRST + n, base);
                  synchronized (outcomes) {
                    outcomes.add(outcome);
                  }
                } catch (AssertionError e) {
                  synchronized (outcomes) {
                    failures.add(e);
                  }
                  System.out.println(e.getMessage());
                }
              }
            }));
      }
      for (Future<?> each : running) {
        try {
          Object _ = each.get();
        } catch (ExecutionException e) {
          failures.add(e.getCause());
        }
      }
    }
    System.out.printf(
        "%d seeds from %d in %.1f s: %d nodes, %d blocks mined, %d payments, %.1f h of virtual time,"
            + " %.1f MB carried, %d failed, history %s%n",
        outcomes.size() + failures.size(),
        FIRST,
        (System.nanoTime() - start) / 1e9,
        outcomes.stream().mapToInt(o -> o.scenario().nodes()).sum(),
        outcomes.stream().mapToInt(Simulation.Outcome::blocksMined).sum(),
        outcomes.stream().mapToInt(Simulation.Outcome::payments).sum(),
        outcomes.stream().mapToLong(o -> o.virtualTime().toSeconds()).sum() / 3600.0,
        outcomes.stream().mapToLong(Simulation.Outcome::bytes).sum() / 1e6,
        failures.size(),
        common(outcomes));
    assertThat(failures).isEmpty();
    assertThat(outcomes).isNotEmpty();
  }

  /// One hash for all, by which two runs of the same seeds are compared.
  private static String common(List<Simulation.Outcome> outcomes) {
    String all =
        outcomes.stream()
            .sorted(Comparator.comparingLong(Simulation.Outcome::seed))
            .map(Simulation.Outcome::history)
            .collect(Collectors.joining());
    return HexFormat.of()
        .formatHex(Sha256.hash(all.getBytes(StandardCharsets.US_ASCII)))
        .substring(0, 16);
  }
}
