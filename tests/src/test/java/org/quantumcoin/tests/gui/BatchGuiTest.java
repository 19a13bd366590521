package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;
import tools.jackson.databind.JsonNode;

/// Fifty payees come from a CSV file, two of them with mistakes: these are shown in their rows and
/// mended there, then all are paid in one transaction.
class BatchGuiTest {
  private static final String PAYER = "payer";
  private static final int ROWS = 50;
  private static final int BAD_ADDRESS = 7;
  private static final int BAD_AMOUNT = 30;

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

  private String address(String wallet) {
    return desktop.wallet(wallet, "getnewaddress").stringValue();
  }

  private Path csv() throws IOException {
    StringBuilder text = new StringBuilder("address,amount,memo\n");
    for (int i = 0; i < ROWS; i++) {
      String address = address("staff");
      text.append(i == BAD_ADDRESS ? swapped(address) : address)
          .append(',')
          .append(i == BAD_AMOUNT ? "a lot" : "0.01")
          .append(",wages of ")
          .append(i)
          .append('\n');
    }
    return Files.writeString(folder.resolve("wages.csv"), text.toString());
  }

  private static String swapped(String address) {
    char last = address.endsWith("x") ? 'y' : 'x';
    return address.substring(0, address.length() - 1) + last;
  }

  private ListView<?> batch() {
    return desktop.find("batch", ListView.class);
  }

  private Set<String> remarks() {
    return desktop.robot().lookup(".batch-remark").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .filter(text -> !text.isEmpty())
        .collect(Collectors.toSet());
  }

  private void toggle(String id) {
    desktop.awaitShown(id);
    desktop.robot().interact(desktop.find(id, ToggleButton.class)::fire);
  }

  /// Brings a row into view and writes into one of its fields.
  private void mend(int row, String field, String text) {
    desktop.robot().interact(() -> batch().scrollTo(row));
    desktop.settle();
    TextField found =
        desktop.robot().lookup(".batch-cell").queryAll().stream()
            .filter(cell -> cell instanceof ListCell<?> each && each.getIndex() == row)
            .map(cell -> (TextField) cell.lookup("." + field))
            .findFirst()
            .orElseThrow();
    desktop.robot().interact(() -> found.setText(text));
  }

  @Test
  void fiftyPayees_areReadMendedAndPaid() throws IOException {
    desktop.awaitText("status-height", "Block 0");
    desktop.go(Place.PAYMENTS);
    desktop.awaitShown("gate-create");
    desktop.rpc("createwallet", "staff");
    desktop.rpc("createwallet", PAYER);
    desktop.rpc("generatetoaddress", 101, address(PAYER));
    desktop.rpc("unloadwallet", "staff");
    desktop.await("the payer's wallet", () -> desktop.text("wallets").equals(PAYER));
    desktop.rpc("loadwallet", "staff");
    desktop.awaitShown("batch");
    desktop.pictures("payments-empty");

    Path file = csv();
    toggle("payments-import");
    desktop.type("payments-file", folder.resolve("nothing.csv").toString());
    desktop.press("payments-read");
    desktop.awaitText("payments-problem", "cannot be read");
    toggle("payments-import");
    desktop.type("payments-file", file.toString());
    desktop.pictures("payments-import");
    desktop.press("payments-read");
    desktop.await("the rows", () -> batch().getItems().size() == ROWS);
    desktop.awaitText("payments-total", "2 rows have to be mended");
    desktop.awaitText("payments-total", ROWS - 2 + " payments");
    desktop.press("payments-next");
    desktop.settle();
    assertThat(remarks()).hasSize(1).allMatch(each -> each.contains("mistake"));
    desktop.pictures("payments-mistakes");
    desktop.press("payments-next");
    desktop.settle();
    assertThat(remarks()).anyMatch(each -> each.contains("decimals"));
    desktop.press("payments-review");
    desktop.awaitText("payments-problem", "Nothing is paid");
    assertThat(desktop.isShown("review")).isFalse();

    mend(BAD_ADDRESS, "batch-payee", address("staff"));
    desktop.awaitText("payments-total", "1 row has to be mended");
    mend(BAD_AMOUNT, "batch-amount", "0,01");
    desktop.awaitText("payments-total", ROWS + " payments · 0.50000000");

    toggle("payments-keep");
    desktop.type("template-name", "wages");
    desktop.press("template-keep");
    desktop.await(
        "the template",
        () -> desktop.find("payments-templates", MenuButton.class).getItems().size() == 2);

    desktop.press("payments-review");
    desktop.awaitShown("review-send");
    assertThat(desktop.text("review-many")).contains(Integer.toString(ROWS));
    desktop.settle();
    desktop.pictures("payments-review");
    desktop.press("review-send");
    desktop.awaitText("outcome-title", "Sent");
    JsonNode pool = desktop.rpc("getrawmempool");
    assertThat(pool.size()).isEqualTo(1);
    desktop.pictures("payments-sent");
    desktop.rpc("generatetoaddress", 1, address("staff"));
    JsonNode sent = desktop.wallet(PAYER, "gettransaction", pool.get(0).stringValue());
    assertThat(sent.get("confirmations").intValue()).isEqualTo(1);
    assertThat(sent.get("details").size()).isEqualTo(ROWS);
    assertThat(desktop.wallet("staff", "getbalance").decimalValue()).isEqualByComparingTo("0.5");

    // The rows are gone, so that nobody pays them twice; the template has them again.
    desktop.press("outcome-another");
    desktop.awaitText("payments-total", "Nobody is paid yet");
    MenuButton templates = desktop.find("payments-templates", MenuButton.class);
    desktop.robot().interact(templates.getItems().getFirst()::fire);
    desktop.awaitText("payments-total", ROWS + " payments");
  }
}
