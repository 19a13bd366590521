package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;
import tools.jackson.databind.JsonNode;

/// Three seats of one treasury, each a wallet of the same node: proposed, rejected, proposed again,
/// approved, signed by two, sent. What seats say travels by file.
class TreasuryGuiTest {
  private static final List<String> SEATS = List.of("ana", "ben", "lena");
  private static final String SHOP = "shop";

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

  private void makeTheTreasury() {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    List<Object> cosigners = new ArrayList<>();
    for (String name : SEATS) {
      desktop.rpc("createwallet", name);
      JsonNode key = desktop.wallet(name, "getcosignerkey");
      fingerprints.put(name, key.get("fingerprint").asString());
      cosigners.add(Map.of("name", name, "key", key.get("key").asString()));
    }
    String setup =
        desktop
            .wallet("ana", "createmultisigsetup", "Treasury", 2, cosigners)
            .get("descriptor")
            .asString();
    List<Object> seats = new ArrayList<>();
    for (String name : SEATS) {
      desktop.wallet(name, "importmultisigsetup", setup);
      seats.add(
          Map.of(
              "name",
              name,
              "key",
              desktop.wallet(name, "gettreasurykey").asString(),
              "roles",
              List.of("proposer", "approver", "signer", "admin"),
              "fingerprint",
              fingerprints.get(name)));
    }
    desktop.wallet(
        "ana",
        "createtreasury",
        "Treasury",
        setup,
        seats,
        Map.of("quorum", List.of(Map.of("from", 0, "approvals", 1))));
    String file = desktop.wallet("ana", "exporttreasury").get("file").asString();
    desktop.wallet("ben", "jointreasury", file);
    desktop.wallet("lena", "jointreasury", file);
  }

  private void fund() {
    desktop.rpc("createwallet", SHOP);
    mine(101);
    desktop.wallet(SHOP, "sendtoaddress", desktop.wallet("ana", "getnewaddress").asString(), 10);
    mine(1);
  }

  private void mine(int blocks) {
    String to = desktop.wallet(SHOP, "getnewaddress").asString();
    desktop.rpc("generatetoaddress", blocks, to);
  }

  /// What the seats have said reaches the others.
  private void travel() {
    for (String from : SEATS) {
      String file = desktop.wallet(from, "exporttreasury").get("file").asString();
      for (String to : SEATS) {
        if (!to.equals(from)) {
          desktop.wallet(to, "importtreasury", file);
        }
      }
    }
  }

  private void sitDownAs(String seat) {
    MenuButton switcher = desktop.find("wallets", MenuButton.class);
    MenuItem item =
        switcher.getItems().stream()
            .filter(each -> seat.equals(each.getText()))
            .findFirst()
            .orElseThrow();
    desktop.robot().interact(item::fire);
    desktop.await("the wallet " + seat, () -> desktop.text("wallets").equals(seat));
  }

  /// By the form for payments; the id of what was proposed stands on its page.
  private void propose(String amount, String note) {
    String address = desktop.wallet(SHOP, "getnewaddress").asString();
    desktop.go(Place.SEND);
    desktop.typeInto(".payee", address);
    desktop.typeInto(".amount", amount);
    desktop.typeInto(".label-field", "Landlord");
    desktop.press("send-review");
    desktop.awaitShown("review-propose");
    desktop.type("review-note", note);
  }

  private void see(String card) throws IOException {
    ScrollPane scroll = desktop.find("proposal", ScrollPane.class);
    desktop.robot().interact(() -> scroll.setVvalue(1));
    desktop.pictures(card);
    desktop.robot().interact(() -> scroll.setVvalue(0));
  }

