package org.quantumcoin.ui.prefs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LockAwayTest {
  @Test
  void words_areReadAgain_alsoThoseOfEarlierVersions() {
    for (LockAway each : LockAway.values()) {
      assertThat(LockAway.read(each.name())).contains(each);
    }
    assertThat(LockAway.read("true")).contains(LockAway.AT_ONCE);
    assertThat(LockAway.read("false")).contains(LockAway.NEVER);
    assertThat(LockAway.read("later")).isEmpty();
  }

  @Test
  void never_hasNoTime() {
    assertThat(LockAway.NEVER.millis()).isEmpty();
    assertThat(LockAway.AT_ONCE.millis()).hasValue(0);
    assertThat(LockAway.MINUTE.millis()).hasValue(60_000);
  }
}
