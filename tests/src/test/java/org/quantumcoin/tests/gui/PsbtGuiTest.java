package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// Somebody is given a payment to sign (PSBT) and holds no seat in a treasury.
class PsbtGuiTest {
  private static final List<String> SIGNERS = List.of("ana", "ben", "lena");
  private static final String SHOP = "shop";

  @TempDir Path folder;

  private static void sitDownAs(DesktopFixture desktop, String wallet) {
    MenuButton switcher = desktop.find("wallets", MenuButton.class);
    desktop.await(
        wallet, () -> switcher.getItems().stream().anyMatch(each -> wallet.equals(each.getText())));
    MenuItem item =
        switcher.getItems().stream()
            .filter(each -> wallet.equals(each.getText()))
            .findFirst()
            .orElseThrow();
    desktop.robot().interact(item::fire);
    desktop.await("the wallet " + wallet, () -> desktop.text("wallets").equals(wallet));
  }

  /// Three wallets of which two have to sign, without a treasury; and a coin of theirs.
  private static void setUp(DesktopFixture desktop) {
    List<Object> cosigners = new ArrayList<>();
    for (String name : SIGNERS) {
      desktop.rpc("createwallet", name);
      String key = desktop.wallet(name, "getcosignerkey").get("key").asString();
      cosigners.add(Map.of("name", name, "key", key));
    }
    String setup =
        desktop
            .wallet("ana", "createmultisigsetup", "Family", 2, cosigners)
            .get("descriptor")
            .asString();
    SIGNERS.forEach(name -> desktop.wallet(name, "importmultisigsetup", setup));
    desktop.rpc("createwallet", SHOP);
    String shop = desktop.wallet(SHOP, "getnewaddress").asString();
    desktop.rpc("generatetoaddress", 101, shop);
    desktop.wallet(SHOP, "sendtoaddress", desktop.wallet("ana", "getnewaddress").asString(), 10);
    desktop.rpc("generatetoaddress", 1, shop);
  }

  private static String payment(DesktopFixture desktop) {
    String address = desktop.wallet(SHOP, "getnewaddress").asString();
    return desktop
        .wallet("ana", "walletcreatefundedpsbt", List.of(), List.of(Map.of(address, 2.5)))
        .get("psbt")
        .asString();
  }

  private static void see(DesktopFixture desktop, String name) throws IOException {
    ScrollPane scroll = desktop.find("psbt", ScrollPane.class);
    desktop.robot().interact(() -> scroll.setVvalue(1));
    desktop.pictures(name);
    desktop.robot().interact(() -> scroll.setVvalue(0));
  }

  @Test
  void payment_isOpenedSignedHandedOnAndSent()
      throws TimeoutException, ConfigException, IOException {
    try (DesktopFixture desktop = DesktopFixture.open(folder)) {
      desktop.awaitText("status-height", "Block 0");
      setUp(desktop);
      sitDownAs(desktop, "ana");
      Path given =
          Files.write(folder.resolve("given.psbt"), Base64.getDecoder().decode(payment(desktop)));
      desktop.go(Place.APPROVALS);
      desktop.awaitShown("approvals-setup");
      desktop.pictures("approvals-noseat");
      desktop.countFromHere();
      desktop.press("approvals-import");
      desktop.type("approvals-file", given.toString());
      desktop.press("approvals-file-ok");
      desktop.awaitText(
          "psbt-standing", "Signed 0 of 2. Still missing: 2 of Cosigner 1, Cosigner 2, Cosigner 3");
      assertThat(desktop.text("psbt-amount")).startsWith("2.50000000");
      assertThat(desktop.text("psbt-fee")).contains("sat/vB");
      assertThat(desktop.isShown("psbt-send")).isFalse();
      desktop.pictures("psbt");
      see(desktop, "psbt-below");
      desktop.picture("psbt-wide", 1600, 1000);
      desktop.press("psbt-sign");
      assertThat(desktop.clicks()).isEqualTo(3);
      desktop.awaitText("psbt-standing", "Signed 1 of 2. Still missing: 1 of Cosigner");

      // Nothing more to sign here, which is said; what was signed is handed on.
      desktop.press("psbt-sign");
      desktop.awaitText("psbt-problem", "has signed already");
      Path signed = folder.resolve("signed.psbt");
      desktop.press("psbt-export");
      desktop.press("handed-code");
      desktop.awaitShown("animated-code");
      desktop.press("handed-save");
      desktop.type("handed-file", signed.toString());
      desktop.press("handed-file-ok");
      desktop.await("the file", () -> desktop.text("notice").contains(signed.toString()));

      // The next one pastes it, signs, and sends what is complete now.
      sitDownAs(desktop, "ben");
      desktop.await("the other wallet's page", () -> !desktop.isShown("psbt-standing"));
      desktop.paste(Base64.getEncoder().encodeToString(Files.readAllBytes(given)));
      desktop.press("approvals-paste");
      desktop.awaitText("psbt-standing", "Signed 0 of 2");
      desktop.press("psbt-import");
      desktop.type("psbt-file", signed.toString());
      desktop.press("psbt-file-ok");
      desktop.awaitText("psbt-standing", "Signed 1 of 2. Still missing: 1 of Cosigner");
      desktop.press("psbt-sign");
      desktop.awaitText("psbt-standing", "All signatures are here");
      desktop.pictures("psbt-complete");
      desktop.press("psbt-send");
      desktop.awaitText("psbt-standing", "It is sent");
      assertThat(desktop.rpc("getrawmempool").size()).isEqualTo(1);
      desktop.press("psbt-tx");
      desktop.awaitText("tx-state", "Pending");
      assertThat(desktop.text("tx-id")).isEqualTo(desktop.rpc("getrawmempool").get(0).asString());
    }
  }

  /// A payment of others, given on the command line to somebody who knows none of its coins.
  @Test
  void file_onTheCommandLine_isShown() throws IOException {
    String elsewhere = "00".repeat(31) + "01";
    Path file = folder.resolve("of others.psbt");
    try (DesktopProcess desktop = DesktopProcess.start(folder)) {
      desktop.rpc("createwallet", "savings", false, false, "", false, true, true);
      String address = desktop.wallet("savings", "getnewaddress").asString();
      String psbt =
          desktop
              .rpc(
                  "createpsbt",
                  List.of(Map.of("txid", elsewhere, "vout", 0)),
                  List.of(Map.of(address, 1)))
              .asString();
      Files.write(file, Base64.getDecoder().decode(psbt));
      desktop.stop();
    }
    try (DesktopProcess desktop = DesktopProcess.start(folder, file.toString())) {
      desktop.awaitText("#psbt-fee", "Not known");
      desktop.awaitText("#psbt-standing", "Signed 0 of 1");
      assertThat(desktop.text("#psbt-sign")).isEqualTo(DrivenDesktop.ABSENT);
    }
  }
}