  @Test
  void payment_isRejectedProposedAgainApprovedSignedAndSent() throws IOException {
    makeTheTreasury();
    fund();
    sitDownAs("ana");
    desktop.go(Place.APPROVALS);
    desktop.awaitText("approvals-count", "nothing waits");
    desktop.pictures("approvals-empty");
    propose("2.5", "Rent for November");
    desktop.pictures("proposal-review");
    desktop.press("review-propose");
    desktop.awaitText("proposal-standing", "Approved by 0 of 1");
    assertThat(desktop.isShown("proposal-approve")).isFalse();
    travel();

    // The second seat says no, and why; that is no error anywhere.
    sitDownAs("ben");
    desktop.awaitText("status-signatures", "1 waiting");
    desktop.press("status-signatures");
    desktop.awaitShown("proposal-0");
    desktop.press("proposal-0");
    desktop.awaitShown("proposal-reject");
    desktop.pictures("proposal");
    see("proposal-below");
    desktop.press("proposal-reject");
    desktop.awaitShown("proposal-reason");
    desktop.press("proposal-reject-now");
    desktop.awaitText("proposal-problem", "Say why");
    desktop.type("proposal-reason", "The rent is 2.4");
    desktop.press("proposal-reject-now");
    desktop.awaitText("proposal-standing", "Rejected by ben: The rent is 2.4");
    desktop.pictures("proposal-rejected");
    desktop.awaitText("status-signatures", "Nothing waits");
    travel();

    // Proposed again, and approved in three clicks.
    sitDownAs("ana");
    propose("2.4", "Rent, as in the contract");
    desktop.press("review-propose");
    desktop.awaitText("proposal-standing", "Approved by 0 of 1");
    travel();
    sitDownAs("ben");
    desktop.awaitText("status-signatures", "1 waiting");
    desktop.countFromHere();
    desktop.go(Place.APPROVALS);
    desktop.press("proposal-0");
    desktop.press("proposal-approve");
    assertThat(desktop.clicks()).isEqualTo(3);
    desktop.awaitText("proposal-standing", "Signed 0 of 2");

    // Signed by two, of whom the second sends.
    desktop.press("proposal-sign");
    desktop.awaitText("proposal-standing", "Signed 1 of 2. Still missing: 1 of ana, lena");
    desktop.pictures("proposal-signed");
    desktop.press("proposal-export");
    desktop.awaitShown("handed-code");
    desktop.press("handed-code");
    desktop.awaitShown("animated-code");
    desktop.pictures("proposal-code");
    travel();
    sitDownAs("lena");
    desktop.go(Place.APPROVALS);
    desktop.awaitShown("proposal-0");
    desktop.pictures("approvals");
    desktop.press("proposal-0");
    desktop.press("proposal-sign");
    desktop.awaitText("proposal-standing", "All 2 signatures");
    desktop.press("proposal-send");
    desktop.awaitText("proposal-standing", "Sent");
    assertThat(desktop.rpc("getrawmempool").size()).isEqualTo(1);
    mine(1);
    desktop.awaitText("proposal-standing", "Paid");
    see("proposal-paid");
    // What happened is in the log, which holds.
    desktop.press("proposal-audit");
    desktop.awaitShown("audit-verify");
    desktop.press("audit-verify");
    desktop.awaitText("audit-result", "whole and unaltered");
    desktop.pictures("audit");
    desktop.go(Place.CONTACTS);
    desktop.awaitShown("person-2");
    assertThat(desktop.text("people-words").split(" ")).hasSize(6);
    desktop.pictures("cosigners");
  }

  @Test
  void setup_isMadeOfKeys_keptAndSeated() throws IOException {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String name : SEATS) {
      desktop.rpc("createwallet", name);
      keys.put(name, desktop.wallet(name, "getcosignerkey").get("key").asString());
    }
    desktop.await("the wallets", () -> !desktop.text("wallets").isEmpty());
    sitDownAs("ana");
    desktop.go(Place.MULTISIG);
    desktop.awaitShown("slot-2");
    desktop.press("slot-0-own");
    desktop.await(
        "the wallet's key",
        () -> desktop.find("slot-0-key", TextField.class).getText().equals(keys.get("ana")));
    desktop.type("slot-1-name", "ben");
    desktop.type("slot-1-key", "no key at all");
    desktop.type("slot-2-name", "lena");
    desktop.type("slot-2-key", Objects.requireNonNull(keys.get("lena")));
    desktop.press("multisig-check");
    desktop.awaitText("multisig-problem", "A key is missing");
    desktop.pictures("multisig-slots");
    desktop.type("slot-1-key", Objects.requireNonNull(keys.get("ben")));
    desktop.press("multisig-check");
    desktop.awaitShown("multisig-sign");
    List<Object> cosigners = new ArrayList<>();
    keys.forEach((name, key) -> cosigners.add(Map.of("name", name, "key", key)));
    JsonNode setup = desktop.wallet("ben", "createmultisigsetup", "Treasury", 2, cosigners);
    assertThat(desktop.text("multisig-words")).isEqualTo(setup.get("words").asString());
    desktop.pictures("multisig-compare");
    desktop.press("multisig-sign");
    desktop.awaitShown("multisig-done");
    assertThat(desktop.find("multisig-done", Button.class).isDisabled()).isTrue();
    desktop.pictures("multisig-keep");

    // The second has it by another way, makes the treasury, and the third joins.
    for (String name : List.of("ben", "lena")) {
      desktop.wallet(name, "importmultisigsetup", setup.get("descriptor").asString());
    }
    sitDownAs("ben");
    desktop.press("seats-plan");
    desktop.awaitShown("seats-identity");
    for (int i = 0; i < SEATS.size(); i++) {
      desktop.type("seat-name-" + i, SEATS.get(i));
      if (i != 1) {
        desktop.type(
            "seat-identity-" + i, desktop.wallet(SEATS.get(i), "gettreasurykey").asString());
      }
    }
    ScrollPane scroll = desktop.find("multisig", ScrollPane.class);
    desktop.robot().interact(() -> scroll.setVvalue(1));
    desktop.pictures("seats-plan");
    desktop.press("seats-create");
    desktop.awaitShown("seats-seated");
    desktop.pictures("seats-made");
    String file = desktop.wallet("ben", "exporttreasury").get("file").asString();
    sitDownAs("lena");
    desktop.awaitShown("seats-paste");
    desktop
        .robot()
        .interact(() -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(file);
          Clipboard.getSystemClipboard().setContent(content);
        });
    desktop.press("seats-paste");
    desktop.awaitShown("seats-seated");
    assertThat(desktop.wallet("lena", "gettreasuryinfo").get("seat").asString()).isEqualTo("lena");
  }
}
