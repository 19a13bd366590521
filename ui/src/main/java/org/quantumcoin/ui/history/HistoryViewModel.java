package org.quantumcoin.ui.history;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.History;
import org.quantumcoin.wallet.view.HistoryFilter;
import org.quantumcoin.wallet.view.HistoryLine;
import org.quantumcoin.wallet.view.HistoryOrder;

/// The list of transactions: what is looked for, in which order, and what was found.
final class HistoryViewModel {
  /// What the chips choose.
  enum Show {
    ALL,
    RECEIVED,
    SENT,
    MINED,
    PENDING;

    HistoryFilter filter() {
      return switch (this) {
        case ALL -> HistoryFilter.ALL;
        case RECEIVED -> HistoryFilter.ALL.withKinds(EnumSet.of(HistoryLine.Kind.RECEIVED));
        case SENT -> HistoryFilter.ALL.withKinds(EnumSet.of(HistoryLine.Kind.SENT));
        case MINED -> HistoryFilter.ALL.withKinds(EnumSet.of(HistoryLine.Kind.MINED));
        case PENDING ->
            HistoryFilter.ALL.withStates(
                EnumSet.of(HistoryLine.State.PENDING, HistoryLine.State.WAITING));
      };
    }

    String title() {
      return Messages.text(
          switch (this) {
            case ALL -> "history.show.all";
            case RECEIVED -> "history.received";
            case SENT -> "history.sent";
            case MINED -> "history.mined";
            case PENDING -> "history.pending";
          });
    }
  }

  private final Live live;
  private final Work work;
  private final PagedItems<HistoryLine> items;
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
  private final ObjectProperty<HistoryOrder> order =
      new SimpleObjectProperty<>(HistoryOrder.NEWEST_FIRST);

  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final OneAtATime reading = new OneAtATime(this::read);

  HistoryViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    this.items = new PagedItems<>(work, this::failed);
    text.subscribe((_, _) -> reload());
    show.subscribe((_, _) -> reload());
    order.subscribe((_, _) -> reload());
  }

  private HistoryFilter filter() {
    return show.get().filter().withText(text.get().strip());
  }

  /// Reads the list anew.
  void reload() {
    reading.ask();
  }

  private void read() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty()) {
      reading.done();
      return;
    }
    HistoryFilter filter = filter();
    HistoryOrder by = order.get();
    work.run(
        () -> History.of(wallet.get(), filter, by),
        this::show,
        failed -> {
          failed(failed);
          reading.done();
        });
  }

  private void show(History history) {
    problem.set("");
    loaded.set(true);
    count.set(Messages.text("history.count", history.size()));
    items.show(
        new PagedItems.Source<>() {
          @Override
          public int size() {
            return history.size();
          }

          @Override
          public List<HistoryLine> lines(int offset, int number) {
            return history.lines(offset, number);
          }
        });
    reading.done();
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  /// Writes what is listed to a file; `done` hears how it went, in a sentence.
  void export(Path file, Consumer<String> done) {
    live.walletProperty()
        .get()
        .ifPresent(wallet -> {
          HistoryFilter filter = filter();
          work.run(
              () -> write(wallet, filter, file),
              _ -> done.accept(Messages.text("history.exported", file)),
              failed ->
                  done.accept(
                      Messages.text("history.notexported", String.valueOf(failed.getMessage()))));
        });
  }

  private static Path write(Wallet wallet, HistoryFilter filter, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      History.csv(wallet, filter, out);
    }
    return file;
  }

  PagedItems<HistoryLine> items() {
    return items;
  }

  StringProperty textProperty() {
    return text;
  }

  ObjectProperty<Show> showProperty() {
    return show;
  }

  ObjectProperty<HistoryOrder> orderProperty() {
    return order;
  }

  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Whether the list was read at least once: until then an empty table says nothing.
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  /// Whether something is left out.
  boolean isFiltered() {
    return show.get() != Show.ALL || !text.get().isBlank();
  }

  static Set<Show> choices() {
    return EnumSet.allOf(Show.class);
  }
}
