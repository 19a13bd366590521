package org.quantumcoin.app;

import java.util.Optional;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.ui.Desktop;

/// `quantumcoin-desktop`: the window with a node behind it.
///
/// The window comes first and the node starts behind it, so that a slow disk never shows as a
/// program that does not open.
public final class Main {
  private static final String PROGRAM = "quantumcoin-desktop";

  private Main() {}

  public static void main(String[] args) {
    int status = run(args);
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(status);
  }

  private static int run(String[] args) {
    try {
      Optional<Arguments> read =
          StartOptions.read(Practice.expand(args), PROGRAM, System.out, System.err);
      if (read.isEmpty()) {
        return 0;
      }
      DesktopSession session = DesktopSession.start(read.get());
      Desktop.run(session);
      return 0;
    } catch (ConfigException e) {
      System.err.println("Error: " + e.getMessage());
      return 1;
    }
  }
}
