package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.ui.page.Place;
import tools.jackson.core.JacksonException;

/// Somebody moves chain and wallets to another disk.
class MovingGuiTest {
  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.openAtHome(folder.resolve("home"));
    desktop.awaitText("status-height", "Block 0");
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  /// As far as the question whether this is really meant.
  private void ask(Path target) {
    desktop.press("settings-folder");
    desktop.type("settings-folder-path", target.toString());
    desktop.press("settings-folder-path-ok");
    desktop.awaitShown("dialog-ok");
  }

  private void showTheField() throws IOException {
    desktop.press("settings-folder");
    ScrollPane scroll = desktop.find("settings", ScrollPane.class);
    desktop.robot().interact(() -> scroll.setVvalue(0.4));
    desktop.pictures("settings-folder");
    desktop.press("settings-folder");
  }

  /// The progress that is shown from the answer on.
  private List<Double> move() {
    List<Double> shown = new CopyOnWriteArrayList<>();
    Button move = desktop.find("dialog-ok", Button.class);
    desktop
        .robot()
        .interact(() -> {
          move.fire();
          ProgressBar bar = desktop.robot().lookup("#busy").queryAs(ProgressBar.class);
          bar.progressProperty().subscribe(now -> shown.add(now.doubleValue()));
        });
    return shown;
  }

  private boolean runs(int height) {
    try {
      return desktop.rpc("getblockcount").asInt() == height;
    } catch (UncheckedIOException | JacksonException | Bitcoind.RpcException _) {
      return false;
    }
  }

  @Test
  void dataFolder_isMoved_andTheNodeGoesOnThere() throws IOException {
    desktop.rpc("createwallet", "savings", false, false, "", false, true, true);
    desktop.await("the wallet", () -> desktop.text("wallets").equals("savings"));
    String address = desktop.wallet("savings", "getnewaddress").asString();
    desktop.rpc("generatetoaddress", 12, address);
    desktop.go(Place.SETTINGS);
    desktop.awaitShown("settings-folder");

    showTheField();
    Path taken = Files.createDirectories(folder.resolve("taken"));
    Files.writeString(taken.resolve("photo.jpg"), "me");
    ask(taken);
    List<Double> none = move();
    desktop.awaitText("notice", "is not empty");
    desktop.await("the page again", () -> !desktop.isShown("busy"));
    assertThat(none).containsExactly(0.0);
    assertThat(runs(12)).isTrue();

    Path disk = folder.resolve("disk").resolve("coins");
    Files.createDirectories(disk);
    ask(disk);
    desktop.pictures("settings-move");
    desktop.follow(disk);
    List<Double> shown = move();
    desktop.awaitText("notice", "Everything was moved");
    assertThat(shown).isSorted().contains(1.0).hasSizeGreaterThan(2);
    desktop.await("the node in the new folder", () -> runs(12));
    desktop.awaitText("status-height", "Block 12");
    desktop.await("the wallet again", () -> desktop.text("wallets").equals("savings"));
    assertThat(desktop.wallet("savings", "getaddressinfo", address).get("ismine").asBoolean())
        .isTrue();
    Path home = folder.resolve("home").resolve(".quantumcoin");
    assertThat(home.resolve("quantumcoin.conf")).content().contains("datadir=" + disk);
    assertThat(home.resolve("regtest").resolve("wallets")).doesNotExist();
    assertThat(disk.resolve("regtest").resolve("wallets")).isNotEmptyDirectory();
    desktop.awaitText("status-height", "Block 12");
    desktop.rpc("generatetoaddress", 1, address);
    desktop.awaitText("status-height", "Block 13");
  }
}
