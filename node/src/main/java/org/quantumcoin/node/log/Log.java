package org.quantumcoin.node.log;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The process's log. Lines look as Bitcoin Core writes them:
///
/// ```
/// 2026-01-01T00:00:00Z UpdateTip: new best=…
/// 2026-01-01T00:00:00Z [net] received: ping (8 bytes) peer=3
/// 2026-01-01T00:00:00Z [warning] …
/// 2026-01-01T00:00:00Z [error] ERROR: …
/// ```
///
/// Errors carry the word ERROR or FATAL besides Core's `[error]`, because health scripts count
/// those words. A category that is off costs one volatile read.
public final class Log {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final LogSink SINK = new LogSink();
  private static final LogTail TAIL = new LogTail();
  private static final Map<LogCategory, LogLevel> CATEGORY_LEVELS =
      new EnumMap<>(LogCategory.class);
  private static volatile LogOptions options = LogOptions.consoleOnly();
  private static volatile Clock clock = Clock.systemUTC();

  /// One bit a category that was switched on.
  private static long enabledBits;

  private static LogLevel globalLevel = LogLevel.DEBUG;

  /// Derived from the three above: what the fast checks read.
  private static volatile long debugBits;

  private static volatile long traceBits;

  private Log() {}

  /// Opens the file and console and writes what was logged so far.
  public static void open(LogOptions wanted) throws IOException {
    options = wanted;
    SINK.open(wanted);
  }

  public static void close() {
    SINK.close();
  }

  /// The last lines, for a window.
  public static LogTail tail() {
    return TAIL;
  }

  /// For tests: where the time stamps come from.
  static void useClock(Clock wanted) {
    clock = wanted;
  }

  public static void info(String text) {
    write(LogLevel.INFO, "", text);
  }

  public static void warning(String text) {
    write(LogLevel.WARNING, "[warning] ", text);
  }

  public static void warning(String text, Throwable cause) {
    write(LogLevel.WARNING, "[warning] ", text + ": " + stackOf(cause));
  }

  public static void error(String text) {
    write(LogLevel.ERROR, "[error] ERROR: ", text);
  }

  public static void error(String text, Throwable cause) {
    write(LogLevel.ERROR, "[error] ERROR: ", text + ": " + stackOf(cause));
  }

  /// The node cannot go on.
  public static void fatal(String text, Throwable cause) {
    write(LogLevel.ERROR, "[error] FATAL: ", text + ": " + stackOf(cause));
  }

  public static void fatal(String text) {
    write(LogLevel.ERROR, "[error] FATAL: ", text);
  }

  public static void debug(LogCategory category, Supplier<String> text) {
    if ((debugBits & category.bit()) != 0) {
      write(category, LogLevel.DEBUG, text.get());
    }
  }

  public static void debug(LogCategory category, String text) {
    if ((debugBits & category.bit()) != 0) {
      write(category, LogLevel.DEBUG, text);
    }
  }

  public static void trace(LogCategory category, Supplier<String> text) {
    if ((traceBits & category.bit()) != 0) {
      write(category, LogLevel.TRACE, text.get());
    }
  }

  /// Whether debug lines of the category are written: for callers whose line takes work to gather.
  public static boolean isOn(LogCategory category) {
    return (debugBits & category.bit()) != 0;
  }

  public static synchronized void enable(LogCategory category) {
    enabledBits |= category.bit();
    derive();
  }

  public static synchronized void disable(LogCategory category) {
    enabledBits &= ~category.bit();
    derive();
  }

  public static synchronized void enableAll() {
    enabledBits = LogCategory.ALL_BITS;
    derive();
  }

  public static synchronized void disableAll() {
    enabledBits = 0;
    derive();
  }

  /// Whether the category was switched on, whatever its level lets through.
  public static synchronized boolean isEnabled(LogCategory category) {
    return (enabledBits & category.bit()) != 0;
  }

  public static synchronized void level(LogLevel level) {
    globalLevel = level;
    derive();
  }

  public static synchronized void level(LogCategory category, LogLevel level) {
    CATEGORY_LEVELS.put(category, level);
    derive();
  }

  /// The categories that are on, for a start-up line.
  public static synchronized List<LogCategory> enabled() {
    List<LogCategory> on = new ArrayList<>();
    for (LogCategory category : LogCategory.values()) {
      if (isEnabled(category)) {
        on.add(category);
      }
    }
    return on;
  }

  private static void derive() {
    long debug = 0;
    long trace = 0;
    for (LogCategory category : LogCategory.values()) {
      if ((enabledBits & category.bit()) == 0) {
        continue;
      }
      LogLevel level = CATEGORY_LEVELS.getOrDefault(category, globalLevel);
      debug |= level.compareTo(LogLevel.DEBUG) <= 0 ? category.bit() : 0;
      trace |= level == LogLevel.TRACE ? category.bit() : 0;
    }
    debugBits = debug;
    traceBits = trace;
  }

  private static String prefix(LogCategory category, LogLevel level) {
    boolean sayLevel = level != LogLevel.DEBUG || options.levelAlways();
    return "[" + category.label() + (sayLevel ? ":" + level.label() : "") + "] ";
  }

  private static void write(LogLevel level, String prefix, String text) {
    write(level, Optional.empty(), prefix, text);
  }

  private static void write(LogCategory category, LogLevel level, String text) {
    write(level, Optional.of(category), prefix(category, level), text);
  }

  private static void write(
      LogLevel level, Optional<LogCategory> category, String prefix, String text) {
    Instant now = clock.instant();
    String clean = escaped(text);
    LogOptions current = options;
    StringBuilder line = new StringBuilder(text.length() + 48);
    if (current.timestamps()) {
      (current.micros() ? MICROS : SECONDS).formatTo(now, line);
      line.append(' ');
    }
    if (current.threadNames()) {
      line.append('[').append(Thread.currentThread().getName()).append("] ");
    }
    line.append(prefix.isEmpty() && current.levelAlways() ? "[all:info] " : prefix);
    line.append(clean).append('\n');
    SINK.write(line.toString());
    TAIL.add(now.toEpochMilli(), level, category, clean);
  }

  /// Control characters are written as `\xNN`: a peer must not be able to forge a line or to drive
  /// the operator's terminal.
  private static String escaped(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\n') || c == 0x7f) {
        line.append(String.format("\\x%02x", (int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }

  private static String stackOf(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing().replace("\t", "    ");
  }
}
