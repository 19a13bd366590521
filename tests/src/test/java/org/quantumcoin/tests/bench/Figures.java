package org.quantumcoin.tests.bench;

import java.util.List;
import java.util.Locale;

/// Timings of two programs at the same work, and their one line.
final class Figures {
  private Figures() {}

  interface Work {
    void run();
  }

  static double millis(Work work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }

  /// Medians, and how many times theirs ours is.
  static void print(String race, String what, List<Double> theirs, List<Double> ours) {
    System.out.printf(
        Locale.ROOT,
        "%s race: %s: theirs %.1f ms, ours %.1f ms, ratio %.2f (first: %.1f, %.1f)%n",
        race,
        what,
        median(theirs),
        median(ours),
        median(ours) / median(theirs),
        theirs.getFirst(),
        ours.getFirst());
  }
}
