package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.format.Messages;

/// Somebody starts the program for the first time.
class FirstRunGuiTest {
  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.openForTheFirstTime(folder.resolve("home"));
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  private void choose(String id) {
    RadioButton button = desktop.find(id, RadioButton.class);
    desktop.robot().interact(button::fire);
  }

  @Test
  void fiveScreens_leadToAWallet_inTheChosenFolder() throws IOException {
    desktop.awaitShown("first-purpose-hold");
    desktop.pictures("first-1-welcome");
    desktop.robot().interact(() -> desktop.preferences().languageProperty().set(Locale.GERMAN));
    desktop.await("German", () -> Messages.language().equals(Locale.GERMAN));
    desktop.await("the button", () -> desktop.text("first-next").equals("Weiter"));
    desktop.robot().interact(() -> desktop.preferences().languageProperty().set(Locale.ENGLISH));
    desktop.await("English again", () -> desktop.text("first-next").equals("Next"));
    choose("first-purpose-hold");
    desktop.press("first-next");

    desktop.await("the disk", () -> desktop.text("first-disk").contains("are free"));
    desktop.pictures("first-2-folder");
    Path taken = Files.createDirectories(folder.resolve("taken"));
    Files.writeString(taken.resolve("photo.jpg"), "me");
    desktop.type("first-folder", taken.toString());
    desktop.press("first-next");
    desktop.awaitText("first-problem", "is not empty");
    assertThat(taken.resolve("photo.jpg")).hasContent("me");
    Path chosen = folder.resolve("elsewhere");
    desktop.type("first-folder", chosen.toString());
    Slider keep = desktop.find("first-keep", Slider.class);
    desktop.robot().interact(() -> keep.setValue(2));
    assertThat(desktop.text("first-kept")).isEqualTo("The last 5 GiB");
    desktop.press("first-next");

    desktop.awaitShown("first-way-create");
    assertThat(folder.resolve("home/.quantumcoin/quantumcoin.conf"))
        .content()
        .contains("datadir=" + chosen)
        .contains("prune=5120");
    desktop.pictures("first-3-wallet");
    desktop.press("first-next");

    desktop.awaitShown("setup-make");
    desktop.type("setup-passphrase", "gravel otter sonnet viaduct");
    desktop.type("setup-again", "gravel otter sonnet viaduct");
    desktop.awaitText("setup-passphrase-strength", "Strong");
    desktop.pictures("first-4-secure");
    desktop.await("the node", () -> Files.exists(chosen.resolve("regtest").resolve("blocks")));
    desktop.await("wallets", () -> tryToMake());
    List<String> words = desktop.recoveryWords();
    desktop.press("setup-words-kept");
    desktop.readWordsBack(words);

    desktop.awaitText("first-node", "The node has checked 0 of 0 blocks");
    desktop.pictures("first-5-done");
    desktop.press("first-next");
    desktop.awaitShown("balance");
    assertThat(desktop.preferences().welcomedProperty().get()).isTrue();
    assertThat(chosen.resolve("regtest").resolve("wallets")).isNotEmptyDirectory();
  }

  /// The node was just started anew.
  private boolean tryToMake() {
    if (desktop.isShown("setup-words-kept")) {
      return true;
    }
    if (desktop.text("setup-problem").isEmpty() && desktop.isShown("setup-make")) {
      desktop.type("setup-passphrase", "gravel otter sonnet viaduct");
      desktop.type("setup-again", "gravel otter sonnet viaduct");
      desktop.press("setup-make");
    }
    return false;
  }
}
