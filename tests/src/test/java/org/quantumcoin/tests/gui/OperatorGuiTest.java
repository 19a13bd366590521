package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// What an operator wants to know: what the disk holds and for how long, and what goes over the
/// network.
class OperatorGuiTest {
  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder);
    desktop.awaitText("status-height", "Block 0");
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  @Test
  void storageAndNetwork_areShown() throws IOException {
    desktop.go(Place.STORAGE);
    desktop.awaitText("storage-used", "on disk");
    assertThat(desktop.isShown("storage-indexes")).isTrue();
    assertThat(desktop.all(Label.class).stream().map(Label::getText))
        .anyMatch(each -> each.startsWith("every block since 20"));
    desktop.settle();
    desktop.pictures("storage");
    desktop.go(Place.NETWORK);
    desktop.awaitText("network-reach", "takes no connections");
    desktop.awaitShown("network-chart");
    ToggleButton hours = desktop.find("network-span-2", ToggleButton.class);
    desktop.robot().interact(hours::fire);
    assertThat(hours.isSelected()).isTrue();
    desktop.settle();
    desktop.pictures("network");
    desktop.robot().interact(() -> desktop.find("network", ScrollPane.class).setVvalue(1));
    desktop.settle();
    desktop.pictures("network-below");
  }
}
