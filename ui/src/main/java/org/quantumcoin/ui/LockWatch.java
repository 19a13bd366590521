package org.quantumcoin.ui;

import java.util.OptionalLong;
import javafx.beans.value.ObservableValue;
import org.quantumcoin.ui.prefs.LockAway;

/// Locks the wallets when the person turns away: the window is minimised for as long as was chosen,
/// or the computer slept. Watching goes on.
final class LockWatch {
  /// A clock that is set by hand moves as well; less than this is no sleep worth locking for.
  private static final long SLEEP_MILLIS = 30_000;

  private final ObservableValue<Boolean> minimised;
  private final ObservableValue<LockAway> wanted;
  private final Runnable lock;
  private OptionalLong lead = OptionalLong.empty();
  private OptionalLong awaySince = OptionalLong.empty();

  /// Once for each time that the window is minimised: what is unlocked later, by RPC, is meant.
  private boolean locked;

  /// @param returned runs when the window is there again
  LockWatch(
      ObservableValue<Boolean> minimised,
      ObservableValue<LockAway> wanted,
      Runnable lock,
      Runnable returned) {
    this.minimised = minimised;
    this.wanted = wanted;
    this.lock = lock;
    minimised.subscribe((_, away) -> {
      locked = false;
      if (away) {
        locked = lockAfter(0);
      } else {
        awaySince = OptionalLong.empty();
        returned.run();
      }
    });
  }

  private boolean lockAfter(long awayMillis) {
    OptionalLong patience = wanted.getValue().millis();
    boolean due = patience.isPresent() && awayMillis >= patience.getAsLong();
    if (due) {
      lock.run();
    }
    return due;
  }

  /// `running` counts while the computer is awake, `wall` is the time of day, both in milliseconds:
  /// sleep is what one has and the other lacks.
  void tick(long running, long wall) {
    long now = wall - running;
    if (lead.isPresent() && now - lead.getAsLong() > SLEEP_MILLIS) {
      boolean _ = lockAfter(Long.MAX_VALUE);
    }
    lead = OptionalLong.of(now);
    if (minimised.getValue() && !locked) {
      awaySince = OptionalLong.of(awaySince.orElse(running));
      locked = lockAfter(running - awaySince.getAsLong());
    }
  }
}
