package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.OurNode;
import org.quantumcoin.tests.interop.SampleChain;

/// Our node as a process whose files are damaged while it is stopped, or whose disk is full: what
/// it says, and that its coins are bitcoind's in the end.
///
/// Each kind of damage at each place is tested beside the code, in `chain`; here are the sentence
/// on the console, the exit status, and blocks that come again from a peer.
final class DamagedFilesTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Bitcoind bitcoind = Bitcoind.start();
  private final OurNode node = OurNode.create("-connect=127.0.0.1:" + bitcoind.p2pPort());

  @BeforeEach
  void sync() {
    SampleChain.make(bitcoind, 10);
    node.launch();
    node.awaitStart();
    awaitTip();
    node.stop();
  }

  @AfterEach
  void close() {
    node.close();
    bitcoind.close();
  }

  private void awaitTip() {
    Bitcoind.await(PATIENCE, "the same tip", () -> node.tip().equals(bitcoind.tip()));
  }

  private void assertSameCoins() {
    awaitTip();
    assertThat(SampleChain.coins(node)).isEqualTo(SampleChain.coins(bitcoind));
    assertThat(node.console()).doesNotContain("    at ").doesNotContain("Exception");
  }

  /// What stands on the console beside the log.
  private String lastError() {
    return node.console()
        .lines()
        .filter(line -> line.startsWith("Error: "))
        .reduce("", (_, last) -> last);
  }

  private Path blockFile() {
    return node.blocks().resolve("blk00000.dat");
  }

  private static void flip(Path file, long position) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(position);
      int old = bytes.read();
      bytes.seek(position);
      bytes.write(old ^ 0x20);
    }
  }

  /// Asks for all of them each time, since asking is what finds the damage.
  private boolean hasEveryBlock() {
    boolean whole = true;
    for (int height = 0; height <= bitcoind.height(); height++) {
      String hash = bitcoind.call("getblockhash", height).asString();
      try {
        if (!node.call("getblock", hash, 0).equals(bitcoind.call("getblock", hash, 0))) {
          throw new AssertionError("another block at height " + height);
        }
      } catch (Bitcoind.RpcException damaged) {
        assertThat(damaged.getMessage())
            .containsAnyOf("Wallets and funds are safe.", "Block not available");
        whole = false;
      }
    }
    return whole;
  }

  @ParameterizedTest
  @ValueSource(strings = {"flipped", "cut", "missing"})
  void blocks_thatAreDamaged_areFetchedAgain(String how) throws IOException {
    switch (how) {
      case "flipped" -> {
        for (long at = 3_000; at < Files.size(blockFile()); at += 3_000) {
          flip(blockFile(), at);
        }
      }
      case "cut" -> {
        try (RandomAccessFile file = new RandomAccessFile(blockFile().toFile(), "rw")) {
          file.setLength(file.length() / 2);
        }
      }
      default -> Files.delete(blockFile());
    }
    node.launch();
    node.awaitStart();
    Bitcoind.await(PATIENCE, "every block is there again", this::hasEveryBlock);
    assertThat(node.console())
        .contains("The file " + blockFile() + " is damaged: ")
        .contains("the block is fetched again from other nodes");
    // And it can go back over them.
    String first = bitcoind.call("getblockhash", bitcoind.height() - 4).asString();
    bitcoind.call("invalidateblock", first);
    SampleChain.mine(bitcoind, 7);
    assertSameCoins();
    node.stop();
    node.launch();
    node.awaitStart();
    assertThat(node.call("verifychain", 4, 0).asBoolean()).isTrue();
    assertSameCoins();
  }

  @Test
  void databases_thatAreDamaged_endTheStartWithASentence_andAreRebuilt() throws IOException {
    for (boolean index : List.of(false, true)) {
      Path store = index ? node.blocks().resolve("index") : node.chainstate();
      try (Stream<Path> files = Files.list(store)) {
        for (Path file : files.filter(f -> f.toString().endsWith("CURRENT")).toList()) {
          Files.delete(file);
        }
      }
      String option = index ? "-reindex" : "-reindex-chainstate";
      node.launch();
      assertThat(node.awaitEnd()).isEqualTo(1);
      assertThat(lastError())
          .startsWith("Error: The database in " + store + " is damaged (")
          .contains("Wallets and funds are safe.")
          .contains("Restart with " + option + " ")
          .contains("takes less than a minute");
      node.launch(option);
      node.awaitStart();
      assertSameCoins();
      node.stop();
    }
  }

  @Test
  void secondProcess_onTheSameDirectory_endsWithASentence() {
    node.launch();
    node.awaitStart();
    OurNode twin = node.twin();
    twin.launch();
    assertThat(twin.awaitEnd()).isEqualTo(1);
    assertThat(twin.console().strip())
        .isEqualTo(
            "Error: Cannot obtain a lock on directory %s. QuantumCoin is probably already running."
                .formatted(node.dataDir().resolve("regtest")));
    SampleChain.mine(bitcoind, 1);
    assertSameCoins();
  }

  /// A limit on the size of files stands for the disk: what goes beyond fails to be written.
  @Test
  void disk_thatTakesNoMore_stopsTheNode_andNothingIsLost() throws Exception {
    Path prlimit = Path.of("/usr/bin/prlimit");
    Assumptions.assumeTrue(Files.isExecutable(prlimit), "no prlimit");
    node.clearConsole();
    node.launch("-nodebuglogfile", "-printtoconsole=0");
    node.awaitStart();
    String known = node.tip();
    long limit = Files.size(blockFile()) + 20_000;
    Process set =
        new ProcessBuilder(prlimit.toString(), "--pid=" + node.pid(), "--fsize=" + limit).start();
    assertThat(set.waitFor()).isZero();
    for (int i = 0; i < 20 && node.isAlive(); i++) {
      SampleChain.mine(bitcoind, 20);
      pause();
    }
    assertThat(node.awaitEnd()).as(node.console()).isEqualTo(1);
    assertThat(node.console()).doesNotContain("    at ").doesNotContain("Exception");
    assertThat(lastError())
        .startsWith("Error: Could not write ")
        .contains("(File too large). Wallets and funds are safe, and nothing that was confirmed")
        .contains("has free space, then start again.");
    node.launch();
    node.awaitStart();
    assertThat(node.call("getblockheader", known).get("confirmations").asInt()).isPositive();
    assertSameCoins();
  }

  private static void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
