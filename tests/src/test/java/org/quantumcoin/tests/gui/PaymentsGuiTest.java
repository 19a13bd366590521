package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// A person's first wallet: made, paid on, spent from, a payment replaced and another called back.
/// Who pays and is paid is a second wallet of the same node, by RPC.
class PaymentsGuiTest {
  private static final String SHOP = "shop";

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

  /// The shop has coins to pay with.
  private void openTheShop() {
    desktop.rpc("createwallet", SHOP);
    mine(101);
  }

  private void mine(int blocks) {
    String to = desktop.wallet(SHOP, "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", blocks, to);
  }

  private void makeWallet(String passphrase) throws IOException {
    desktop.go(Place.WALLET);
    desktop.awaitShown("setup-make");
    desktop.pictures("setup");
    desktop.type("setup-passphrase", passphrase);
    desktop.type("setup-again", passphrase + "x");
    desktop.press("setup-make");
    desktop.awaitText("setup-problem", "differ");
    desktop.type("setup-passphrase", passphrase);
    desktop.type("setup-again", passphrase);
    desktop.press("setup-make");
    desktop.awaitShown("setup-words-kept");
    List<String> words = desktop.recoveryWords();
    assertThat(words).hasSize(24);
    desktop.pictures("setup-words");
    desktop.press("setup-words-kept");
    desktop.pictures("setup-check");
    desktop.press("setup-check-ok");
    desktop.awaitText("setup-check-problem", "At least one word");
    desktop.readWordsBack(words);
    desktop.awaitShown("balance");
  }

  @Test
  void wallet_isMadePaidAndSpent_andItsPaymentsCanBeReplaced() throws IOException {
    desktop.awaitText("status-height", "Block 0");
    makeWallet("correct horse");
    openTheShop();

    // Receive: one click, and the payment is seen as it comes and as it confirms.
    desktop.countFromHere();
    desktop.go(Place.RECEIVE);
    desktop.await("an address", () -> desktop.text("receive-address").startsWith("qcrt"));
    assertThat(desktop.clicks()).isEqualTo(1);
    String address = desktop.text("receive-address").replace(" ", "");
    desktop.pictures("receive");
    desktop.wallet(SHOP, "sendtoaddress", address, 2.5);
    desktop.awaitText("receive-state", "Received 2.5");
    mine(1);
    desktop.go(Place.WALLET);
    desktop.await("the balance", () -> desktop.text("balance").startsWith("2.50000000"));
    desktop.pictures("wallet");

    // Pay: three clicks besides what is typed.
    String shop = desktop.wallet(SHOP, "getnewaddress").stringValue();
    desktop.countFromHere();
    desktop.go(Place.SEND);
    char last = shop.endsWith("x") ? 'y' : 'x';
    desktop.typeInto(".payee", shop.substring(0, shop.length() - 1) + last);
    desktop.awaitText("payee-problem", "mistake");
    desktop.typeInto(".payee", shop);
    desktop.typeInto(".amount", "0,5");
    desktop.typeInto(".label-field", "Coffee");
    desktop.pictures("send");
    desktop.press("send-review");
    desktop.awaitShown("review-send");
    assertThat(desktop.text("review-change")).startsWith("1.99");
    desktop.pictures("send-review");
    desktop.press("review-send");
    assertThat(desktop.clicks()).isEqualTo(3);
    desktop.awaitShown("passphrase");
    desktop.type("passphrase", "wrong");
    desktop.press("dialog-ok");
    desktop.await("the refusal", () -> !desktop.text("passphrase-wrong").isEmpty());
    desktop.pictures("unlock");
    desktop.type("passphrase", "correct horse");
    desktop.press("dialog-ok");
    desktop.awaitText("outcome-title", "Sent");
    desktop.pictures("sent");

    // Its page, and a higher fee in two clicks.
    desktop.press("outcome-show");
    desktop.awaitText("tx-state", "Pending");
    String first = desktop.text("tx-id");
    desktop.pictures("transaction");
    desktop.countFromHere();
    desktop.press("tx-bump");
    desktop.awaitShown("review-old-fee");
    desktop.pictures("bump-review");
    desktop.press("review-send");
    assertThat(desktop.clicks()).isEqualTo(2);
    desktop.awaitText("outcome-title", "Sent");
    desktop.press("outcome-show");
    desktop.await(
        "the replacement",
        () -> !desktop.text("tx-id").isEmpty() && !desktop.text("tx-id").equals(first));
    String second = desktop.text("tx-id");
    assertThat(desktop.rpc("getrawmempool").toString()).contains(second).doesNotContain(first);

    // Called back before it is in a block.
    desktop.press("tx-cancel");
    desktop.awaitShown("review-send");
    desktop.press("review-send");
    desktop.awaitText("outcome-title", "Sent");
    mine(1);
    desktop.go(Place.TRANSACTIONS);
    desktop.await(
        "all four", () -> desktop.find("history", TableView.class).getItems().size() == 4);
    desktop.pictures("transactions");
    desktop.go(Place.WALLET);
    desktop.await("the money back", () -> desktop.text("balance").startsWith("2.499"));
  }

  @Test
  void palette_findsPages_byKeyboardAlone() throws IOException {
    desktop.await("the node", () -> desktop.text("status-height").startsWith("Block"));
    desktop.robot().push(KeyCode.CONTROL, KeyCode.K);
    desktop.awaitShown("palette-field");
    desktop.picture("palette-light");
    desktop.robot().interact(() -> {});
    desktop.type("palette-field", "rcv");
    desktop.robot().push(KeyCode.ENTER);
    desktop.awaitShown("gate-create");
    desktop.pictures("no-wallet");
    desktop.robot().push(KeyCode.ALT, KeyCode.LEFT);
    desktop.awaitShown("sync-ring");
    assertThat(desktop.isShown("palette-field")).isFalse();
    assertThat(desktop.find("theme", Button.class).getText()).isEqualTo("Light");
    assertThat(desktop.find("coin-name", Label.class).getText()).isEqualTo("QuantumCoin");
  }
}
