package org.quantumcoin.tests.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.guard.BatteryRule;
import org.quantumcoin.ui.guard.GuardSettings;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.ui.prefs.NoticeKind;

/// A program that knows when to rest and when to speak: the miner's guards, notifications.
class GuardsGuiTest {
  private static final String SHOP = "shop";

  @TempDir Path folder;
  private DesktopFixture desktop;

  @BeforeEach
  void open() throws TimeoutException, ConfigException {
    desktop = DesktopFixture.open(folder);
    desktop.awaitText("status-height", "Block 0");
    desktop.rpc("createwallet", "savings");
    desktop.await("the wallet", () -> desktop.text("wallets").equals("savings"));
  }

  @AfterEach
  void close() throws TimeoutException {
    desktop.close();
  }

  private void tick(String id, boolean on) {
    CheckBox box = desktop.find(id, CheckBox.class);
    desktop.robot().interact(() -> box.setSelected(on));
  }

  private void choose(DayOfWeek day, boolean on) {
    ToggleButton chip = desktop.find("guard-day-" + day.getValue(), ToggleButton.class);
    desktop
        .robot()
        .interact(() -> {
          if (chip.isSelected() != on) {
            chip.fire();
          }
        });
  }

  private void choose(String id, LocalTime time) {
    ComboBox<?> box = desktop.find(id, ComboBox.class);
    for (int i = 0; i < box.getItems().size(); i++) {
      if (time.equals(box.getItems().get(i))) {
        int place = i;
        desktop.robot().interact(() -> box.getSelectionModel().select(place));
      }
    }
    assertThat(box.getValue()).isEqualTo(time);
  }

  @Test
  void miner_keepsItsHours_andSaysSo() throws IOException {
    desktop.go(Place.MINING);
    assertThat(desktop.find("guard-from", ComboBox.class).isDisabled()).isTrue();
    desktop.press("mining-toggle");
    desktop.await("mining", () -> desktop.text("mining-state").startsWith("1 thread of "));

    // Three days from now, at noon: never now, whatever the clock of this computer does meanwhile.
    DayOfWeek later = LocalDate.now(ZoneId.systemDefault()).getDayOfWeek().plus(3);
    tick("guard-schedule", true);
    choose("guard-from", LocalTime.NOON);
    choose("guard-to", LocalTime.of(13, 0));
    for (DayOfWeek day : DayOfWeek.values()) {
      choose(day, day == later);
    }
    desktop.awaitText("mining-paused", "Outside of its hours");
    assertThat(desktop.text("mining-state")).isEqualTo("Paused");
    assertThat(desktop.text("mining-paused")).contains("12:00");
    desktop.await("no hashes", () -> !desktop.text("mining-expected").contains("on average"));
    desktop.awaitText("status-mining", "Mining paused");
    pictures("guards");
    desktop.go(Place.DASHBOARD);
    desktop.awaitText("miner-state", "Paused");
    assertThat(desktop.text("miner-rate")).startsWith("Outside of its hours");
    desktop.pictures("guards-dashboard");

    // Each day, and from noon to noon: always.
    desktop.go(Place.MINING);
    choose("guard-to", LocalTime.NOON);
    for (DayOfWeek day : DayOfWeek.values()) {
      choose(day, true);
    }
    desktop.await("mining again", () -> desktop.text("mining-state").startsWith("1 thread of "));
    assertThat(desktop.isShown("mining-paused")).isFalse();
  }

  @Test
  void miner_yieldsToAPaymentUnderReview() {
    String own = desktop.wallet("savings", "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", 101, own);
    desktop.go(Place.MINING);
    desktop.press("mining-toggle");
    desktop.await("mining", () -> desktop.text("mining-state").startsWith("1 thread of "));
    write(own);
    desktop.awaitShown("review-send");
    desktop.awaitText("status-mining", "Mining paused");
    desktop.press("review-send");
    desktop.awaitText("outcome-title", "Sent");
    desktop.awaitText("status-mining", "Mining at");
    // A review that was left is none.
    desktop.go(Place.MINING);
    write(own);
    desktop.awaitText("status-mining", "Mining paused");
    desktop.go(Place.MINING);
    desktop.awaitText("status-mining", "Mining at");
  }

