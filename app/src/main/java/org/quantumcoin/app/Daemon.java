package org.quantumcoin.app;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.node.log.Log;

/// `quantumcoin-node`: the node without a window.
///
/// Ends with status 0 after `stop`, SIGINT or SIGTERM, and with 1 and one sentence on standard
/// error when it cannot start or has to stop because the disk failed.
public final class Daemon {
  private static final String PROGRAM = "quantumcoin-node";

  private Daemon() {}

  public static void main(String[] args) {
    int status = run(args, System.out, System.err);
    System.out.flush();
    System.err.flush();
    // From here on there is nothing to save: no hook has work left.
    Runtime.getRuntime().halt(status);
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    try {
      Optional<Arguments> read = StartOptions.read(args, PROGRAM, out, err);
      if (read.isEmpty()) {
        return 0;
      }
      Arguments arguments = read.get();
      boolean wait = arguments.getBoolean("daemonwait", false);
      boolean background = wait || arguments.getBoolean("daemon", false);
      if (background && !Background.isChild()) {
        return Background.start(args, wait, out, err);
      }
      try (NodeProcess process = NodeProcess.open(arguments, Background.isChild())) {
        Background.sayOpened(out);
        return serve(process, out, err);
      }
    } catch (ConfigException e) {
      err.println("Error: " + e.getMessage());
      return 1;
    } catch (InterruptedException _) {
      return 1;
    }
  }

  private static int serve(NodeProcess process, PrintStream out, PrintStream err)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Thread onSignal = new Thread(() -> stopBySignal(process, closed), "shutdown");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int status = 0;
    try {
      var unusedNode = NodeStart.run(process);
      Log.info("Done loading");
      Background.sayStarted(out);
      process.awaitShutdown();
      if (process.failure().isPresent()) {
        err.println("Error: " + process.failure().get());
        status = 1;
      }
    } catch (ConfigException e) {
      Log.error(String.valueOf(e.getMessage()));
      err.println("Error: " + e.getMessage());
      status = 1;
    } catch (RuntimeException | Error e) {
      // The outermost place of the main thread: what gets here is a fault of ours. It must not
      // leave the shutdown hook waiting.
      Log.error("The node could not start", e);
      err.println(
          "Error: The node could not start because of a fault in this program. Wallets and funds are safe. Please report"
              + " it with the file debug.log: "
              + e);
      status = 1;
    }
    process.close();
    closed.countDown();
    return status;
  }

  /// Runs when a signal ends the virtual machine: waits for the orderly close, and gives the status
  /// 0 that a stop on request deserves.
  private static void stopBySignal(NodeProcess process, CountDownLatch closed) {
    process.requestShutdown();
    try {
      closed.await();
      Runtime.getRuntime().halt(0);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
