package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// A wallet is backed up, the backup is proven, the wallet is lost with everything that opens it,
/// and brought back on the wallet's page.
class BackupGuiTest {
  private static final String NAME = "savings";
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;
  @TempDir Path stick;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder);
    desktop.await("the node", () -> desktop.text("status-height").startsWith("Block"));
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  private void scroll(double to) {
    desktop.robot().interact(() -> desktop.find("backups", ScrollPane.class).setVvalue(to));
    desktop.settle();
  }

  private void unlock() {
    desktop.awaitShown("passphrase");
    desktop.type("passphrase", PASSPHRASE);
    desktop.press("dialog-ok");
  }

  /// The wallet's folder, and the key by which this computer opens it without a passphrase.
  private void wipe() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> lost =
          all.filter(each -> each.toString().contains("/wallets/") || each.endsWith("watch.key"))
              .sorted(Comparator.reverseOrder())
              .toList();
      assertThat(lost).anyMatch(each -> each.endsWith("watch.key"));
      for (Path each : lost) {
        Files.delete(each);
      }
    }
  }

  @Test
  void backup_isMadeProvenAndRestored() throws Exception {
    desktop.go(Place.BACKUPS);
    desktop.awaitShown("gate-create");
    desktop.rpc("createwallet", NAME, false, false, PASSPHRASE);
    String address = desktop.wallet(NAME, "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", 101, address);
    desktop.awaitShown("backups");
    desktop.awaitText("backups-proved", "No backup of this wallet was ever proven");
    desktop.pictures("backups");

    // Made, and never over another file.
    Path file = stick.resolve("savings.qcw");
    desktop.type("backup-file", file.toString());
    desktop.countFromHere();
    desktop.press("backup-save");
    assertThat(desktop.clicks()).isEqualTo(1);
    desktop.awaitText("notice", "The backup is written");
    desktop.press("backup-save");
    desktop.awaitText("backups-problem", "already exists");

    // Proven, without its secrets and with them.
    desktop.type("drill-file", stick.resolve("none.qcw").toString());
    desktop.press("drill-start");
    desktop.awaitText("backups-problem", "does not exist");
    desktop.type("drill-file", file.toString());
    desktop.type("drill-passphrase", "wrong");
    desktop.press("drill-start");
    desktop.awaitText("backups-problem", "not the passphrase");
    desktop.type("drill-passphrase", PASSPHRASE);
    desktop.press("drill-start");
    desktop.awaitText("drill-verdict", "brings back every address and every coin");
    desktop.awaitText("backups-proved", "Proven: savings.qcw");
    desktop.pictures("backups-proven");

    // On paper, and the words.
    Path paper = stick.resolve("savings.pdf");
    desktop.type("paper-file", paper.toString());
    desktop.robot().interact(desktop.find("paper-words", CheckBox.class)::fire);
    desktop.press("paper-save");
    unlock();
    desktop.awaitText("notice", "holds the recovery words");
    assertThat(Files.size(paper)).isPositive();
    desktop.press("words-show");
    desktop.awaitShown("backup-words");
    assertThat(desktop.robot().lookup(".recovery-word").queryAll()).hasSize(24);
    scroll(1);
    desktop.pictures("backups-words");
    desktop.go(Place.WALLET);
    desktop.go(Place.BACKUPS);
    assertThat(desktop.isShown("backup-words")).isFalse();

    // Lost, and brought back.
    desktop.close();
    wipe();
    open();
    desktop.go(Place.WALLET);
    desktop.awaitShown("setup-make");
    desktop.robot().interact(desktop.find("setup-backup", ToggleButton.class)::fire);
    desktop.type("setup-name", NAME);
    desktop.press("setup-make");
    desktop.awaitText("setup-problem", "Choose its file");
    desktop.type("setup-file", file.toString());
    desktop.type("setup-backup-passphrase", "wrong");
    desktop.press("setup-make");
    desktop.awaitText("setup-problem", "not the passphrase");
    desktop.pictures("backup-wrong-passphrase");
    desktop.type("setup-backup-passphrase", PASSPHRASE);
    desktop.press("setup-make");
    desktop.awaitText("balance", "50.00000000");
    desktop.go(Place.BACKUPS);
    desktop.awaitText("backups-proved", "No backup of this wallet was ever proven");
    desktop.await(
        "the day's copy", () -> desktop.robot().lookup(".prove-copy").tryQuery().isPresent());
  }
}
