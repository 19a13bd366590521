package org.quantumcoin.ui;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/// What can be told of a fault in this program without telling anything of the person: which
/// exceptions, thrown where. Their messages may hold amounts, addresses, names or words of a
/// wallet, so they are left out.
final class CrashReport {
  /// Frames of each exception; the rest repeats.
  private static final int MAX_FRAMES = 60;

  private CrashReport() {}

  static String of(Thread thread, Throwable fault) {
    List<String> lines = new ArrayList<>();
    lines.add("QuantumCoin Desktop, a fault in the program");
    lines.add(
        "Java %s, %s %s, %s"
            .formatted(
                System.getProperty("java.version", "?"),
                System.getProperty("os.name", "?"),
                System.getProperty("os.version", "?"),
                System.getProperty("os.arch", "?")));
    lines.add("Thread " + (thread.isVirtual() ? "virtual" : thread.getName()));
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable each = fault; each != null && seen.add(each); each = each.getCause()) {
      lines.add((each == fault ? "" : "caused by ") + each.getClass().getName());
      StackTraceElement[] frames = each.getStackTrace();
      for (int i = 0; i < Math.min(frames.length, MAX_FRAMES); i++) {
        lines.add("    at " + frames[i]);
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
