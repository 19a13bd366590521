package org.quantumcoin.tests.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.tests.interop.Bitcoind;

/// A bitcoind and our packaged node fetch the same chain over loopback in turns, each from nothing,
/// and check every signature in it.
///
/// A run of its own, by `-Drace.inputs=300000`; `-Drace.rounds=…` for more than three rounds.
@EnabledIfSystemProperty(named = "race.inputs", matches = "[0-9]+")
final class SyncRace {
  private static final int INPUTS = Integer.getInteger("race.inputs", 300_000);
  private static final int ROUNDS = Integer.getInteger("race.rounds", 3);
  private static final Path OURS =
      Path.of(
          System.getProperty("project.root", ".."), "app/target/quantumcoin/bin/quantumcoin-node");

  @Test
  void ourNode_besideBitcoind() throws IOException, InterruptedException {
    Assumptions.assumeTrue(Files.isExecutable(OURS), "the program is not packaged");
    // The chain's clock runs ahead of ours while it is mined, and blocks of a past day would make
    // the source think it is still syncing itself.
    try (Bitcoind source = Bitcoind.start("-maxtipage=999999999", "-disablewallet=1")) {
      int inputs = RaceChain.build(source, INPUTS);
      String tip = source.tip();
      String coins = source.call("gettxoutsetinfo", "muhash").get("muhash").asString();
      System.out.printf("sync race: %d blocks, %d inputs%n", source.height(), inputs);
      Path theirs = Path.of(System.getenv("BITCOIND_BIN"), "bitcoind");
      List<Racer> racers =
          List.of(
              new Racer("bitcoind", List.of(theirs.toString())),
              new Racer("ours", List.of(OURS.toString(), "-coin=bitcoin")));
      Map<Racer, List<Racer.Result>> results = new LinkedHashMap<>();
      for (int round = 1; round <= ROUNDS; round++) {
        for (Racer racer : racers) {
          Racer.Result result = racer.run(source.p2pPort(), tip);
          assertThat(result.coinsHash()).as(racer.name()).isEqualTo(coins);
          results.computeIfAbsent(racer, _ -> new ArrayList<>()).add(result);
          System.out.printf(
              "sync race: round %d, %s: %.1f s, %.1f s of processor, %d MiB%n",
              round, racer.name(), result.seconds(), result.cpuSeconds(), result.memoryMib());
        }
      }
      List<Racer.Result> first = results.values().iterator().next();
      results.forEach((racer, own) ->
          System.out.printf(
              "sync race: %s: median %.1f s (%.2f of the first), %.1f s of processor (%.2f), %.0f MiB%n",
              racer.name(),
              median(own, Racer.Result::seconds),
              median(own, Racer.Result::seconds) / median(first, Racer.Result::seconds),
              median(own, Racer.Result::cpuSeconds),
              median(own, Racer.Result::cpuSeconds) / median(first, Racer.Result::cpuSeconds),
              median(own, Racer.Result::memoryMib)));
    }
  }

  private static double median(List<Racer.Result> results, ToDoubleFunction<Racer.Result> figure) {
    return results.stream().mapToDouble(figure).sorted().toArray()[results.size() / 2];
  }
}
