package org.quantumcoin.wallet.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatedBackupsTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 11, 22);

  @TempDir Path folder;

  private Path backUp(LocalDate day) throws IOException {
    Path file = DatedBackups.due(folder, day).orElseThrow();
    DatedBackups.prepare(folder);
    try (WalletKeys keys = WalletKeys.random()) {
      KeyFile keyFile =
          KeyFile.create(
              "bitcoin:regtest", keys, new byte[0], new KdfCost(8, 1, 1), Optional.empty());
      Path home = Files.createTempDirectory(folder, "home");
      try (WalletStore store = WalletStore.create(home, keyFile, keys.data())) {
        WalletBackup.write(home, keyFile, store, file);
      }
    }
    Files.setLastModifiedTime(file, FileTime.fromMillis(day.toEpochDay() * 86_400_000));
    return file;
  }

  @Test
  void oneADay_isDue() throws IOException {
    backUp(FIRST);
    assertThat(DatedBackups.due(folder, FIRST)).isEmpty();
    assertThat(DatedBackups.due(folder, FIRST.plusDays(1))).isPresent();
  }

  @Test
  void tenNewest_areKept() throws IOException {
    Path made = backUp(FIRST);
    for (int day = 1; day < 13; day++) {
      Files.copy(made, DatedBackups.due(folder, FIRST.plusDays(day)).orElseThrow());
    }
    Files.copy(made, made.resolveSibling("wallet-version-1.qcw"));
    Files.writeString(made.resolveSibling("mine.txt"), "not ours");
    DatedBackups.prune(folder);
    assertThat(folder.resolve(DatedBackups.FOLDER).toFile().list())
        .hasSize(12)
        .contains("mine.txt");
    assertThat(DatedBackups.due(folder, FIRST.plusDays(2))).as("taken away").isPresent();
    assertThat(DatedBackups.due(folder, FIRST.plusDays(3))).as("the tenth").isEmpty();
  }

  @Test
  void damagedBackup_isNotOffered() throws IOException {
    assertThat(DatedBackups.newestGood(folder)).isEmpty();
    Path good = backUp(FIRST);
    Path cut = backUp(FIRST.plusDays(1));
    Path flipped = backUp(FIRST.plusDays(2));
    byte[] bytes = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(bytes, bytes.length / 2));
    byte[] other = Files.readAllBytes(flipped);
    other[other.length / 2] ^= 1;
    Files.write(flipped, other);
    assertThat(DatedBackups.newestGood(folder)).contains(good);
  }

  @Test
  void whatACrashLeft_isTakenAway() throws IOException {
    Path made = backUp(FIRST);
    Path cut = made.resolveSibling("wallet-2026-11-23.qcw.new");
    Files.writeString(cut, "cut");
    Path drill = DatedBackups.createDrill(folder);
    Files.writeString(drill.resolve("wallet.dat"), "copy");
    DatedBackups.prepare(folder);
    assertThat(cut).doesNotExist();
    assertThat(drill).doesNotExist();
    assertThat(made).exists();
  }
}
