package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.quantumcoin.node.mempool.RegtestNode.coinbaseOf;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.mempool.MempoolKeeper.ImportOptions;
import org.quantumcoin.node.mempool.MempoolKeeper.Keep;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

@Timeout(120)
final class MempoolKeeperTest {
  private static final Txid ABSENT = Txid.fromHex("42".repeat(32));

  @TempDir Path folder;
  private final RegtestNode node = RegtestNode.open();
  private final List<Block> blocks = node.mine(104);
  private final Transaction parent = spend(1000, 2, coinbaseOf(blocks.get(0)));
  private final Transaction child = spend(1000, 1, output(parent, 0));

  @AfterEach
  void close() {
    node.close();
  }

  private void fill() {
    assertThat(node.submit(parent)).isInstanceOf(TxAcceptance.Accepted.class);
    assertThat(node.submit(child)).isInstanceOf(TxAcceptance.Accepted.class);
    node.pool.awaitBroadcast(child.txid());
    node.pool.prioritise(parent.txid(), 777).join();
    node.pool.prioritise(ABSENT, -5).join();
  }

  private Mempool another(InstantSource clock) {
    return Mempool.open(MempoolConfig.defaults(true), node.chain, clock, null);
  }

  /// Loads to the end; closing saves again.
  private static void load(MempoolKeeper keeper) {
    keeper.start();
    while (!keeper.isLoaded()) {
      Thread.onSpinWait();
    }
  }

  private Path save(Keep keep) throws IOException {
    return new MempoolKeeper(node.pool, InstantSource.system(), folder, keep).save();
  }

  private static Map<Txid, Long> times(Mempool pool) {
    return pool.entries().stream()
        .collect(Collectors.toMap(entry -> entry.tx().txid(), EntryInfo::timeSeconds));
  }

  private void assertSame(Mempool restored) {
    assertThat(restored.transactions()).containsExactly(parent, child);
    assertThat(times(restored)).isEqualTo(times(node.pool));
    assertThat(restored.prioritised())
        .containsExactlyInAnyOrder(
            new Mempool.Prioritised(parent.txid(), 777, OptionalLong.of(1777)),
            new Mempool.Prioritised(ABSENT, -5, OptionalLong.empty()));
    assertThat(restored.unbroadcast()).containsExactly(new TxPool.Paying(child, 1000, 2, 1));
    assertThat(restored.info()).isEqualTo(node.pool.info());
  }

  @Test
  void everything_comesBackAfterARestart() {
    fill();
    try (MempoolKeeper before =
        new MempoolKeeper(node.pool, InstantSource.system(), folder, Keep.OBFUSCATED)) {
      load(before);
    }
    // As if they had come an hour ago.
    InstantSource later = () -> Instant.now().plusSeconds(3600);
    try (Mempool restored = another(later);
        MempoolKeeper keeper = new MempoolKeeper(restored, later, folder, Keep.OBFUSCATED)) {
      load(keeper);
      assertSame(restored);
    }
  }

  @Test
  void file_withoutKey_isReadToo() throws IOException {
    fill();
    Path file = save(Keep.PLAIN);
    assertThat(Files.readAllBytes(file)).startsWith(1, 0, 0, 0, 0, 0, 0, 0, 2);
    try (Mempool restored = another(InstantSource.system());
        MempoolKeeper keeper =
            new MempoolKeeper(restored, InstantSource.system(), folder, Keep.OBFUSCATED)) {
      load(keeper);
      assertSame(restored);
    }
  }

  @Test
  void import_takesOverOnlyWhatIsWanted() throws IOException {
    fill();
    Path file = save(Keep.OBFUSCATED);
    Path elsewhere = Files.move(file, folder.resolve("theirs.dat"));
    InstantSource later = () -> Instant.now().plusSeconds(3600);
    try (Mempool other = another(later);
        MempoolKeeper keeper = new MempoolKeeper(other, later, folder, Keep.NOT)) {
      keeper.importFrom(elsewhere, ImportOptions.DEFAULT);
      assertThat(other.transactions()).containsExactly(parent, child);
      assertThat(other.prioritised()).isEmpty();
      assertThat(other.unbroadcast()).isEmpty();
      long came = node.pool.entry(parent.txid()).orElseThrow().timeSeconds();
      assertThat(other.entry(parent.txid()).orElseThrow().timeSeconds())
          .isGreaterThanOrEqualTo(came + 3600);
    }
    assertThat(folder.resolve("mempool.dat")).doesNotExist();
  }

  @Test
  void expired_staysAway() throws IOException {
    fill();
    Path _ = save(Keep.OBFUSCATED);
    InstantSource later = () -> Instant.now().plus(MempoolConfig.DEFAULT_EXPIRY).plusSeconds(60);
    try (Mempool restored = another(later);
        MempoolKeeper keeper = new MempoolKeeper(restored, later, folder, Keep.OBFUSCATED)) {
      load(keeper);
      assertThat(restored.transactions()).isEmpty();
    }
  }

  @Test
  void oldOnes_expire_thoughYoungerOnesCameBeforeThem() throws IOException {
    fill();
    Path _ = save(Keep.OBFUSCATED);
    InstantSource[] now = {() -> Instant.now().plusSeconds(3600)};
    InstantSource clock = () -> now[0].instant();
    try (Mempool restored = another(clock);
        MempoolKeeper keeper = new MempoolKeeper(restored, clock, folder, Keep.NOT)) {
      Transaction young = spend(1000, 1, coinbaseOf(blocks.get(1)));
      assertThat(restored.submit(young).join()).isInstanceOf(TxAcceptance.Accepted.class);
      keeper.importFrom(folder.resolve("mempool.dat"), ImportOptions.OWN_FILE);
      assertThat(restored.transactions()).containsExactly(young, parent, child);
      now[0] = () -> Instant.now().plus(MempoolConfig.DEFAULT_EXPIRY).plusSeconds(60);
      Transaction newest = spend(1000, 1, coinbaseOf(blocks.get(2)));
      assertThat(restored.submit(newest).join()).isInstanceOf(TxAcceptance.Accepted.class);
      assertThat(restored.transactions()).containsExactly(young, newest);
    }
  }

  @Test
  void damagedFile_costsNoStart_andIsToldToWhoImportsIt() throws IOException {
    fill();
    byte[] whole = Files.readAllBytes(save(Keep.OBFUSCATED));
    Path file = folder.resolve("mempool.dat");
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      try (Mempool restored = another(InstantSource.system());
          MempoolKeeper keeper =
              new MempoolKeeper(restored, InstantSource.system(), folder, Keep.OBFUSCATED)) {
        assertThatThrownBy(() -> keeper.importFrom(file, ImportOptions.DEFAULT))
            .isInstanceOf(IOException.class);
        load(keeper);
      }
    }
    byte[] unknown = whole.clone();
    unknown[0] = 9;
    Files.write(file, unknown);
    assertThatThrownBy(() -> MempoolFile.read(file, _ -> {}))
        .hasMessage("its version is 9, which is not known");
  }

  @Test
  void whatWasNotLoaded_isNotWrittenOver() throws IOException {
    fill();
    byte[] whole = Files.readAllBytes(save(Keep.OBFUSCATED));
    Mempool restored = another(InstantSource.system());
    // Closed before it began.
    new MempoolKeeper(restored, InstantSource.system(), folder, Keep.OBFUSCATED).close();
    restored.close();
    assertThat(Files.readAllBytes(folder.resolve("mempool.dat"))).isEqualTo(whole);
  }
}
