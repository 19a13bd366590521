package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;

/// The window over a real node on the practice network: what a newcomer sees in the first minute.
class DashboardGuiTest {
  private static final String PAYS = "qcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqrehzm8";

  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder, "-practice", "-miningaddress=" + PAYS);
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  @Test
  void dashboard_onThePracticeNetwork_comesAlive_minesAndCloses() throws IOException {
    assertThat(desktop.text("coin-name")).isEqualTo("QuantumCoin");
    assertThat(desktop.text("chain-badge")).isEqualTo("rQTC · regtest");

    desktop.await("the tip", () -> desktop.text("sync-phase").equals("Up to date"));
    TableView<?> peers = desktop.find("peers", TableView.class);
    desktop.await("a peer", () -> peers.getItems().size() == 1);
    ListView<?> events = desktop.find("events", ListView.class);
    desktop.await("events", () -> !events.getItems().isEmpty());
    assertThat(desktop.text("status-height")).startsWith("Block ");
    assertThat(desktop.text("status-peers")).isEqualTo("1 peer");
    desktop.picture("dashboard-light");

    Button theme = desktop.find("theme", Button.class);
    desktop.robot().interact(theme::fire);
    assertThat(desktop.text("theme")).isEqualTo("Dark");
    desktop.picture("dashboard-dark");

    Slider threads = desktop.find("miner-threads", Slider.class);
    assertThat(threads.isDisabled()).isFalse();
    desktop.robot().interact(threads::requestFocus);
    desktop.robot().type(KeyCode.RIGHT);
    desktop.await("a thread", () -> desktop.text("miner-state").startsWith("1 thread of "));
    desktop.await(
        "a block of our own", () -> !desktop.text("miner-found").equals("No block found yet"));
    desktop.robot().type(KeyCode.LEFT);
    desktop.await("the miner's end", () -> desktop.text("miner-state").equals("Off"));

    desktop.requestClose();
    assertThat(desktop.isShown("stop-step")).isTrue();
    desktop.await("the program to end", desktop::hasExited);
    assertThat(desktop.text("stop-step")).isEqualTo("Done");
  }
}
