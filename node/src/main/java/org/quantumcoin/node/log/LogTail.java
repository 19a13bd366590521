package org.quantumcoin.node.log;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The last lines of the log, in memory, for those who watch it.
///
/// Watchers come and ask for what is newer than what they have seen, as often as they redraw; so no
/// watcher, however slow, holds up whoever logs. Asking when nothing is new reads one field.
///
/// Bounded by lines and by characters: what is oldest goes first, and a watcher that was away for
/// long sees by the numbers of the lines how many it missed.
public final class LogTail {
  public static final int MAX_LINES = 5_000;

  /// Stack traces are long; some megabytes of text are enough for a window.
  static final int MAX_CHARS = 2_000_000;

  /// Of one line; the file has it whole.
  static final int MAX_LINE_CHARS = 8_000;

  private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
  private int chars;
  private volatile long lastNumber;

  LogTail() {}

  synchronized void add(
      long timeMillis, LogLevel level, Optional<LogCategory> category, String text) {
    String kept = text.length() <= MAX_LINE_CHARS ? text : text.substring(0, MAX_LINE_CHARS) + "…";
    long number = lastNumber + 1;
    lines.addLast(new LogLine(number, timeMillis, level, category, kept));
    chars += kept.length();
    while (lines.size() > MAX_LINES || chars > MAX_CHARS) {
      chars -= lines.removeFirst().text().length();
    }
    lastNumber = number;
  }

  /// The number of the newest line; 0 before the first.
  public long lastNumber() {
    return lastNumber;
  }

  /// Kept lines newer than the line `number`, oldest first; all that are kept for 0.
  public List<LogLine> after(long number) {
    if (number >= lastNumber) {
      return List.of();
    }
    synchronized (this) {
      int missing = (int) Math.min(lastNumber - number, lines.size());
      List<LogLine> newest = new ArrayList<>(missing);
      Iterator<LogLine> fromNewest = lines.descendingIterator();
      for (int i = 0; i < missing; i++) {
        newest.add(fromNewest.next());
      }
      return newest.reversed();
    }
  }
}
