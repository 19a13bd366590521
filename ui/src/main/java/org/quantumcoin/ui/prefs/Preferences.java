package org.quantumcoin.ui.prefs;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.guard.GuardSettings;

/// What a person set in the window, kept in `desktop.properties`. Each change is written at once,
/// off the thread that made it; what cannot be written is a warning in the log, no more.
///
/// Belongs to the FX thread.
public final class Preferences implements AutoCloseable {
  public static final int LEAST_SCALE_PERCENT = 80;
  public static final int MOST_SCALE_PERCENT = 200;
  public static final int MOST_UNLOCK_MINUTES = 240;

  /// Long enough to read a review twice.
  private static final int USUAL_UNLOCK_MINUTES = 5;

  private static final int CLOSE_SECONDS = 5;

  private final Optional<Path> file;
  private final Properties stored = new Properties();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().name("preferences").daemon().unstarted(task));

  private final ObjectProperty<Appearance> appearance = new SimpleObjectProperty<>();
  private final IntegerProperty scalePercent = new SimpleIntegerProperty();
  private final ObjectProperty<Locale> language = new SimpleObjectProperty<>();
  private final BooleanProperty railExpanded = new SimpleBooleanProperty();
  private final BooleanProperty welcomed = new SimpleBooleanProperty();
  private final ObjectProperty<LockAway> lockAway = new SimpleObjectProperty<>();
  private final Map<NoticeKind, BooleanProperty> notices = new EnumMap<>(NoticeKind.class);
  private final BooleanProperty noticeAmounts = new SimpleBooleanProperty();
  private final ObjectProperty<AmountUnit> unit = new SimpleObjectProperty<>();
  private final StringProperty page = new SimpleStringProperty();
  private final StringProperty folded = new SimpleStringProperty();
  private final StringProperty wallet = new SimpleStringProperty();
  private final StringProperty tokenLibrary = new SimpleStringProperty();
  private final IntegerProperty unlockMinutes = new SimpleIntegerProperty();
  private final ObjectProperty<Optional<Placement>> placement = new SimpleObjectProperty<>();
  private final ObjectProperty<GuardSettings> guards = new SimpleObjectProperty<>();

  private Preferences(Optional<Path> file) {
    this.file = file;
  }

  /// Those of a file, which need not exist. Reads it.
  public static Preferences open(Path file) {
    return read(Optional.of(file));
  }

  /// The usual ones, kept nowhere.
  public static Preferences inMemory() {
    return read(Optional.empty());
  }

  private static Preferences read(Optional<Path> file) {
    Preferences preferences = new Preferences(file);
    if (file.isPresent() && Files.exists(file.get())) {
      try (Reader in = Files.newBufferedReader(file.get())) {
        preferences.stored.load(in);
      } catch (IOException | IllegalArgumentException e) {
        Log.warning("The window's preferences cannot be read: " + e.getMessage());
      }
    }
    preferences.bindAll();
    return preferences;
  }

  private void bindAll() {
    bind("appearance", appearance, Appearance.SYSTEM, constant(Appearance.values()), Enum::name);
    bind("unit", unit, AmountUnit.COIN, constant(AmountUnit.values()), Enum::name);
    bind(
        "language",
        language,
        Messages.closest(Locale.getDefault()),
        text -> Optional.of(Messages.closest(Locale.forLanguageTag(text))),
        Locale::toLanguageTag);
    bind(
        "placement",
        placement,
        Optional.empty(),
        text -> Optional.of(Placement.parse(text)),
        place -> place.map(Placement::format).orElse(""));
    bind("miner-guards", guards, GuardSettings.USUAL, GuardSettings::parse, GuardSettings::format);
    scalePercent.set(number("scale", 100, LEAST_SCALE_PERCENT, MOST_SCALE_PERCENT));
    scalePercent.subscribe((_, now) -> put("scale", now.toString()));
    bind("rail", railExpanded, true);
    bind("lockaway", lockAway, LockAway.AT_ONCE, LockAway::read, Enum::name);
    for (NoticeKind kind : NoticeKind.values()) {
      BooleanProperty wanted = new SimpleBooleanProperty();
      notices.put(kind, wanted);
      bind("notify-" + kind.key(), wanted, true);
    }
    bind("notify-amounts", noticeAmounts, false);
    // Who has set anything before has seen the window; only a new file is a first start.
    welcomed.set(
        Boolean.parseBoolean(
            stored.getProperty("welcomed", Boolean.toString(!stored.isEmpty() || file.isEmpty()))));
    welcomed.subscribe((_, now) -> put("welcomed", now.toString()));
    bind("page", page);
    bind("wallet", wallet);
    bind("folded", folded);
    bind("token-library", tokenLibrary);
    unlockMinutes.set(number("unlock-minutes", USUAL_UNLOCK_MINUTES, 1, MOST_UNLOCK_MINUTES));
    unlockMinutes.subscribe((_, now) -> put("unlock-minutes", now.toString()));
  }

  private void bind(String key, StringProperty property) {
    property.set(stored.getProperty(key, ""));
    property.subscribe((_, now) -> put(key, now));
  }

  private void bind(String key, BooleanProperty property, boolean usual) {
    property.set(Boolean.parseBoolean(stored.getProperty(key, Boolean.toString(usual))));
    property.subscribe((_, now) -> put(key, now.toString()));
  }

  private int number(String key, int usual, int least, int most) {
    try {
      int read = Integer.parseInt(stored.getProperty(key, Integer.toString(usual)));
      return Math.clamp(read, least, most);
    } catch (NumberFormatException _) {
      return usual;
    }
  }

  private static <E extends Enum<E>> Function<String, Optional<E>> constant(E[] all) {
    return text -> Arrays.stream(all).filter(each -> each.name().equals(text)).findFirst();
  }

  private <T> void bind(
      String key,
      ObjectProperty<T> property,
      T usual,
      Function<String, Optional<T>> parse,
      Function<T, String> format) {
    property.set(Optional.ofNullable(stored.getProperty(key)).flatMap(parse).orElse(usual));
    property.subscribe((_, now) -> put(key, format.apply(now)));
  }

  private void put(String key, String value) {
    if (value.equals(stored.getProperty(key))) {
      return;
    }
    stored.setProperty(key, value);
    Properties copy = new Properties();
    copy.putAll(stored);
    file.ifPresent(path -> writer.execute(() -> write(path, copy)));
  }

  private static void write(Path path, Properties properties) {
    Path beside = path.resolveSibling(path.getFileName() + ".new");
    try {
      try (Writer out = Files.newBufferedWriter(beside)) {
        properties.store(out, null);
      }
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Log.warning("The window's preferences cannot be kept: " + e.getMessage());
    }
  }

  /// Waits until what was changed is written.
  @Override
  public void close() {
    writer.shutdown();
    try {
      boolean _ = writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /// Size of the text, from [#LEAST_SCALE_PERCENT] to [#MOST_SCALE_PERCENT].
  public IntegerProperty scalePercentProperty() {
    return scalePercent;
  }

  public ObjectProperty<Locale> languageProperty() {
    return language;
  }

  /// Whether the rail has words beside its icons.
  public BooleanProperty railExpandedProperty() {
    return railExpanded;
  }

  /// Whether the first start has been gone through.
  public BooleanProperty welcomedProperty() {
    return welcomed;
  }

  /// When wallets are locked while the window is minimised or the computer sleeps.
  public ObjectProperty<LockAway> lockAwayProperty() {
    return lockAway;
  }

  /// Whether the system tells of such things while somebody looks elsewhere.
  public BooleanProperty noticeProperty(NoticeKind kind) {
    return Objects.requireNonNull(notices.get(kind), kind.name());
  }

  /// Whether it tells how much, which everybody reads who sees the screen.
  public BooleanProperty noticeAmountsProperty() {
    return noticeAmounts;
  }

  public ObjectProperty<AmountUnit> unitProperty() {
    return unit;
  }

  /// Sections of the rail that are folded away, by name, with commas between.
  public StringProperty foldedProperty() {
    return folded;
  }

  /// The page that was shown last, by name; empty at the first start.
  public StringProperty pageProperty() {
    return page;
  }

  /// The wallet that was shown last.
  public StringProperty walletProperty() {
    return wallet;
  }

  /// The file by which tokens are reached (PKCS #11); empty if none was named.
  public StringProperty tokenLibraryProperty() {
    return tokenLibrary;
  }

  /// How long a wallet stays unlocked that was unlocked for a task.
  public IntegerProperty unlockMinutesProperty() {
    return unlockMinutes;
  }

  /// What the miner respects.
  public ObjectProperty<GuardSettings> guardsProperty() {
    return guards;
  }

  /// Where the window was; empty at the first start.
  public ObjectProperty<Optional<Placement>> placementProperty() {
    return placement;
  }
}
