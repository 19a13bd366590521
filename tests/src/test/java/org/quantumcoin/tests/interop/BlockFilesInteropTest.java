package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Block files of bitcoind read by us, and ours by bitcoind: the formats are one.
final class BlockFilesInteropTest {
  private static final int MORE_BLOCKS = 15;
  private static final int KILLS = 6;

  private static void copyBlocks(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from, "*.dat")) {
      for (Path file : files) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static Path blocks(Bitcoind bitcoind) {
    return bitcoind.dataDir().resolve("regtest").resolve("blocks");
  }

  private static void assertCoins(OurNode node, Map<String, String> expected) {
    node.awaitStart();
    assertThat(SampleChain.coins(node)).isEqualTo(expected);
    assertThat(node.call("verifychain", 4, 0).asBoolean()).isTrue();
    node.stop();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-blocksxor=1", "-blocksxor=0"})
  void blocksFolder_ofBitcoind_isReadByReindex(String option) throws IOException {
    try (Bitcoind bitcoind = Bitcoind.start(option);
        OurNode node = OurNode.create()) {
      SampleChain.make(bitcoind, MORE_BLOCKS);
      Map<String, String> expected = SampleChain.coins(bitcoind);
      bitcoind.stop();
      copyBlocks(blocks(bitcoind), node.blocks());

      node.launch();
      assertThat(node.awaitEnd()).isEqualTo(1);
      assertThat(node.console())
          .contains("is empty although there are blocks in " + node.blocks())
          .contains("Restart with -reindex ");
      node.launch("-reindex");
      assertCoins(node, expected);
      node.launch("-reindex-chainstate");
      assertCoins(node, expected);
      node.launch();
      assertCoins(node, expected);
    }
  }

  @Test
  void blockFile_ofBitcoind_isImportedByLoadblock() throws IOException {
    try (Bitcoind bitcoind = Bitcoind.start("-blocksxor=0");
        OurNode node = OurNode.create()) {
      SampleChain.make(bitcoind, MORE_BLOCKS);
      Map<String, String> expected = SampleChain.coins(bitcoind);
      bitcoind.stop();
      node.launch("-loadblock=" + blocks(bitcoind).resolve("blk00000.dat"));
      assertCoins(node, expected);
      node.launch();
      assertCoins(node, expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-blocksxor=1", "-blocksxor=0"})
  void ourBlocksFolder_isReadByBitcoind(String option) throws IOException {
    Bitcoind.assumeAvailable();
    Path folder = Files.createTempDirectory("bitcoind-");
    Map<String, String> expected;
    try (Bitcoind bitcoind = Bitcoind.start();
        OurNode node = OurNode.start("-connect=127.0.0.1:" + bitcoind.p2pPort(), option)) {
      SampleChain.make(bitcoind, MORE_BLOCKS);
      Bitcoind.await(
          Duration.ofSeconds(30), "the same tip", () -> node.tip().equals(bitcoind.tip()));
      expected = SampleChain.coins(bitcoind);
      node.stop();
      copyBlocks(node.blocks(), folder.resolve("regtest").resolve("blocks"));
    }
    try (Bitcoind other = Bitcoind.startIn(folder, "-reindex")) {
      Bitcoind.await(
          Duration.ofSeconds(30),
          "bitcoind reads our blocks",
          () -> expected.containsValue("\"" + other.tip() + "\""));
      assertThat(SampleChain.coins(other)).isEqualTo(expected);
    }
  }

  /// Killed as soon as it begins, and a little later each time; the next start is not told to
  /// reindex.
  @Test
  void reindex_thatIsKilled_goesOnAtTheNextStart() throws IOException, InterruptedException {
    try (Bitcoind bitcoind = Bitcoind.start();
        OurNode node = OurNode.create()) {
      SampleChain.make(bitcoind, MORE_BLOCKS);
      Map<String, String> expected = SampleChain.coins(bitcoind);
      bitcoind.stop();
      copyBlocks(blocks(bitcoind), node.blocks());
      int unfinished = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        int before = occurrences(node.console(), "Rebuilding the block index");
        // Once begun it needs no option; every second time it begins anew.
        if (kill % 2 == 0) {
          node.launch("-reindex");
        } else {
          node.launch();
        }
        awaitRebuild(node, before);
        TimeUnit.MILLISECONDS.sleep(60L * kill);
        node.kill();
        unfinished += node.console().contains("Reindexing finished") ? 0 : 1;
      }
      System.out.println("reindex: " + KILLS + " kills, " + unfinished + " before its first end");
      node.launch();
      assertCoins(node, expected);
    }
  }

  /// A node whose rebuild was finished when it was killed does not begin another.
  private static void awaitRebuild(OurNode node, int before) {
    Bitcoind.await(
        Duration.ofSeconds(30),
        "the rebuild begins",
        () -> {
          assertThat(node.isAlive()).as(node.console()).isTrue();
          return occurrences(node.console(), "Rebuilding the block index") > before
              || node.console().contains("Reindexing finished");
        });
  }

  private static int occurrences(String text, String what) {
    return text.split(Pattern.quote(what), -1).length - 1;
  }
}
