package org.quantumcoin.ui.logs;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import org.quantumcoin.node.log.LogLevel;
import org.quantumcoin.node.log.LogLine;
import org.quantumcoin.node.log.LogTail;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;

/// The last lines of the log, those that fit the filter. Asking for new ones copies what is in
/// memory and waits for nobody, so it is done on the window's own thread.
final class LogsViewModel {
  private final LogTail tail;
  private final ObservableList<LogLine> lines = FXCollections.observableArrayList();
  private final FilteredList<LogLine> shown = new FilteredList<>(lines);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<LogLevel> level = new SimpleObjectProperty<>(LogLevel.TRACE);
  private final BooleanProperty following = new SimpleBooleanProperty(true);
  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private long last;

  LogsViewModel(LogTail tail) {
    this.tail = tail;
    filter.subscribe(_ -> refilter());
    level.subscribe(_ -> refilter());
  }

  /// Takes over what is new, unless the person stopped it to read.
  void tick() {
    if (!following.get() || tail.lastNumber() == last) {
      return;
    }
    List<LogLine> newer = tail.after(last);
    last = newer.isEmpty() ? last : newer.getLast().number();
    int kept = Math.max(0, LogTail.MAX_LINES - newer.size());
    if (lines.size() > kept) {
      lines.remove(0, lines.size() - kept);
    }
    lines.addAll(newer);
    say();
  }

  private void refilter() {
    String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
    LogLevel least = level.get();
    shown.setPredicate(line -> line.level().compareTo(least) >= 0 && fits(line, wanted));
    say();
  }

  private static boolean fits(LogLine line, String wanted) {
    return wanted.isEmpty()
        || line.text().toLowerCase(Locale.ROOT).contains(wanted)
        || line.category().filter(category -> category.label().equals(wanted)).isPresent();
  }

  private void say() {
    count.set(
        Messages.text(
            "logs.count", Quantities.count(shown.size()), Quantities.count(lines.size())));
  }

  /// Oldest first.
  ObservableList<LogLine> shown() {
    return shown;
  }

  StringProperty filterProperty() {
    return filter;
  }

  /// Lines below it are not shown.
  ObjectProperty<LogLevel> levelProperty() {
    return level;
  }

  BooleanProperty followingProperty() {
    return following;
  }

  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }
}
