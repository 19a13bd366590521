package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.StoreException;

final class WalletBackupsTest {
  @TempDir Path folder;
  private WalletServer server;
  private Wallet wallet;

  @BeforeEach
  void open() {
    server = new WalletServer(folder);
    wallet = server.make("one");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void save_writesWhatIsWhole_andNeverOverAFile() throws IOException {
    Path file = folder.resolve("copy.qcw");
    wallet.backups().save(file);
    assertThat(WalletBackups.isWhole(file)).isTrue();
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> wallet.backups().save(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("already exists");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
    Files.writeString(file, "x");
    assertThat(WalletBackups.isWhole(file)).isFalse();
  }

  @Test
  void prove_keepsWhenItWas() {
    Path file = folder.resolve("copy.qcw");
    wallet.backups().save(file);
    assertThat(wallet.backups().lastDrill()).isEmpty();
    RecoveryDrill.Report report = wallet.backups().prove(file, Optional.empty());
    assertThat(report.matches()).isTrue();
    assertThat(wallet.backups().lastDrill())
        .contains(new WalletBackups.LastDrill(wallet.now(), true, "copy.qcw"));
  }

  @Test
  void paper_isWrittenOnce() {
    Path file = folder.resolve("paper.pdf");
    assertThat(wallet.backups().paper(file, false)).isPositive();
    assertThatThrownBy(() -> wallet.backups().paper(file, false))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("left as it is");
  }

  @Test
  void rename_movesTheFolder_andKeepsTheKeys() {
    String address =
        server.addresses.encode(wallet.newAddress(OutputType.BECH32, "rent")).orElseThrow();
    Wallet renamed = server.wallets.rename("one", "two");
    assertThat(renamed.name()).isEqualTo("two");
    assertThat(server.wallets.names()).containsExactly("two");
    assertThat(
            renamed.locked(() ->
                renamed.keys().find(server.addresses.script(address).orElseThrow()).isPresent()))
        .isTrue();
  }

  @Test
  void rename_whenTheNameIsTakenOrNone_changesNothing() {
    Wallet _ = server.make("two");
    for (String name : new String[] {"two", "", " ", "a/b", "one"}) {
      assertThatThrownBy(() -> server.wallets.rename("one", name))
          .as(name)
          .isInstanceOfAny(StoreException.class, WalletException.class);
    }
    assertThatThrownBy(() -> server.wallets.rename("never was", "three"))
        .isInstanceOf(WalletException.class);
    assertThat(server.wallets.find("one")).contains(wallet);
  }

  @Test
  void restore_onAnotherComputer_needsThePassphrase() throws IOException {
    wallet.encrypt("correct horse".getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("copy.qcw");
    wallet.backups().save(file);
    Files.delete(server.wallets.config().watchKey());
    assertThatThrownBy(() ->
            server.wallets.restore(
                "back", file, Optional.of("wrong".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not the passphrase");
    assertThat(server.wallets.names()).containsExactly("one");
    assertThat(
            server
                .wallets
                .restore(
                    "back", file, Optional.of("correct horse".getBytes(StandardCharsets.UTF_8)))
                .isLocked())
        .isTrue();
  }
}
