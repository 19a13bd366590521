package org.quantumcoin.app;

import java.io.IOException;
import java.util.Optional;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.ChainListener;
import org.quantumcoin.node.chain.ChainSnapshot;
import org.quantumcoin.node.log.Log;

/// `-startupnotify`, `-blocknotify` and `-shutdownnotify`: commands of the operator's, run by the
/// shell.
final class EventCommands {
  private EventCommands() {}

  /// Runs commands from now on, until the process closes.
  static void attach(NodeProcess process, FullNode node) {
    NodeConfig.Commands commands = process.config().commands();
    commands.block().ifPresent(command -> onEachTip(process, node, command));
    commands.startup().ifPresent(command -> run(command));
    commands
        .shutdown()
        .ifPresent(command -> process.onClose("shutdown command", () -> runAndWait(command)));
  }

  /// Not while the chain is being fetched: hundreds of commands a second would help nobody.
  private static void onEachTip(NodeProcess process, FullNode node, String command) {
    var subscription =
        node.chain()
            .subscribe(
                new ChainListener() {
                  @Override
                  public void tipChanged(ChainSnapshot now, BlockIndex fork) {
                    if (!now.initialBlockDownload()) {
                      run(command.replace("%s", now.tip().hash().toString()));
                    }
                  }
                });
    process.onClose("block command", subscription::close);
  }

  private static Optional<Process> run(String command) {
    try {
      return Optional.of(new ProcessBuilder("/bin/sh", "-c", command).inheritIO().start());
    } catch (IOException e) {
      Log.error("runCommand error: " + command + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private static void runAndWait(String command) {
    try {
      Optional<Process> started = run(command);
      if (started.isPresent()) {
        started.get().waitFor();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
