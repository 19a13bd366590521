package org.quantumcoin.ui;

import java.util.OptionalLong;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;

/// Locks the wallets when the person turns away: the window is minimised, or the computer slept.
/// Watching goes on.
final class LockWatch {
  /// A clock that is set by hand moves as well; less than this is no sleep worth locking for.
  private static final long SLEEP_MILLIS = 30_000;

  private final ObservableValue<Boolean> wanted;
  private final Runnable lock;
  private OptionalLong lead = OptionalLong.empty();

  LockWatch(Stage stage, ObservableValue<Boolean> wanted, Runnable lock) {
    this.wanted = wanted;
    this.lock = lock;
    stage.iconifiedProperty().subscribe((_, away) -> turnedAway(away));
  }

  private void turnedAway(boolean away) {
    if (away && wanted.getValue()) {
      lock.run();
    }
  }

  /// `running` counts while the computer is awake, `wall` is the time of day, both in milliseconds:
  /// sleep is what one has and the other lacks.
  void tick(long running, long wall) {
    long now = wall - running;
    turnedAway(lead.isPresent() && now - lead.getAsLong() > SLEEP_MILLIS);
    lead = OptionalLong.of(now);
  }
}
