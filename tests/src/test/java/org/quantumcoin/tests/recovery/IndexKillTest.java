package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;

/// `kill -9` while the index of block filters is built from nothing, goes on, or goes back because
/// the chain was reorganised. Afterwards every filter and header is a bitcoind's.
///
/// Some kills with each build, more by `-Dindexkills=100`; `-Dseed=…` repeats a known run.
@Timeout(3_600)
final class IndexKillTest {
  private static final int KILLS = Integer.getInteger("indexkills", 6);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String INDEX = "basic block filter index";
  private static final int BLOCKS = 2_500;
  private static final int MAX_DEPTH = 12;

  /// About as long as the index takes from nothing.
  private static final int BUILDING_MILLIS = 250;

  private static final int FOLLOWING_MILLIS = 1_200;

  private final Random random = new Random(SEED);

  @Test
  void index_survivesEachKill_andEndsWithTheSameFilters() throws IOException, InterruptedException {
    System.out.println("index kills: " + KILLS + ", seed " + SEED);
    try (Bitcoind bitcoind = Bitcoind.start("-blockfilterindex=1");
        OurNode node =
            OurNode.create("-connect=127.0.0.1:" + bitcoind.p2pPort(), "-blockfilterindex=1")) {
      bitcoind.generate(BLOCKS);
      node.launch();
      node.awaitStart();
      awaitSame(node, bitcoind);
      Path filters = node.dataDir().resolve("regtest/indexes/blockfilter/basic/fltr00000.dat");
      long whole = Files.size(filters);
      int building = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        node.stop();
        boolean fromNothing = kill % 2 == 0;
        if (fromNothing) {
          Bitcoind.deleteTree(node.dataDir().resolve("regtest").resolve("indexes"));
        }
        if (random.nextBoolean()) {
          reorganise(bitcoind);
        }
        node.launch();
        if (fromNothing) {
          Bitcoind.await(PATIENCE, "the first filter", () -> Files.exists(filters));
          TimeUnit.MILLISECONDS.sleep(random.nextInt(BUILDING_MILLIS));
        } else {
          node.awaitStart();
          reorganise(bitcoind);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(FOLLOWING_MILLIS));
        }
        node.kill();
        building += fromNothing && Files.size(filters) < whole ? 1 : 0;
        node.launch();
        node.awaitStart();
        awaitSame(node, bitcoind);
        assertSameHeaders(node, bitcoind);
      }
      for (int height = 0; height <= bitcoind.height(); height++) {
        String hash = bitcoind.call("getblockhash", height).asString();
        assertThat(node.call("getblockfilter", hash))
            .as("block %s", height)
            .isEqualTo(bitcoind.call("getblockfilter", hash));
      }
      System.out.printf(
          "index kills: %d, %d of them while it was built, height %d%n",
          KILLS, building, node.height());
    }
  }

  private static void awaitSame(OurNode node, Bitcoind bitcoind) {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
    Bitcoind.await(
        PATIENCE,
        "the index at the tip",
        () -> {
          JsonNode info = node.call("getindexinfo").get(INDEX);
          return info.get("synced").asBoolean()
              && info.get("best_block_height").asInt() == node.height();
        });
  }

  /// The header of the tip commits to every filter before.
  private static void assertSameHeaders(OurNode node, Bitcoind bitcoind) {
    String tip = bitcoind.tip();
    assertThat(node.call("getblockfilter", tip)).isEqualTo(bitcoind.call("getblockfilter", tip));
  }

  /// Leaves some blocks for others, which win by one.
  private void reorganise(Bitcoind bitcoind) {
    int depth = 1 + random.nextInt(MAX_DEPTH);
    String first = bitcoind.call("getblockhash", bitcoind.height() - depth + 1).asString();
    bitcoind.call("invalidateblock", first);
    // Another script than before, or the very blocks that were condemned would be made again.
    String elsewhere = "raw(04%08x)".formatted(random.nextInt());
    bitcoind.call("generatetodescriptor", depth + 1, elsewhere);
  }
}
