package org.quantumcoin.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `-daemon` and `-daemonwait`: starts the program again in a session of its own and leaves.
///
/// A virtual machine cannot fork. The parent reads what the child prints until it says that it
/// holds its directories (`-daemon`) or has started (`-daemonwait`); what it says before is an
/// error for the operator.
final class Background {
  /// Set for the child.
  private static final String MARK = "QUANTUMCOIN_BACKGROUND";

  private static final String OPENED = "quantumcoin: opened";
  private static final String STARTED = "quantumcoin: started";

  private Background() {}

  static boolean isChild() {
    return System.getenv(MARK) != null;
  }

  /// Tells the parent how far start-up has come.
  static void sayOpened(PrintStream out) {
    say(out, OPENED);
  }

  static void sayStarted(PrintStream out) {
    say(out, STARTED);
  }

  private static void say(PrintStream out, String line) {
    if (isChild()) {
      out.println(line);
      out.flush();
    }
  }

  /// Starts the child; the exit status of this process.
  static int start(String[] args, boolean wait, PrintStream out, PrintStream err) {
    String launcher = System.getProperty("quantumcoin.launcher", "");
    if (launcher.isEmpty()) {
      err.println("Error: -daemon needs the program to be started by its launcher");
      return 1;
    }
    List<String> command = new ArrayList<>();
    // A session of its own, so that closing the terminal does not end it.
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(launcher);
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put(MARK, "1");
    builder.redirectErrorStream(true).redirectInput(new File("/dev/null"));
    out.println("QuantumCoin starting");
    try {
      return watch(builder.start(), wait ? STARTED : OPENED, err);
    } catch (IOException e) {
      err.println("Error: cannot start in the background: " + e.getMessage());
      return 1;
    }
  }

  private static int watch(Process child, String awaited, PrintStream err) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(awaited)) {
        return 0;
      }
      if (!line.equals(OPENED)) {
        err.println(line);
      }
    }
    return 1;
  }
}
