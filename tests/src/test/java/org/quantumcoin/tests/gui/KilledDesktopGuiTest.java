package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.ui.page.Place;
import tools.jackson.databind.JsonNode;

/// The desktop is killed while somebody pays, and started again on the same folder. A payment is
/// wholly there and sent, or it is not there at all and its coins are free; the window says which.
class KilledDesktopGuiTest {
  private static final String SAVINGS = "savings";
  private static final String SHOP = "shop";
  private static final int COINS = 8;

  /// Between the click on "send" and the kill: before anything is signed, and in the midst of
  /// signing, keeping and sending. Which is which depends on the machine; each must do.
  private static final List<Integer> DELAYS_MILLIS = List.of(0, 25, 150);

  @TempDir static Path folders;
  private static Path funded;
  private Path folder;
  private DesktopProcess desktop;

  /// Once, for the first start of each test to be the first one that it needs.
  @BeforeAll
  static void fundTheWallet() throws IOException {
    funded = Files.createDirectory(folders.resolve("funded"));
    try (DesktopProcess desktop = DesktopProcess.start(funded)) {
      fund(desktop);
      desktop.stop();
      assertThat(desktop.log()).endsWith("Shutdown: done\n");
    }
  }

  private static void fund(DesktopProcess desktop) {
    desktop.rpc("createwallet", SAVINGS, false, false, "", false, true, true);
    desktop.rpc("createwallet", SHOP, false, false, "", false, true, true);
    String shop = desktop.wallet(SHOP, "getnewaddress").asString();
    desktop.rpc("generatetoaddress", 101, shop);
    Map<String, Object> outputs = new TreeMap<>();
    for (int i = 0; i < COINS; i++) {
      outputs.put(desktop.wallet(SAVINGS, "getnewaddress").asString(), 1);
    }
    desktop.wallet(SHOP, "sendmany", "", outputs);
    desktop.rpc("generatetoaddress", 1, shop);
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    folder = folders.resolve(test.getTestMethod().orElseThrow().getName());
    try (Stream<Path> files = Files.walk(funded)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, folder.resolve(funded.relativize(file)));
      }
    }
    desktop = start(folder);
  }

  private static DesktopProcess start(Path folder, String... options) throws IOException {
    DesktopProcess desktop = DesktopProcess.start(folder, options);
    // The wallet that pays is the one that the window shows.
    desktop.choose("wallets", SAVINGS);
    desktop.awaitText("#wallets", SAVINGS);
    return desktop;
  }

  @AfterEach
  void close() {
    desktop.close();
  }

  private String shopAddress() {
    return desktop.wallet(SHOP, "getnewaddress").asString();
  }

  private void killAndStartAgain() throws IOException {
    desktop.kill();
    desktop.close();
    desktop = start(folder);
  }

  /// As far as the page that asks whether this is really to be paid.
  private void review(String address) {
    desktop.go(Place.SEND);
    desktop.type(".payee", address);
    desktop.type(".amount", "0.4");
    desktop.press("send-review");
    desktop.awaitShown("review-send");
  }

  private Set<String> coins() {
    Set<String> coins = new TreeSet<>();
    desktop
        .wallet(SAVINGS, "listunspent", 0)
        .forEach(each -> coins.add(each.get("txid").asString() + ":" + each.get("vout").asInt()));
    return coins;
  }

  /// Transactions of the wallet that pay to an address.
  private List<String> paying(String address) {
    List<String> found = new ArrayList<>();
    for (JsonNode each : desktop.wallet(SAVINGS, "listtransactions", "*", 1_000)) {
      if (each.get("category").asString().equals("send")
          && each.get("address").asString().equals(address)) {
        found.add(each.get("txid").asString());
      }
    }
    return found;
  }

  private Set<String> mempool() {
    Set<String> txids = new TreeSet<>();
    desktop.rpc("getrawmempool").forEach(each -> txids.add(each.asString()));
    return txids;
  }

  /// How often the window's list names a payment that has not confirmed.
  private void awaitPending(int number) {
    desktop.go(Place.TRANSACTIONS);
    desktop.press("history-pending");
    desktop.awaitText(
        "#history-count",
        switch (number) {
          case 0 -> "none";
          case 1 -> "1 transaction";
          default -> number + " transactions";
        });
  }

  @Test
  void reviewedPayment_isNotThere_andItsCoinsAreFree() throws IOException {
    Set<String> before = coins();
    assertThat(before).hasSize(COINS);
    String address = shopAddress();
    review(address);
    killAndStartAgain();
    assertThat(coins()).isEqualTo(before);
    assertThat(paying(address)).isEmpty();
    assertThat(mempool()).isEmpty();
    awaitPending(0);
    desktop.go(Place.WALLET);
    desktop.awaitText("#balance", COINS + ".00000000");
  }

  @Test
  void sentPayment_isThereOnceOrNotAtAll_whereverItWasCutOff()
      throws IOException, InterruptedException {
    int there = 0;
    for (int delay : DELAYS_MILLIS) {
      Set<String> before = coins();
      String address = shopAddress();
      review(address);
      desktop.press("review-send");
      TimeUnit.MILLISECONDS.sleep(delay);
      killAndStartAgain();
      List<String> paid = paying(address);
      assertThat(paid).as("after %d ms", delay).hasSizeLessThanOrEqualTo(1);
      if (paid.isEmpty()) {
        assertThat(coins()).as("after %d ms", delay).isEqualTo(before);
        awaitPending(there);
        // Who sees that pays again.
        review(address);
        desktop.press("review-send");
        desktop.awaitText("#outcome-title", "Sent");
        paid = paying(address);
      }
      there++;
      assertThat(paid).hasSize(1);
      assertThat(mempool()).as("after %d ms", delay).hasSize(there).containsAll(paid);
      awaitPending(there);
    }
    desktop.rpc("generatetoaddress", 1, shopAddress());
    assertThat(mempool()).isEmpty();
    awaitPending(0);
    double fees = COINS - there * 0.4 - desktop.wallet(SAVINGS, "getbalance").asDouble();
    assertThat(fees).isBetween(0.0, 0.001);
  }

  /// The longest moment between the two: it is in the wallet and no node has it.
  @Test
  void keptPayment_isSentWhenTheProgramIsStartedAgain() throws IOException {
    desktop.stop();
    desktop.close();
    desktop = start(folder, "-walletbroadcast=0");
    String address = shopAddress();
    review(address);
    desktop.press("review-send");
    desktop.awaitText("#outcome-title", "waiting");
    assertThat(mempool()).isEmpty();
    killAndStartAgain();
    assertThat(paying(address)).hasSize(1);
    assertThat(mempool()).containsExactlyElementsOf(paying(address));
    awaitPending(1);
  }

  /// Logging out ends programs so: in order, and at once.
  @Test
  void signal_endsTheProgramInOrder() throws IOException {
    desktop.terminate();
    assertThat(desktop.log()).endsWith("Shutdown: done\n");
  }
}
