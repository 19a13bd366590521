package org.quantumcoin.ui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.Property;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.LanguageBox;
import org.quantumcoin.ui.control.ScaleSlider;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.prefs.Appearance;
import org.quantumcoin.ui.prefs.LockAway;
import org.quantumcoin.ui.prefs.NoticeKind;
import org.quantumcoin.ui.prefs.Preferences;

/// The settings as a list of cards that a search narrows down.
final class SettingsView extends ScrollPane {
  private final TextField search = new TextField();
  private final VBox list = new VBox();
  private final List<Setting> settings = new ArrayList<>();
  private final BooleanProperty noticesUsable = new SimpleBooleanProperty(true);

  /// @param words what a search looks through
  record Setting(String words, Node card) {}

  SettingsView(Preferences preferences) {
    setId("settings");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.settings"));
    title.getStyleClass().add("page-title");
    search.setId("settings-search");
    search.setPromptText(Messages.text("settings.search"));
    search.setAccessibleText(Messages.text("settings.search"));
    search.textProperty().subscribe(this::filter);
    list.getStyleClass().add("form");
    VBox page = new VBox(title, search, list);
    page.getStyleClass().addAll("page", "narrow");
    setContent(page);
    add(
        "settings.look",
        choice(
            "settings-look",
            preferences.appearanceProperty(),
            List.of(Appearance.values()),
            SettingsView::name));
    Slider scale = new ScaleSlider(preferences.scalePercentProperty());
    scale.setId("settings-scale");
    add("settings.scale", scale);
    LanguageBox language = new LanguageBox(preferences.languageProperty());
    language.setId("settings-language");
    add("settings.language", language);
    add(
        "settings.unit",
        choice(
            "settings-unit",
            preferences.unitProperty(),
            List.of(AmountUnit.values()),
            each ->
                Messages.text(
                    each == AmountUnit.COIN ? "settings.unit.coin" : "settings.unit.sats")));
    add("settings.rail", onOff("settings-rail", preferences.railExpandedProperty()));
    add(
        "settings.lockaway",
        choice(
            "settings-lockaway",
            preferences.lockAwayProperty(),
            List.of(LockAway.values()),
            each -> Messages.text("settings.lockaway." + each.name().toLowerCase(Locale.ROOT))));
    Spinner<Integer> minutes =
        new Spinner<>(
            1, Preferences.MOST_UNLOCK_MINUTES, preferences.unlockMinutesProperty().get());
    minutes.setId("settings-unlock");
    minutes.getEditor().setAccessibleText(Messages.text("settings.unlock"));
    minutes.setPrefWidth(110);
    minutes.valueProperty().subscribe(now -> preferences.unlockMinutesProperty().set(now));
    add("settings.unlock", minutes);
  }

  /// What the system tells while somebody looks elsewhere.
  void addNotices(Preferences preferences) {
    Label none = new Label(Messages.text("settings.notify.none"), new FontIcon("fth-bell-off"));
    none.setId("settings-notify-none");
    none.setWrapText(true);
    none.setMinHeight(Region.USE_PREF_SIZE);
    none.getStyleClass().add("text-muted");
    none.visibleProperty().bind(noticesUsable.not());
    none.managedProperty().bind(none.visibleProperty());
    settings.add(new Setting(none.getText().toLowerCase(Locale.ROOT), none));
    for (NoticeKind kind : NoticeKind.values()) {
      addNotice(kind.key(), preferences.noticeProperty(kind));
    }
    addNotice("amounts", preferences.noticeAmountsProperty());
  }

  private void addNotice(String name, Property<Boolean> wanted) {
    CheckBox box = onOff("settings-notify-" + name, wanted);
    box.disableProperty().bind(noticesUsable.not());
    add("settings.notify." + name, box);
  }

  /// Whether this system has notifications at all; it has, as long as nobody said no.
  BooleanProperty noticesUsableProperty() {
    return noticesUsable;
  }

  /// Settings that are made elsewhere, at the end.
  void addAll(List<Setting> more) {
    settings.addAll(more);
    filter(search.getText());
  }

  void search(String text) {
    search.setText(text);
  }

  private static String name(Appearance look) {
    return Messages.text(
        switch (look) {
          case SYSTEM -> "shell.theme.system";
          case LIGHT -> "shell.theme.light";
          case DARK -> "shell.theme.dark";
          case HIGH_CONTRAST -> "shell.theme.contrast";
        });
  }

  /// A card: the name, what it does, the control at the end.
  private void add(String key, Control control) {
    add(key, control, "");
  }

  /// The same with `now` for what it is set to, where the control does not show it, and what comes
  /// when the control is used.
  void add(String key, Control control, String now, Node... beneath) {
    Label name = new Label(Messages.text(key));
    name.getStyleClass().add("field-label");
    name.setLabelFor(control);
    Label hint = new Label(Messages.text(key + ".hint", now));
    hint.getStyleClass().addAll("text-muted", "text-small");
    hint.setWrapText(true);
    control.setMinWidth(Region.USE_PREF_SIZE);
    control.setAccessibleText(name.getText());
    control.setAccessibleHelp(hint.getText());
    VBox words = new VBox(name, hint);
    words.getChildren().addAll(beneath);
    words.getStyleClass().add("field");
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox card = new HBox(words, control);
    card.setAlignment(Pos.CENTER_LEFT);
    card.getStyleClass().addAll("card", "setting");
    settings.add(
        new Setting((name.getText() + " " + hint.getText()).toLowerCase(Locale.ROOT), card));
    filter(search.getText());
  }

  private static CheckBox onOff(String id, Property<Boolean> property) {
    CheckBox box = new CheckBox();
    box.setId(id);
    box.selectedProperty().bindBidirectional(property);
    return box;
  }

  private static <T> ComboBox<T> choice(
      String id, Property<T> property, List<T> values, Function<T, String> name) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getItems().setAll(values);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T value) {
            return value == null ? "" : name.apply(value);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("chosen, never typed");
          }
        });
    box.valueProperty().bindBidirectional(property);
    return box;
  }

  private void filter(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    list.getChildren()
        .setAll(
            settings.stream()
                .filter(each -> each.words().contains(wanted))
                .map(Setting::card)
                .toList());
  }
}
