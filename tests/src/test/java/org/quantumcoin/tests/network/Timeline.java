package org.quantumcoin.tests.network;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.quantumcoin.node.p2p.TimeSource;

/// Virtual time, and what is to happen in it. Everything happens on the thread that calls
/// [#runFor], one thing after the other; what is due at the same moment, in the order in which it
/// was planned.
final class Timeline {
  /// Unix time at the beginning.
  static final long START_SECONDS = 1_800_000_000L;

  /// Not zero, which some take for never.
  private static final long START_NANOS = Duration.ofHours(1).toNanos();

  private record Event(long atNanos, long number, Runnable task) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparing(Event::number));
  private long nowNanos = START_NANOS;
  private long planned;

  long nanos() {
    return nowNanos;
  }

  /// Since the beginning.
  Duration elapsed() {
    return Duration.ofNanos(nowNanos - START_NANOS);
  }

  /// The clock of somebody whose wall clock goes wrong by so much.
  TimeSource clock(Duration skew) {
    Instant start = Instant.ofEpochSecond(START_SECONDS).plus(skew);
    return new TimeSource(() -> start.plusNanos(nowNanos - START_NANOS), () -> nowNanos);
  }

  void in(long nanos, Runnable task) {
    at(nowNanos + nanos, task);
  }

  void in(Duration delay, Runnable task) {
    in(delay.toNanos(), task);
  }

  void at(long nanos, Runnable task) {
    events.add(new Event(nanos, planned++, task));
  }

  void runFor(Duration duration) {
    long end = nowNanos + duration.toNanos();
    for (Event next = events.peek(); next != null && next.atNanos <= end; next = events.peek()) {
      events.remove();
      nowNanos = next.atNanos;
      next.task.run();
    }
    nowNanos = end;
  }
}
