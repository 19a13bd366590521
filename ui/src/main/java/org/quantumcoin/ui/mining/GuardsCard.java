package org.quantumcoin.ui.mining;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.quantumcoin.ui.control.Chip;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.guard.BatteryRule;
import org.quantumcoin.ui.guard.GuardSettings;
import org.quantumcoin.ui.guard.Schedule;

/// When the miner rests: its days and hours, the battery, the temperature.
final class GuardsCard extends VBox {
  private static final int STEP_MINUTES = 30;
  private static final int DAY_MINUTES = 24 * 60;
  private static final double SPINNER_WIDTH = 90;

  private final GuardsViewModel model;

  GuardsCard(GuardsViewModel model) {
    this.model = model;
    setId("guards");
    getStyleClass().addAll("card", "form");
    Label title = new Label(Messages.text("guard.title"));
    title.getStyleClass().add("card-title");
    getChildren().add(title);
    getChildren().addAll(schedule());
    getChildren()
        .addAll(
            battery(),
            words("guard-power", model.powerWordsProperty()),
            heat(),
            words("guard-heat-now", model.heatWordsProperty()));
  }

  private static Label words(String id, ObservableValue<String> text) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().addAll("text-muted", "text-small");
    label.textProperty().bind(text);
    return label;
  }

  private static HBox row(Node... parts) {
    HBox row = new HBox(parts);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("toolbar");
    return row;
  }

  /// A box that is ticked as the settings say.
  private CheckBox box(
      String id, String text, Function<GuardSettings, Boolean> is, Consumer<Boolean> choose) {
    CheckBox box = new CheckBox(text);
    box.setId(id);
    box.setWrapText(true);
    box.setMinHeight(USE_PREF_SIZE);
    model.settingsProperty().subscribe(now -> box.setSelected(is.apply(now)));
    box.selectedProperty().subscribe((_, wanted) -> choose.accept(wanted));
    return box;
  }

  private <T> ComboBox<T> choice(
      String id,
      String text,
      List<T> values,
      Function<T, String> name,
      Function<GuardSettings, T> is,
      Consumer<T> choose) {
    ComboBox<T> choice = new ComboBox<>();
    choice.setId(id);
    choice.setAccessibleText(text);
    choice.getItems().setAll(values);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String written) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    model.settingsProperty().subscribe(now -> choice.setValue(is.apply(now)));
    choice.valueProperty().subscribe((_, chosen) -> choose.accept(chosen));
    return choice;
  }

  private Spinner<Integer> number(
      String id, String text, int least, int most, int now, Consumer<Integer> choose) {
    Spinner<Integer> spinner = new Spinner<>(least, most, now);
    spinner.setId(id);
    spinner.setAccessibleText(text);
    spinner.getEditor().setAccessibleText(text);
    spinner.setPrefWidth(SPINNER_WIDTH);
    spinner.setMinWidth(Region.USE_PREF_SIZE);
    spinner.valueProperty().subscribe((_, chosen) -> choose.accept(chosen));
    return spinner;
  }

  // The schedule.

  private List<Node> schedule() {
    CheckBox on =
        box(
            "guard-schedule",
            Messages.text("guard.schedule"),
            now -> now.schedule().on(),
            wanted -> model.schedule(now -> now.withOn(wanted)));
    FlowPane days = new FlowPane(4, 4);
    for (DayOfWeek day : DayOfWeek.values()) {
      days.getChildren().add(chip(day));
    }
    String from = Messages.text("guard.from");
    String to = Messages.text("guard.to");
    HBox hours =
        row(
            whole(from),
            time(
                "guard-from",
                from,
                Schedule::from,
                time -> model.schedule(now -> now.withHours(time, now.to()))),
            whole(to),
            time(
                "guard-to",
                to,
                Schedule::to,
                time -> model.schedule(now -> now.withHours(now.from(), time))));
    days.disableProperty().bind(on.selectedProperty().not());
    hours.disableProperty().bind(on.selectedProperty().not());
    return List.of(on, days, hours);
  }

  private static Label whole(String words) {
    Label label = new Label(words);
    label.setMinWidth(Region.USE_PREF_SIZE);
    return label;
  }

  private Chip chip(DayOfWeek day) {
    Chip chip =
        new Chip(
            "guard-day-" + day.getValue(),
            day.getDisplayName(TextStyle.SHORT_STANDALONE, Messages.language()));
    chip.setMinWidth(Region.USE_PREF_SIZE);
    chip.setAccessibleText(day.getDisplayName(TextStyle.FULL_STANDALONE, Messages.language()));
    model
        .settingsProperty()
        .subscribe(now -> chip.setSelected(now.schedule().days().contains(day)));
    chip.selectedProperty()
        .subscribe((_, chosen) -> model.schedule(now -> now.withDay(day, chosen)));
    return chip;
  }

  private ComboBox<LocalTime> time(
      String id, String text, Function<Schedule, LocalTime> is, Consumer<LocalTime> choose) {
    List<LocalTime> times = new ArrayList<>();
    for (int minute = 0; minute < DAY_MINUTES; minute += STEP_MINUTES) {
      times.add(LocalTime.ofSecondOfDay(minute * 60L));
    }
    return choice(id, text, times, LocalTime::toString, now -> is.apply(now.schedule()), choose);
  }

  // The battery.

  private Node battery() {
    Label name = new Label(Messages.text("guard.battery.title"));
    name.getStyleClass().add("field-label");
    ComboBox<BatteryRule> rule =
        choice(
            "guard-battery",
            name.getText(),
            List.of(BatteryRule.values()),
            GuardsCard::name,
            GuardSettings::battery,
            chosen -> model.change(now -> now.withBattery(chosen, now.leastCharge())));
    name.setLabelFor(rule);
    Spinner<Integer> charge =
        number(
            "guard-charge",
            Messages.text("guard.battery.charge"),
            1,
            GuardSettings.MOST_CHARGE,
            model.settingsProperty().get().leastCharge(),
            percent -> model.change(now -> now.withBattery(now.battery(), percent)));
    HBox limit = row(charge, new Label("%"));
    model
        .settingsProperty()
        .subscribe(now -> limit.setVisible(now.battery() == BatteryRule.ENOUGH_CHARGE));
    limit.managedProperty().bind(limit.visibleProperty());
    HBox row = row(rule, limit);
    row.disableProperty().bind(model.batteryUsableProperty().not());
    VBox field = new VBox(name, row);
    field.getStyleClass().add("field");
    return field;
  }

  private static String name(BatteryRule rule) {
    return Messages.text(
        switch (rule) {
          case IGNORE -> "guard.battery.ignore";
          case MAINS_ONLY -> "guard.battery.mains";
          case ENOUGH_CHARGE -> "guard.battery.enough";
        });
  }

  // The temperature.

  private Node heat() {
    CheckBox on =
        box(
            "guard-heat",
            Messages.text("guard.heat"),
            GuardSettings::heat,
            wanted -> model.change(now -> now.withHeat(wanted, now.mostCelsius())));
    Spinner<Integer> most =
        number(
            "guard-celsius",
            Messages.text("guard.heat.most"),
            GuardSettings.LEAST_CELSIUS,
            GuardSettings.MOST_CELSIUS,
            model.settingsProperty().get().mostCelsius(),
            celsius -> model.change(now -> now.withHeat(now.heat(), celsius)));
    HBox row = row(on, most, new Label("°C"));
    row.disableProperty().bind(model.heatUsableProperty().not());
    return row;
  }
}