  @Test
  void payment_isNotified_once_whileNobodyLooks_andOnlyIfThatIsWanted() {
    desktop.rpc("createwallet", SHOP);
    String shop = desktop.wallet(SHOP, "getnewaddress").stringValue();
    desktop.rpc("generatetoaddress", 103, shop);
    desktop.go(Place.TRANSACTIONS);
    pay();
    mineOn(shop);
    assertThat(heard("received")).isZero();

    desktop.minimise(true);
    want(NoticeKind.RECEIVED, false);
    pay();
    mineOn(shop);
    assertThat(heard("received")).isZero();

    // One, and of one payment: those before it were not kept for later.
    want(NoticeKind.RECEIVED, true);
    pay();
    desktop.await("the notification", () -> heard("received") > 0);
    mineOn(shop);
    assertThat(desktop.notices()).containsOnlyOnce("Payment received: Wallet savings");
    assertThat(heard("received")).isEqualTo(1);
  }

  private void want(NoticeKind kind, boolean wanted) {
    desktop.robot().interact(() -> desktop.preferences().noticeProperty(kind).set(wanted));
  }

  /// When the window shows the block it has told, or passed over, all that came before.
  private void mineOn(String address) {
    int height = desktop.rpc("getblockcount").intValue() + 1;
    desktop.rpc("generatetoaddress", 1, address);
    desktop.awaitText("status-height", "Block " + height);
  }

  @Test
  void notifications_areSwitchedOffInSettings() throws IOException {
    desktop.go(Place.SETTINGS);
    desktop.type("settings-search", "notif");
    desktop.awaitShown("settings-notify-wanted");
    assertThat(desktop.isShown("settings-notify-none")).isFalse();
    CheckBox amounts = desktop.find("settings-notify-amounts", CheckBox.class);
    assertThat(amounts.isSelected()).isFalse();
    tick("settings-notify-found", false);
    assertThat(desktop.preferences().noticeProperty(NoticeKind.FOUND).get()).isFalse();
    assertThat(desktop.preferences().noticeProperty(NoticeKind.FAILED).get()).isTrue();
    pictures("settings-notify");
  }

  private long heard(String word) {
    return desktop.notices().stream().filter(each -> each.contains(word)).count();
  }

  /// The shop pays, and the window has seen it.
  private void pay() {
    TableView<?> history = desktop.find("history", TableView.class);
    int before = history.getItems().size();
    desktop.wallet(
        SHOP, "sendtoaddress", desktop.wallet("savings", "getnewaddress").stringValue(), 1);
    desktop.await("the payment", () -> history.getItems().size() == before + 1);
  }

  @Test
  void guards_thatCannotSee_sayWhy_inEveryLanguage() throws IOException {
    desktop.go(Place.MINING);
    assertThat(desktop.text("guard-power")).isNotEmpty();
    assertThat(desktop.text("guard-heat-now")).isNotEmpty();
    desktop
        .robot()
        .interact(() ->
            desktop
                .preferences()
                .guardsProperty()
                .set(
                    GuardSettings.USUAL
                        .withBattery(BatteryRule.ENOUGH_CHARGE, 30)
                        .withHeat(true, 90)));
    assertThat(desktop.find("guard-heat", CheckBox.class).isDisabled()).isFalse();
    for (Locale language : Messages.LANGUAGES) {
      desktop.speak(language);
      desktop.go(Place.MINING);
      desktop.settle();
      desktop.picture("guards-" + language.toLanguageTag());
    }
  }

  private void write(String address) {
    desktop.go(Place.SEND);
    desktop.awaitShown("send-review");
    desktop.typeInto(".payee", address);
    desktop.typeInto(".amount", "1");
    desktop.press("send-review");
  }

  private void pictures(String name) throws IOException {
    for (Appearance look : new Appearance[] {Appearance.DARK, Appearance.LIGHT}) {
      desktop.robot().interact(() -> desktop.preferences().appearanceProperty().set(look));
      String named = name + "-" + look.name().toLowerCase(Locale.ROOT);
      desktop.picture(named, 1000, 700);
      desktop.picture(named + "-large", 1600, 1000);
    }
  }
}
