package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.primitives.Block;

final class FeeEstimatesKeeperTest {
  private static final int FIRST_SPENT = 1;
  private static final int BLOCKS = 30;

  @TempDir Path folder;
  private RegtestNode node;
  private Path file;

  @BeforeEach
  void open() {
    node = RegtestNode.open();
    file = folder.resolve("fee_estimates.dat");
  }

  @AfterEach
  void close() {
    node.close();
  }

  private FeeEstimatesKeeper keeper(Mempool pool, boolean acceptStale) {
    return FeeEstimatesKeeper.open(pool, InstantSource.system(), folder, acceptStale);
  }

  /// One payment in each of some blocks, mined in the block after it came.
  private void mineSome() {
    List<Block> first = node.mine(100 + BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      var tx = RegtestNode.spend(20_000, 2, RegtestNode.coinbaseOf(first.get(FIRST_SPENT + i)));
      assertThat(node.submit(tx)).isInstanceOf(TxAcceptance.Accepted.class);
      node.mineOnly(tx);
    }
  }

  private SmartFeeEstimate afterReading(boolean acceptStale) {
    try (RegtestNode other = RegtestNode.open();
        FeeEstimatesKeeper _ = keeper(other.pool, acceptStale)) {
      return other.pool.smartFee(2, false);
    }
  }

  @Test
  void estimates_outliveARestart() {
    mineSome();
    SmartFeeEstimate before = node.pool.smartFee(2, false);
    assertThat(before.rate()).isPresent();
    keeper(node.pool, false).close();
    assertThat(afterReading(false)).isEqualTo(before);
  }

  @Test
  void fileOlderThanSixtyHours_countsOnlyWhenWanted() throws IOException {
    mineSome();
    keeper(node.pool, false).close();
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(62)));
    byte[] bytes = Files.readAllBytes(file);
    Files.setLastModifiedTime(file, old);
    assertThat(afterReading(false).rate()).isEmpty();
    Files.write(file, bytes);
    Files.setLastModifiedTime(file, old);
    assertThat(afterReading(true).rate()).isPresent();
  }

  @Test
  void damagedFile_isForgottenAndWrittenAnew() throws IOException {
    mineSome();
    keeper(node.pool, false).close();
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 3, 19, 25, 2_000, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThat(afterReading(false).rate()).as("%d bytes", length).isEmpty();
      assertThat(Files.size(file)).isEqualTo(whole.length);
    }
    for (int offset : new int[] {2, 3, 12, 20, 27}) {
      byte[] changed = whole.clone();
      changed[offset] = (byte) 0xFF;
      Files.write(file, changed);
      assertThat(afterReading(false).rate()).as("byte %d", offset).isEmpty();
    }
  }

  @Test
  void transactionsWithParentsHere_tellNothing() {
    List<Block> first = node.mine(100 + BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      var parent = RegtestNode.spend(1_000, 2, RegtestNode.coinbaseOf(first.get(i)));
      var child = RegtestNode.spend(90_000, 1, RegtestNode.output(parent, 0));
      assertThat(node.submit(parent)).isInstanceOf(TxAcceptance.Accepted.class);
      assertThat(node.submit(child)).isInstanceOf(TxAcceptance.Accepted.class);
      node.mineOnly(parent, child);
    }
    RawFeeEstimate raw = node.pool.rawFee(2, 0.5, FeeHorizon.MEDIUM).orElseThrow();
    assertThat(raw.pass().totalConfirmed()).isBetween(BLOCKS * 0.9, (double) BLOCKS);
  }
}
