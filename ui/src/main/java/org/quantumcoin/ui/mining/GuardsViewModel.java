package org.quantumcoin.ui.mining;

import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.guard.BatteryRule;
import org.quantumcoin.ui.guard.GuardSettings;
import org.quantumcoin.ui.guard.MinerWatch;
import org.quantumcoin.ui.guard.Readings;
import org.quantumcoin.ui.guard.Schedule;
import org.quantumcoin.ui.live.Live;

/// What the miner is to respect, and what of that this computer can tell.
final class GuardsViewModel {
  private final ObjectProperty<GuardSettings> settings;
  private final ReadOnlyStringWrapper powerWords = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper heatWords = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper batteryUsable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper heatUsable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectProperty<MinerWatch.Seen> seen;

  GuardsViewModel(Live live) {
    this.settings = live.preferences().guardsProperty();
    this.seen = live.guardProperty();
    seen.subscribe(_ -> show());
    settings.subscribe(_ -> show());
  }

  /// A guard that was wanted and cannot see any more can still be switched off.
  private void show() {
    Readings readings = seen.get().readings();
    GuardSettings now = settings.get();
    powerWords.set(
        readings
            .power()
            .map(power ->
                Messages.text(
                    power.onBattery() ? "guard.power.battery" : "guard.power.mains",
                    power.charge()))
            .orElseGet(() -> Messages.text("guard.power.none")));
    batteryUsable.set(readings.power().isPresent() || now.battery() != BatteryRule.IGNORE);
    OptionalInt celsius = readings.celsius();
    heatWords.set(
        celsius.isPresent()
            ? Messages.text("guard.heat.now", celsius.getAsInt())
            : Messages.text("guard.heat.none"));
    heatUsable.set(celsius.isPresent() || now.heat());
  }

  /// Takes effect at once, and is remembered.
  void change(UnaryOperator<GuardSettings> how) {
    settings.set(how.apply(settings.get()));
  }

  void schedule(UnaryOperator<Schedule> how) {
    change(now -> now.with(how.apply(now.schedule())));
  }

  ReadOnlyObjectProperty<GuardSettings> settingsProperty() {
    return settings;
  }

  /// How the computer is fed, or why that is not known.
  ReadOnlyStringProperty powerWordsProperty() {
    return powerWords.getReadOnlyProperty();
  }

  /// How hot it is, or why that is not known.
  ReadOnlyStringProperty heatWordsProperty() {
    return heatWords.getReadOnlyProperty();
  }

  /// Whether there is something to choose.
  ReadOnlyBooleanProperty batteryUsableProperty() {
    return batteryUsable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty heatUsableProperty() {
    return heatUsable.getReadOnlyProperty();
  }
}
