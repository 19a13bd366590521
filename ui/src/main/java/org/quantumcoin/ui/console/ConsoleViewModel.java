package org.quantumcoin.ui.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.api.ConsoleAccess.Reply;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.task.Work;

/// What was typed and answered, and what was typed before.
///
/// Neither the screen nor the history keeps a passphrase or a key: lines are shown as
/// [ConsoleAccess#forHistory] has them.
final class ConsoleViewModel {
  private static final int MAX_ENTRIES = 500;
  private static final int MAX_HISTORY = 200;
  private static final int MAX_PROPOSALS = 12;

  private final Supplier<Optional<ConsoleAccess>> console;
  private final Supplier<Optional<String>> wallet;
  private final Work work;
  private final ObservableList<Entry> entries = FXCollections.observableArrayList();
  private final List<String> history = new ArrayList<>();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private int at;

  /// Something on the screen.
  record Entry(Kind kind, String text) {}

  enum Kind {
    COMMAND,
    RESULT,
    PROBLEM
  }

  ConsoleViewModel(
      Supplier<Optional<ConsoleAccess>> console, Supplier<Optional<String>> wallet, Work work) {
    this.console = console;
    this.wallet = wallet;
    this.work = work;
  }

  /// Runs a line; false when it is not taken, because there is none, another one runs, or the node
  /// is not there yet.
  boolean run(String typed) {
    String line = typed.strip();
    if (line.isEmpty() || busy.get()) {
      return false;
    }
    Optional<ConsoleAccess> access = console.get();
    if (access.isEmpty()) {
      add(Kind.PROBLEM, Messages.text("console.notyet"));
      return false;
    }
    String kept = access.get().forHistory(line);
    add(Kind.COMMAND, kept);
    remember(kept);
    busy.set(true);
    Optional<String> name = wallet.get();
    work.run(
        () -> access.get().run(line, name),
        reply -> {
          busy.set(false);
          show(reply);
        },
        failed -> {
          busy.set(false);
          add(Kind.PROBLEM, String.valueOf(failed.getMessage()));
        });
    return true;
  }

  private void show(Reply reply) {
    switch (reply) {
      case Reply.Result(String text) ->
          add(Kind.RESULT, text.isEmpty() ? Messages.text("console.done") : text);
      case Reply.Failed(int code, String message) ->
          add(Kind.PROBLEM, Messages.text("console.failed", message, Integer.toString(code)));
      case Reply.NotUnderstood(String message, int position) ->
          add(
              Kind.PROBLEM,
              Messages.text("console.syntax", message, Integer.toString(position + 1)));
    }
  }

  private void add(Kind kind, String text) {
    entries.add(new Entry(kind, text));
    if (entries.size() > MAX_ENTRIES) {
      entries.removeFirst();
    }
  }

  void clear() {
    entries.clear();
  }

  private void remember(String line) {
    if (history.isEmpty() || !history.getLast().equals(line)) {
      history.add(line);
    }
    if (history.size() > MAX_HISTORY) {
      history.removeFirst();
    }
    at = history.size();
  }

  /// The line before the one shown; the first stays.
  Optional<String> previous() {
    if (history.isEmpty()) {
      return Optional.empty();
    }
    at = Math.max(0, at - 1);
    return Optional.of(history.get(at));
  }

  /// The line after the one shown; an empty one behind the last.
  String next() {
    at = Math.min(history.size(), at + 1);
    return at < history.size() ? history.get(at) : "";
  }

  /// Methods that the word before the cursor may become; those that begin with it come first.
  List<String> proposals(String line, int cursor) {
    String word = word(line, cursor);
    Optional<ConsoleAccess> access = console.get();
    if (word.isEmpty() || access.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>();
    List<String> methods = access.get().methods();
    methods.stream().filter(name -> name.startsWith(word)).forEach(found::add);
    methods.stream()
        .filter(name -> !name.startsWith(word) && name.contains(word))
        .forEach(found::add);
    return found.size() == 1 && found.getFirst().equals(word)
        ? List.of()
        : List.copyOf(found.subList(0, Math.min(found.size(), MAX_PROPOSALS)));
  }

  /// The line with the word before the cursor replaced.
  static String completed(String line, int cursor, String method) {
    int start = cursor - word(line, cursor).length();
    return line.substring(0, start) + method + line.substring(cursor);
  }

  /// A method's name, or the beginning of one, where a method may stand: first in the line, behind
  /// an opening parenthesis, or behind `help`.
  private static String word(String line, int cursor) {
    int start = cursor;
    while (start > 0 && isWord(line.charAt(start - 1))) {
      start--;
    }
    String before = line.substring(0, start).strip();
    boolean mayBeMethod = before.isEmpty() || before.endsWith("(") || before.equals("help");
    return mayBeMethod ? line.substring(start, cursor) : "";
  }

  private static boolean isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  /// Help for the method that a line begins with; empty for others.
  Optional<String> help(String line) {
    String first = line.strip().split("[\\s(]", 2)[0];
    return console.get().flatMap(access -> access.help(first));
  }

  ObservableList<Entry> entries() {
    return entries;
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
