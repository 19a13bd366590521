package org.quantumcoin.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.ui.Desktop;
import org.quantumcoin.ui.NoWindowException;

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

  private static Optional<Arguments> read(List<String> words) throws ConfigException {
    return StartOptions.read(
        Practice.expand(words.toArray(String[]::new)), PROGRAM, System.out, System.err);
  }

  /// It stays when the chain is moved elsewhere.
  private static Path windowFolder(Arguments arguments) throws ConfigException {
    String chain = DataDirectory.chainFolder(arguments.selectedCoin(), arguments.selectedChain());
    return DataDirectory.home(arguments).resolve(chain);
  }

  private static int run(String[] args) {
    try {
      List<String> words = new ArrayList<>(List.of(args));
      List<String> things = Openings.takeFrom(words);
      Optional<Arguments> read = read(words);
      if (read.isEmpty()) {
        return 0;
      }
      Path folder = windowFolder(read.get());
      if (SingleInstance.handOver(folder, things)) {
        System.out.println("QuantumCoin is open already; its window takes over.");
        return 0;
      }
      DataDirectory.create(DataDirectory.home(read.get()));
      DataDirectory.create(folder);
      DesktopSession session =
          DesktopSession.start(read.get(), Optional.of(() -> read(words).orElseThrow()));
      session.openings().add(things);
      stopOnSignal(session);
      Optional<SingleInstance> instance = SingleInstance.listen(folder, session.openings()::add);
      int status = show(session);
      instance.ifPresent(SingleInstance::close);
      return status;
    } catch (ConfigException e) {
      System.err.println("Error: " + e.getMessage());
      return 1;
    }
  }

  private static int show(DesktopSession session) {
    try {
      Desktop.run(session);
      return 0;
    } catch (NoWindowException e) {
      session.stop(_ -> {});
      System.err.println(
          "Error: The window cannot be opened (%s). Your data is as it was. On Linux the window needs a display and GTK 3; quantumcoin-node does the same work without a window."
              .formatted(e.getMessage()));
      return 1;
    }
  }

  /// Logging out ends programs by a signal, which must not cost what was not written to disk yet.
  /// The toolkit ends at the same moment, so the window is not asked. Whoever closes the window
  /// ends the machine without hooks.
  private static void stopOnSignal(DesktopSession session) {
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("signal").unstarted(() -> session.stop(_ -> {})));
  }
}
