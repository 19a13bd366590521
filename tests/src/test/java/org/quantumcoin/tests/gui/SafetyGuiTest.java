package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.LockAway;

/// A wallet's passphrase and name are changed and it is closed; tokens are looked for.
class SafetyGuiTest {
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

  private void scroll(double to) {
    desktop.robot().interact(() -> desktop.find("settings", ScrollPane.class).setVvalue(to));
    desktop.settle();
  }

  private void change(String old, String fresh, String again) {
    desktop.type("walletset-old", old);
    desktop.type("walletset-new", fresh);
    desktop.type("walletset-again", again);
    desktop.press("walletset-change");
  }

  @Test
  void wallet_getsAnotherPassphraseAndName_andIsClosed() throws IOException {
    desktop.rpc("createwallet", "old", false, false, "first words");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("old"));
    desktop.go(Place.SETTINGS);
    desktop.awaitShown("walletset-old");
    change("first words", "second", "different");
    desktop.awaitText("walletset-problem", "differ");
    change("no", "seven lamps of winter", "seven lamps of winter");
    desktop.awaitText("walletset-problem", "Nothing was changed");
    desktop.type("walletset-new", "password");
    desktop.awaitText("walletset-new-strength", "Weak");
    scroll(0.8);
    desktop.pictures("settings-wallet");
    desktop.type("walletset-new", "seven lamps of winter");
    desktop.awaitText("walletset-new-strength", "a thousand computers");
    change("first words", "seven lamps of winter", "seven lamps of winter");
    desktop.awaitText("notice", "The passphrase is changed");
    desktop.wallet("old", "walletpassphrase", "seven lamps of winter", 60);

    desktop.type("walletset-name", "new");
    desktop.press("walletset-rename");
    desktop.await("the new name", () -> desktop.text("wallets").equals("new"));
    assertThat(desktop.rpc("listwallets").toString()).contains("new");
    desktop.type("sweep-key", "not a key");
    desktop.press("sweep-look");
    desktop.awaitText("sweep-problem", "no private key");
    scroll(1);
    desktop.pictures("settings-sweep");
    desktop.press("walletset-look");
    desktop.awaitText("notice", "unused addresses");
    desktop.press("walletset-close");
    desktop.await("no wallet", () -> desktop.rpc("listwallets").isEmpty());
    desktop.await("no card", () -> !desktop.isShown("walletset-old"));
  }

  private boolean isLocked() {
    return desktop.wallet("old", "getwalletinfo").get("unlocked_until").asLong() == 0;
  }

  private void unlock() {
    desktop.wallet("old", "walletpassphrase", "first words", 600);
    desktop.awaitText("lock", "Lock");
  }

  @Test
  void wallet_isLocked_whenThePersonTurnsAway() throws IOException {
    desktop.rpc("createwallet", "old", false, false, "first words");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("old"));
    unlock();
    desktop.minimise(true);
    desktop.await("the lock", this::isLocked);
    desktop.awaitText("lock", "Unlock");
    // What was said meanwhile was seen by nobody.
    desktop.await("the end of the notice", () -> !desktop.isShown("notice"));
    desktop.minimise(false);
    desktop.await("the notice", () -> desktop.isShown("notice"));
    desktop.awaitText("notice", "locked because you turned away");
    desktop.picture("locked-away");

    unlock();
    desktop.sleep(Duration.ofSeconds(20));
    desktop.sleep(Duration.ofMinutes(5));
    desktop.await("the lock after sleep", this::isLocked);

    // Who wants it otherwise: nothing is locked before its time, and that is said.
    desktop.preferences().lockAwayProperty().set(LockAway.QUARTER);
    unlock();
    desktop.minimise(true);
    desktop.minimise(false);
    desktop.awaitText("notice", "Still unlocked: old");
    assertThat(isLocked()).isFalse();
    desktop.go(Place.SETTINGS);
    desktop.awaitShown("settings-lockaway");
    desktop.pictures("settings");
  }

  @Test
  void tokens_areLookedFor_andAFileThatIsNoneIsASentence() throws IOException {
    desktop.go(Place.DEVICES);
    desktop.awaitShown("devices-look");
    desktop.await(
        "where to begin", () -> desktop.robot().lookup(".empty-state").tryQuery().isPresent());
    desktop.pictures("devices-empty");
    Path file = Files.writeString(folder.resolve("library.so"), "no library");
    desktop.type("devices-library", file.toString());
    desktop.press("devices-look");
    desktop.awaitText("devices-failed", "no token library");
    desktop.pictures("devices-failed");
  }

  /// With a token that `softhsm2-util --init-token --pin 1234` made.
  @Test
  @EnabledIfEnvironmentVariable(named = "SOFTHSM2_CONF", matches = ".+")
  void token_showsItsKeys() throws IOException {
    desktop.go(Place.DEVICES);
    desktop.type("devices-library", "/usr/lib/softhsm/libsofthsm2.so");
    desktop.press("devices-look");
    desktop.await("the token", () -> desktop.robot().lookup(".token-pin").tryQuery().isPresent());
    desktop.typeInto(".token-pin", "0000");
    press(".token-open");
    desktop.awaitText("devices-problem", "PIN was not right");
    desktop.typeInto(".token-pin", "1234");
    desktop.typeInto(".token-key-name", "seat");
    press(".token-make");
    desktop.await("the key", () -> desktop.robot().lookup(".token-key").tryQuery().isPresent());
    desktop.settle();
    desktop.pictures("devices");
  }

  private void press(String selector) {
    desktop.robot().interact(desktop.robot().lookup(selector).queryAs(Button.class)::fire);
  }
}
