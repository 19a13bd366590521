package org.quantumcoin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.prefs.LockAway;

final class LockWatchTest {
  private static final long MINUTE = 60_000;
  private static final long MIDNIGHT = 1_000_000_000;

  private final BooleanProperty minimised = new SimpleBooleanProperty();
  private final ObjectProperty<LockAway> wanted = new SimpleObjectProperty<>(LockAway.MINUTE);
  private final AtomicInteger locks = new AtomicInteger();
  private final AtomicInteger returns = new AtomicInteger();
  private final LockWatch watch =
      new LockWatch(minimised, wanted, locks::incrementAndGet, returns::incrementAndGet);

  private void tick(long running) {
    watch.tick(running, MIDNIGHT + running);
  }

  @Test
  void minimisedWindow_locksAtItsTime_andNotBefore() {
    tick(0);
    minimised.set(true);
    tick(100);
    tick(100 + MINUTE - 1);
    assertThat(locks).hasValue(0);
    tick(100 + MINUTE);
    assertThat(locks).hasValue(1);
    tick(100 + 3 * MINUTE);
    assertThat(locks).hasValue(1);
    assertThat(returns).hasValue(0);
    minimised.set(false);
    assertThat(returns).hasValue(1);
  }

  @Test
  void windowThatCameBack_countsAnew() {
    minimised.set(true);
    tick(0);
    tick(MINUTE - 1);
    minimised.set(false);
    tick(MINUTE);
    minimised.set(true);
    tick(MINUTE + 1);
    tick(2 * MINUTE);
    assertThat(locks).hasValue(0);
    tick(2 * MINUTE + 1);
    assertThat(locks).hasValue(1);
  }

  @Test
  void atOnce_isBeforeTheNextTick() {
    wanted.set(LockAway.AT_ONCE);
    minimised.set(true);
    assertThat(locks).hasValue(1);
  }

  @Test
  void sleep_locks_aClockThatIsSetALittleDoesNot() {
    tick(0);
    watch.tick(1, MIDNIGHT + 1 + 30_000);
    assertThat(locks).hasValue(0);
    watch.tick(2, MIDNIGHT + 2 + 60_001);
    assertThat(locks).hasValue(1);
    // Back is no sleep.
    watch.tick(3, MIDNIGHT);
    assertThat(locks).hasValue(1);
  }

  @Test
  void never_isNever() {
    wanted.set(LockAway.NEVER);
    tick(0);
    minimised.set(true);
    tick(100 * MINUTE);
    watch.tick(101 * MINUTE, MIDNIGHT + 1000 * MINUTE);
    assertThat(locks).hasValue(0);
  }
}
