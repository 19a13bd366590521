package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.page.Place;

/// The pages about the node, over a real one on the practice network: looked at, searched, asked,
/// and a peer banned.
class NodePagesGuiTest {
  private static final String PAYS = "qcrt1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqrehzm8";

  @TempDir Path folder;

  @Test
  void pagesAboutTheNode_showIt_answer_andBanAPeerInTwoClicks()
      throws IOException, TimeoutException, ConfigException {
    try (DesktopFixture desk = DesktopFixture.open(folder, "-practice", "-miningaddress=" + PAYS)) {
      desk.go(Place.PEERS);
      desk.await("a peer", () -> rows(desk, "peers-table") == 1);
      desk.awaitText("peers-summary", "1 outbound");
      mempool(desk);
      blocks(desk);
      console(desk);
      log(desk);
      ban(desk);
    }
  }

  private static int rows(DesktopFixture desk, String id) {
    return desk.isShown(id) ? desk.find(id, TableView.class).getItems().size() : -1;
  }

  private static void enter(DesktopFixture desk, String field, String text) {
    desk.type(field, text);
    desk.robot().interact(() -> desk.find(field, TextField.class).end());
    desk.robot().type(KeyCode.ENTER);
  }

  private static void choose(DesktopFixture desk, String table) {
    desk.robot()
        .interact(() -> {
          TableView<?> rows = desk.find(table, TableView.class);
          rows.requestFocus();
          rows.getSelectionModel().select(0);
        });
  }

  private static void mempool(DesktopFixture desk) throws IOException {
    desk.go(Place.MEMPOOL);
    desk.await("something that waits", () -> rows(desk, "mempool-table") > 0);
    assertThat(desk.text("mempool-summary"))
        .matches("[1-9]\\d* transactions? · [1-9]\\d* vB · from .+");
    desk.pictures("mempool");
  }

  private static void blocks(DesktopFixture desk) throws IOException {
    desk.go(Place.BLOCKS);
    desk.await("blocks", () -> rows(desk, "explorer-blocks") > 100);
    desk.pictures("blocks");
    enter(desk, "explorer-search", "1");
    desk.awaitText("block-title", "Block 1");
    desk.press("block-next");
    desk.awaitText("block-title", "Block 2");
    enter(desk, "explorer-search", "nonsense");
    desk.awaitText("explorer-problem", "neither");
    desk.pictures("block");
    desk.await("its transactions", () -> rows(desk, "block-transactions") == 1);
    choose(desk, "block-transactions");
    desk.robot().type(KeyCode.ENTER);
    desk.awaitShown("explorer-tx");
    desk.pictures("block-transaction");
    desk.press("explorer-back");
    desk.awaitText("block-title", "Block 2");
  }

  private static String answers(DesktopFixture desk) {
    return desk.find("console-output", TextArea.class).getText();
  }

  private static void console(DesktopFixture desk) throws IOException {
    desk.go(Place.CONSOLE);
    enter(desk, "console-input", "getblockhash 0");
    desk.await("an answer", () -> answers(desk).length() > 64);
    enter(desk, "console-input", "walletpassphrase hunter2 5");
    desk.await("a refusal", () -> answers(desk).contains("! "));
    assertThat(answers(desk)).contains("walletpassphrase(…)").doesNotContain("hunter2");
    desk.type("console-input", "getblockco");
    desk.robot().interact(() -> desk.find("console-input", TextField.class).end());
    desk.robot().type(KeyCode.TAB);
    desk.await(
        "completion",
        () -> desk.find("console-input", TextField.class).getText().equals("getblockcount"));
    desk.pictures("console");
  }

  private static void log(DesktopFixture desk) throws IOException {
    desk.go(Place.LOGS);
    desk.await("lines", () -> !desk.find("logs-list", ListView.class).getItems().isEmpty());
    desk.type("logs-filter", "UpdateTip");
    desk.pictures("logs");
  }

  private static void ban(DesktopFixture desk) throws IOException {
    desk.go(Place.PEERS);
    desk.await("the peer", () -> rows(desk, "peers-table") == 1);
    desk.countFromHere();
    // The first click is the one on the row.
    choose(desk, "peers-table");
    desk.awaitShown("peers-ban");
    desk.pictures("peers");
    desk.press("peers-ban");
    assertThat(1 + desk.clicks()).isEqualTo(2);
    desk.await("nobody", () -> rows(desk, "peers-table") == 0);
    desk.awaitShown("peers-unban");
    assertThat(desk.text("peers-message")).endsWith("is banned.");
    desk.pictures("peers-banned");
  }
}
