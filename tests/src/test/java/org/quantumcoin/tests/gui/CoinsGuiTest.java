package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// A wallet's coins are chosen, frozen, freed, named and spent; its addresses are looked at; a
/// person is put into the address book and paid from there.
class CoinsGuiTest {
  private static final String MINE = "mine";
  private static final String PAYEE = "qcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqrehzm8";

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

  private int rows(String table) {
    return desktop.find(table, TableView.class).getItems().size();
  }

  private void toggle(String id) {
    desktop.awaitShown(id);
    ToggleButton chip = desktop.find(id, ToggleButton.class);
    desktop.robot().interact(chip::fire);
  }

  private void tickTheFirstCoin() {
    desktop.await("a box", () -> desktop.robot().lookup(".coin-box").tryQuery().isPresent());
    CheckBox box = desktop.robot().lookup(".coin-box").queryAs(CheckBox.class);
    desktop.robot().interact(box::fire);
  }

  private void fund() {
    desktop.rpc("createwallet", MINE);
    String rent = desktop.wallet(MINE, "getnewaddress", "rent of May").stringValue();
    desktop.rpc("generatetoaddress", 101, rent);
    String gift = desktop.wallet(MINE, "getnewaddress", "gift").stringValue();
    desktop.wallet(MINE, "sendtoaddress", gift, 2.5);
    desktop.rpc("generatetoaddress", 1, PAYEE);
  }

  @Test
  void coinsAndAddresses_areSeenAndUsed() throws IOException {
    desktop.await("the node", () -> desktop.text("status-height").startsWith("Block"));
    desktop.go(Place.COINS);
    desktop.awaitShown("gate-create");
    fund();
    desktop.await("coins", () -> rows("coins") > 50);
    toggle("coins-spendable");
    desktop.await("those that can be spent", () -> rows("coins") <= 4 && rows("coins") > 1);
    int spendable = rows("coins");
    desktop.pictures("coins");

    tickTheFirstCoin();
    desktop.awaitText("coins-chosen", "1 coin chosen");
    desktop.type("coins-label", "for tea");
    desktop.pictures("coins-chosen");
    desktop.press("coins-freeze");
    desktop.await("one less", () -> rows("coins") == spendable - 1);
    desktop.awaitText("coins-chosen", "1 coin chosen");
    desktop.press("coins-free");
    desktop.await("it again", () -> rows("coins") == spendable);
    desktop.press("coins-spend");
    desktop.awaitShown("send-review");

    desktop.go(Place.ADDRESSES);
    desktop.await("addresses", () -> rows("addresses") >= 2);
    desktop.await(
        "their lines",
        () ->
            desktop.robot().lookup("#addresses .table-cell").queryAll().stream()
                .anyMatch(each -> each.toString().contains("gift")));
    TableView<?> table = desktop.find("addresses", TableView.class);
    desktop.robot().interact(() -> table.getSelectionModel().select(0));
    desktop.await("the address", () -> desktop.text("address-text").startsWith("qcrt"));
    desktop.pictures("addresses");

    toggle("addresses-book");
    desktop.awaitShown("book-form-address");
    desktop.pictures("address-book-empty");
    desktop.type("book-form-address", PAYEE);
    desktop.type("book-form-name", "Ben");
    desktop.press("book-save");
    desktop.await("Ben", () -> rows("book") == 1);
    TableView<?> book = desktop.find("book", TableView.class);
    desktop.await(
        "his line",
        () -> {
          desktop
              .robot()
              .interact(() -> {
                book.getSelectionModel().clearSelection();
                book.getSelectionModel().select(0);
              });
          return !desktop.find("book-form-address", TextField.class).getText().isEmpty();
        });
    desktop.pictures("address-book");
    desktop.press("book-pay");
    desktop.awaitShown("send-review");
    assertThat(desktop.robot().lookup(".payee").queryTextInputControl().getText()).isEqualTo(PAYEE);
  }
}
