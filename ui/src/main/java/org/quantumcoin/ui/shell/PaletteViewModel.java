package org.quantumcoin.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The command palette: finds pages and actions by what is typed, and whatever else `found` makes
/// of it: an address, a block, a transaction.
final class PaletteViewModel {
  private static final int MAX_SHOWN = 12;

  private final List<Command> commands;
  private final Function<String, List<Command>> found;
  private final StringProperty query = new SimpleStringProperty("");
  private final IntegerProperty selected = new SimpleIntegerProperty();
  private final ObservableList<Command> matches = FXCollections.observableArrayList();

  PaletteViewModel(List<Command> commands, Function<String, List<Command>> found) {
    this.commands = List.copyOf(commands);
    this.found = found;
    query.subscribe(this::search);
  }

  private record Match(Command command, int score) {}

  private void search(String typed) {
    String wanted = typed.strip().toLowerCase(Locale.ROOT);
    List<Match> scored = new ArrayList<>();
    for (Command command : commands) {
      int score = score(command, wanted);
      if (score > 0) {
        scored.add(new Match(command, score));
      }
    }
    scored.sort(Comparator.comparingInt(Match::score).reversed());
    List<Command> all = new ArrayList<>(found.apply(typed.strip()));
    scored.forEach(match -> all.add(match.command()));
    matches.setAll(all.subList(0, Math.min(all.size(), MAX_SHOWN)));
    selected.set(0);
  }

  /// 0 for none; more for what is more likely meant.
  private static int score(Command command, String wanted) {
    if (wanted.isEmpty()) {
      return 1;
    }
    String title = command.title().toLowerCase(Locale.ROOT);
    if (title.startsWith(wanted)) {
      return 5;
    }
    if (title.contains(" " + wanted)) {
      return 4;
    }
    String words = command.words().toLowerCase(Locale.ROOT);
    if (words.startsWith(wanted) || words.contains(" " + wanted)) {
      return 3;
    }
    return title.contains(wanted) || isWithin(wanted, title) ? 2 : 0;
  }

  /// Whether the letters stand in a text in this order: `rcv` in `receive`.
  private static boolean isWithin(String letters, String text) {
    int at = 0;
    for (int i = 0; i < letters.length(); i++) {
      at = text.indexOf(letters.charAt(i), at) + 1;
      if (at == 0) {
        return false;
      }
    }
    return true;
  }

  /// Up or down the list, and round at its ends.
  void move(int steps) {
    if (!matches.isEmpty()) {
      selected.set(Math.floorMod(selected.get() + steps, matches.size()));
    }
  }

  StringProperty queryProperty() {
    return query;
  }

  IntegerProperty selectedProperty() {
    return selected;
  }

  ObservableList<Command> matches() {
    return matches;
  }
}
