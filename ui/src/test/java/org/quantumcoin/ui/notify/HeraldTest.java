package org.quantumcoin.ui.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.prefs.NoticeKind;
import org.quantumcoin.ui.prefs.Preferences;
import org.quantumcoin.ui.testing.FakeRole;

class HeraldTest {
  private static final Notice COIN = new Notice.Received("savings", 150_000_000);

  private final List<String> told = new ArrayList<>();
  private final Preferences preferences = Preferences.inMemory();
  private boolean watching;
  private final Herald herald =
      new Herald(new Told(), FakeRole.work(), preferences, "QTC", () -> watching);

  private final class Told implements Notifier {
    @Override
    public boolean isAvailable() {
      return true;
    }

    @Override
    public void tell(String title, String text) {
      told.add(title + ": " + text);
    }
  }

  @BeforeEach
  void english() {
    Messages.use(Locale.ENGLISH);
  }

  @Test
  void amounts_areTold_onlyWhereThatIsWanted() {
    herald.tick(List.of(COIN), 0);
    preferences.noticeAmountsProperty().set(true);
    herald.tick(List.of(COIN), Herald.QUIET_MILLIS);
    assertThat(told)
        .containsExactly(
            "Payment received: Wallet savings",
            "Payment received: Wallet savings: +1.50000000 QTC");
  }

  @Test
  void severalOfAKind_areToldTogether_whenItWasQuietLongEnough() {
    herald.tick(List.of(COIN), 0);
    herald.tick(List.of(COIN, new Notice.Received("shop", 1)), 1);
    herald.tick(List.of(COIN), Herald.QUIET_MILLIS - 1);
    assertThat(told).hasSize(1);
    herald.tick(List.of(), Herald.QUIET_MILLIS);
    assertThat(told.getLast()).isEqualTo("3 payments received: Wallet savings, shop");
    herald.tick(List.of(), 3 * Herald.QUIET_MILLIS);
    assertThat(told).hasSize(2);
  }

  @Test
  void kinds_doNotWaitForEachOther() {
    herald.tick(
        List.of(
            COIN,
            new Notice.Confirmed("savings", -5),
            new Notice.Wanted("ana"),
            new Notice.Found(1_234),
            new Notice.Failed("The disk is full. Funds are safe.")),
        0);
    assertThat(told)
        .containsExactly(
            "Payment received: Wallet savings",
            "Payment confirmed: Wallet savings",
            "A proposal waits for you: Approve, reject or sign it in the wallet ana.",
            "Block found: This computer found block 1,234.",
            "The node has stopped: The disk is full. Funds are safe.");
  }

  @Test
  void whoLooks_isToldNothing_alsoNotLater() {
    watching = true;
    herald.tick(List.of(COIN), 0);
    watching = false;
    herald.tick(List.of(), Herald.QUIET_MILLIS);
    assertThat(told).isEmpty();
    herald.tick(List.of(COIN), Herald.QUIET_MILLIS);
    herald.tick(List.of(COIN), Herald.QUIET_MILLIS + 1);
    watching = true;
    herald.tick(List.of(), Herald.QUIET_MILLIS + 2);
    watching = false;
    herald.tick(List.of(), 9 * Herald.QUIET_MILLIS);
    assertThat(told).hasSize(1);
  }

  @Test
  void kindThatIsSwitchedOff_isNotTold() {
    preferences.noticeProperty(NoticeKind.RECEIVED).set(false);
    herald.tick(List.of(COIN, new Notice.Found(7)), 0);
    assertThat(told).containsExactly("Block found: This computer found block 7.");
  }
}
