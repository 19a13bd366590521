package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.encoding.Hex;

final class CompactionTest {
  private static final int PROPERTIES = 40;
  private static final int PROPERTY_BYTES = 500_000;

  @TempDir Path folder;

  private final WalletKeys keys = WalletKeys.random();
  private final KeyFile keyFile =
      KeyFile.create("bitcoin:regtest", keys, new byte[0], new KdfCost(8, 1, 1), Optional.empty());
  private final byte[] content = new byte[PROPERTY_BYTES];

  private Path file() {
    return folder.resolve(WalletDatabase.FILE_NAME);
  }

  private Path fresh() {
    return folder.resolve(WalletDatabase.FRESH_NAME);
  }

  /// Nearly all that was written is gone again, and what is left is not at the beginning.
  @BeforeEach
  void makeGaps() {
    new Random(5).nextBytes(content);
    try (WalletStore store = WalletStore.create(folder, keyFile, keys.data())) {
      for (int i = 0; i < PROPERTIES; i++) {
        store.putProperty("property " + i, content);
        store.commit();
      }
      for (int i = 1; i < PROPERTIES; i++) {
        store.removeProperty("property " + i);
        store.commit();
      }
    }
  }

  private void compact() throws IOException {
    CipherPath.deposit(file(), Hex.encode(keys.data()).toCharArray());
    try {
      Compaction.run(file(), fresh());
    } finally {
      CipherPath.withdraw(file());
    }
  }

  private void assertKept() {
    try (WalletStore store = WalletStore.open(folder, keyFile, keys.data())) {
      assertThat(store.property("property 0")).contains(content);
      assertThat(store.property("property 1")).isEmpty();
    }
  }

  @Test
  void run_keepsEverything_inAFileWithoutGaps() throws IOException {
    compact();
    assertThat(Files.size(file())).isLessThan(2L * PROPERTY_BYTES);
    assertThat(fresh()).doesNotExist();
    assertKept();
    assertKept();
  }

  @Test
  void run_whereACrashLeftACopy_writesItAnew() throws IOException {
    Files.write(fresh(), Arrays.copyOf(content, 20_000));
    compact();
    assertKept();
  }

  /// As with a full disk.
  @Test
  void run_whereNoCopyCanBeWritten_leavesTheFile() throws IOException {
    byte[] before = Files.readAllBytes(file());
    Files.createDirectories(fresh().resolve("child"));
    assertThatThrownBy(this::compact).isInstanceOf(IOException.class);
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    Files.delete(fresh().resolve("child"));
    Files.delete(fresh());
    assertKept();
  }

  @Test
  void smallWallet_isNotWorthIt() throws SQLException {
    try (WalletDatabase database = WalletDatabase.open(folder, keyFile.walletId(), keys.data())) {
      assertThat(database.isMostlyGaps()).isFalse();
    }
  }
}
