package org.quantumcoin.ui.table;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.collections.ObservableListBase;
import org.quantumcoin.ui.task.Work;

/// A list of any length of which only what is looked at is fetched, a page at a time and off the FX
/// thread. Belongs to the FX thread.
///
/// When the source is replaced by a newer one, rows keep what they showed until the new value is
/// there, so that a list that grows does not flicker.
public final class PagedItems<T> extends ObservableListBase<Row<T>> {
  /// Rows that are fetched together: more than a tall window shows.
  static final int PAGE_ROWS = 64;

  /// Rows that are kept; the ones that were not looked at for longest go first.
  private static final int MAX_ROWS = 4_096;

  /// A list at one moment. `lines` is called off the FX thread.
  public interface Source<T> {
    int size();

    /// As many as there are from a place on, at most `count`.
    List<T> lines(int offset, int count);
  }

  private final Work work;
  private final Consumer<Exception> failed;
  private final Map<Integer, Row<T>> rows =
      new LinkedHashMap<>(PAGE_ROWS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Row<T>> eldest) {
          return size() > MAX_ROWS;
        }
      };

  private final Set<Integer> asked = new HashSet<>();
  private Optional<Source<T>> source = Optional.empty();

  /// @param failed hears of pages that could not be fetched
  public PagedItems(Work work, Consumer<Exception> failed) {
    this.work = work;
    this.failed = failed;
  }

  /// Shows another list, or the same as it is now.
  public void show(Source<T> newer) {
    int before = size();
    source = Optional.of(newer);
    asked.clear();
    int now = newer.size();
    rows.keySet().removeIf(index -> index >= now);
    beginChange();
    if (now == before) {
      // The same rows with other contents: no table needs to be built anew.
      Set<Integer> pages = new HashSet<>();
      rows.keySet().forEach(index -> pages.add(index / PAGE_ROWS));
      pages.forEach(this::fetch);
    } else {
      nextReplace(0, now, Collections.nCopies(before, new Row<>()));
    }
    endChange();
  }

  @Override
  public int size() {
    return source.map(Source::size).orElse(0);
  }

  @Override
  public Row<T> get(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException(index);
    }
    Row<T> row = rows.computeIfAbsent(index, _ -> new Row<>());
    fetch(index / PAGE_ROWS);
    return row;
  }

  private void fetch(int page) {
    Source<T> from = source.orElseThrow();
    if (!asked.add(page)) {
      return;
    }
    int first = page * PAGE_ROWS;
    work.run(
        () -> from.lines(first, PAGE_ROWS),
        lines -> {
          if (source.filter(current -> current == from).isPresent()) {
            for (int i = 0; i < lines.size(); i++) {
              rows.computeIfAbsent(first + i, _ -> new Row<>()).set(lines.get(i));
            }
          }
        },
        failed);
  }
}
