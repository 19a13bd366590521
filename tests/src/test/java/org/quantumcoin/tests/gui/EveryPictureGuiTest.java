package org.quantumcoin.tests.gui;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.Appearance;

/// Draws every page in every look and two sizes: without a wallet, with an empty one, and in use;
/// in use in Arabic, with text of twice its size, and with a disk that fails as well. For people to
/// look at; asked for by `-Dpictures=all`.
@EnabledIfSystemProperty(named = "pictures", matches = "all")
class EveryPictureGuiTest {
  private static final List<Appearance> LOOKS =
      List.of(Appearance.LIGHT, Appearance.DARK, Appearance.HIGH_CONTRAST);

  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder);
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  @Test
  void everyPage_isDrawn() throws IOException {
    draw("loading");
    desktop.awaitText("status-height", "Block 0");
    draw("no-wallet");
    desktop.rpc("createwallet", "savings");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("savings"));
    draw("empty");
    String address = desktop.wallet("savings", "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", 110, address);
    for (int i = 1; i <= 12; i++) {
      String to = desktop.wallet("savings", "getnewaddress", "Invoice " + i).stringValue();
      desktop.wallet("savings", "sendtoaddress", to, i * 0.731);
      if (i % 4 == 0) {
        desktop.rpc("generatetoaddress", 1, address);
      }
    }
    desktop.wallet("savings", "sendtoaddress", address, 3);
    desktop.awaitText("status-mempool", "1");
    draw("full");
    desktop.speak(Locale.forLanguageTag("ar"));
    drawOnce("arabic");
    desktop.speak(Locale.ENGLISH);
    desktop.robot().interact(() -> desktop.preferences().scalePercentProperty().set(200));
    drawOnce("twice-the-size");
    desktop.robot().interact(() -> desktop.preferences().scalePercentProperty().set(100));
    desktop.failWallets();
    drawOnce("error");
  }

  /// In one look and the smallest size.
  private void drawOnce(String state) throws IOException {
    desktop
        .robot()
        .interact(() -> desktop.preferences().appearanceProperty().set(Appearance.LIGHT));
    for (Place place : Place.values()) {
      if (desktop.isShown("rail-" + place.id())) {
        desktop.go(place);
        desktop.settle();
        desktop.picture("all/%s-%s-1000".formatted(place.id(), state), 1000, 700);
      }
    }
  }

  private void draw(String state) throws IOException {
    for (Place place : Place.values()) {
      if (!desktop.isShown("rail-" + place.id())) {
        continue;
      }
      desktop.go(place);
      for (Appearance look : LOOKS) {
        desktop.robot().interact(() -> desktop.preferences().appearanceProperty().set(look));
        desktop.settle();
        String name =
            "all/%s-%s-%s".formatted(place.id(), state, look.name().toLowerCase(Locale.ROOT));
        desktop.picture(name + "-1000", 1000, 700);
        desktop.picture(name + "-1600", 1600, 1000);
      }
    }
  }
}
