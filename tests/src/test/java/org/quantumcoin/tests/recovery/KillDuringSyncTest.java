package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import tools.jackson.databind.JsonNode;

/// `kill -9` while the node starts, fetches blocks, follows reorganisations and writes its coins.
///
/// A node that lives for seconds would hardly ever write coins by itself, so every third is made
/// to: `gettxoutsetinfo` writes them first.
///
/// A run of its own, by `-Dkills=200`; `-Dseed=…` repeats a known one.
@EnabledIfSystemProperty(named = "kills", matches = "[0-9]+")
final class KillDuringSyncTest {
  private static final int KILLS = Integer.getInteger("kills", 12);
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int MAX_DEPTH = 20;

  /// Long enough for a start with a full sync, so that kills fall on both sides of its end.
  private static final int MAX_DELAY_MILLIS = 6_000;

  private final Random random = new Random(SEED);
  private final List<String> condemned = new ArrayList<>();
  private final Bitcoind bitcoind = Bitcoind.start();

  @Test
  void node_survivesEachKill_andEndsWithTheSameCoins() throws InterruptedException {
    System.out.println("kill during sync: kills " + KILLS + ", seed " + SEED);
    try (Bitcoind _ = bitcoind;
        OurNode node = OurNode.create("-connect=127.0.0.1:" + bitcoind.p2pPort(), "-dbcache=4")) {
      makeChain();
      int inRpc = 0;
      int whileWriting = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        node.launch();
        if (kill % 3 == 2) {
          // Up and at work: the reorganisation is what the kill interrupts.
          node.awaitStart();
          inRpc++;
          reorganise();
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_000));
        } else if (kill % 3 == 1) {
          node.awaitStart();
          whileWriting++;
          Thread writes = Thread.ofVirtual().start(() -> writeCoinsUntilKilled(node));
          reorganise();
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
          assertThat(writes.isAlive()).as("writing at kill %s", kill).isTrue();
        } else {
          if (random.nextBoolean()) {
            reorganise();
          }
          TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_DELAY_MILLIS));
        }
        assertThat(node.isAlive()).as("alive at kill %s: %s", kill, node.console()).isTrue();
        node.kill();
      }
      node.launch();
      node.awaitStart();
      Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
      assertThat(node.height()).isEqualTo(bitcoind.height());
      for (String kind : List.of("muhash", "hash_serialized_3")) {
        assertThat(coins(node.call("gettxoutsetinfo", kind)))
            .as(kind)
            .isEqualTo(coins(bitcoind.call("gettxoutsetinfo", kind)));
      }
      System.out.printf(
          "kill during sync: %d kills, %d of them in a reorganisation, %d while coins were written,"
              + " height %d%n",
          KILLS, inRpc, whileWriting, node.height());
    }
  }

  private static void writeCoinsUntilKilled(OurNode node) {
    try {
      while (true) {
        node.call("gettxoutsetinfo", "none");
      }
    } catch (IllegalStateException | UncheckedIOException _) {
      // The kill, which ends the connection.
    }
  }

  /// What must be equal; the size on disk need not.
  private static Map<String, String> coins(JsonNode info) {
    Map<String, String> fields = new LinkedHashMap<>();
    info.forEachEntry((name, value) -> fields.put(name, value.toString()));
    fields.remove("disk_size");
    return fields;
  }

  private void makeChain() {
    bitcoind.call("createwallet", "w");
    mine(110);
    for (int block = 0; block < 40; block++) {
      pay(10);
      mine(1);
    }
  }

  private void pay(int count) {
    for (int i = 0; i < count; i++) {
      String type = List.of("legacy", "p2sh-segwit", "bech32", "bech32m").get(i % 4);
      String address = bitcoind.call("getnewaddress", "", type).asString();
      bitcoind.call("sendtoaddress", address, "0.0" + (1 + random.nextInt(9)));
    }
  }

  private void mine(int blocks) {
    bitcoind.call("generatetoaddress", blocks, bitcoind.call("getnewaddress").asString());
  }

  /// Condemns some blocks and mines others; or takes back the condemned ones, which win if they
  /// have more work.
  private void reorganise() {
    if (!condemned.isEmpty() && random.nextInt(3) == 0) {
      bitcoind.call("reconsiderblock", condemned.removeLast());
      mine(1);
      return;
    }
    int depth = 1 + random.nextInt(MAX_DEPTH);
    String first = bitcoind.call("getblockhash", bitcoind.height() - depth + 1).asString();
    bitcoind.call("invalidateblock", first);
    condemned.add(first);
    mine(depth + random.nextInt(3));
    pay(random.nextInt(5));
    mine(1);
  }
}
