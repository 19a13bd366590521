package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.mempool.EntryInfo;
import org.quantumcoin.node.mempool.MempoolKeeper;
import org.quantumcoin.node.mempool.MempoolKeeper.ImportOptions;
import org.quantumcoin.node.mempool.MempoolKeeper.Keep;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import tools.jackson.databind.JsonNode;

/// `mempool.dat` travels: bitcoind's is read here and ours there, with times, deltas and all.
@Timeout(240)
final class MempoolFileInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  /// What matters of an entry, in one line.
  private static Map<String, String> ours(RegtestNode node) {
    Map<String, String> all = new TreeMap<>();
    for (EntryInfo each : node.pool.entries()) {
      all.put(
          each.tx().txid().toString(),
          "%d %d %d %d %b"
              .formatted(
                  each.timeSeconds(),
                  each.feeSats(),
                  each.modifiedFeeSats(),
                  each.ancestorCount(),
                  node.pool.isUnbroadcast(each.tx().txid())));
    }
    return all;
  }

  private static Map<String, String> theirs(Bitcoind bitcoind) {
    Map<String, String> all = new TreeMap<>();
    JsonNode pool = bitcoind.call("getrawmempool", true);
    for (Map.Entry<String, JsonNode> each : pool.properties()) {
      JsonNode entry = each.getValue();
      all.put(
          each.getKey(),
          "%d %d %d %d %b"
              .formatted(
                  entry.path("time").longValue(),
                  sats(entry.path("fees").path("base")),
                  sats(entry.path("fees").path("modified")),
                  entry.path("ancestorcount").intValue(),
                  entry.path("unbroadcast").booleanValue()));
    }
    return all;
  }

  private static long sats(JsonNode coins) {
    return coins.decimalValue().movePointRight(8).longValueExact();
  }

  @Test
  void file_isReadOnBothSides() throws IOException {
    Path data = Files.createDirectory(folder.resolve("theirs"));
    try (Bitcoind bitcoind = Bitcoind.startIn(data, "-corepolicy=1")) {
      bitcoind.call("createwallet", "w");
      String address = bitcoind.call("getnewaddress").asString();
      bitcoind.call("generatetoaddress", 110, address);
      String last = "";
      for (int i = 1; i <= 10; i++) {
        last = bitcoind.call("sendtoaddress", address, "0.5").asString();
      }
      bitcoind.call("prioritisetransaction", last, 0, 4_321);
      Path file = Path.of(bitcoind.call("savemempool").path("filename").asString());
      Map<String, String> before = theirs(bitcoind);
      assertThat(before).hasSize(10);
      try (RealNode node = RealNode.connectedTo(bitcoind)) {
        Bitcoind.await(PATIENCE, "synced", () -> node.tip().equals(bitcoind.tip()));
        MempoolKeeper keeper =
            new MempoolKeeper(node.node.pool, InstantSource.system(), folder, Keep.OBFUSCATED);
        keeper.importFrom(file, new ImportOptions(false, true, true));
        assertThat(ours(node.node)).isEqualTo(before);

        // One of ours goes along on the way back.
        Transaction own = RegtestNode.spend(5_000, 2, RegtestNode.coinbaseOf(minedHere(node)));
        assertThat(node.node.submit(own)).isInstanceOf(TxAcceptance.Accepted.class);
        Path saved = keeper.save();
        Map<String, String> sent = ours(node.node);
        assertThat(sent).hasSize(11).containsKey(own.txid().toString());
        Bitcoind.await(PATIENCE, "the chain there", () -> node.tip().equals(bitcoind.tip()));
        bitcoind.stop();
        Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
        // Closing it would delete the folder, which is the other's to do.
        Bitcoind again = Bitcoind.startIn(data, "-corepolicy=1");
        try {
          Bitcoind.await(
              PATIENCE,
              "its mempool",
              () -> again.call("getmempoolinfo").path("size").intValue() == sent.size());
          assertThat(theirs(again)).isEqualTo(sent);
        } finally {
          again.stop();
        }
      }
    }
  }

  /// A block whose coins can be spent by anyone, deep enough; it and those above it hold nothing of
  /// what waits.
  private static Block minedHere(RealNode node) {
    Block first = node.node.mineOnly();
    for (int i = 0; i < 100; i++) {
      node.node.mineOnly();
    }
    return first;
  }
}
