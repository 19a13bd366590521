package org.quantumcoin.ui;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.quantumcoin.node.api.ConsoleAccess;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.ui.live.DataHome;
import org.quantumcoin.ui.live.WalletAccess;

/// The node behind the window, from its start to its end. `app` implements it; starting and
/// stopping happen on its threads.
public interface NodeSession extends DataHome {
  /// Which network it is on, known before anything is started.
  NetworkName network();

  /// Where the window keeps what it remembers; known before anything is started.
  Path preferencesFile();

  /// Where the node is in its life; costs nothing to ask.
  State state();

  /// Tells the window what it is to open, now and later, on any thread: payment links and paths of
  /// files; none if it is only to come to the front. To be called once.
  void onOpened(Consumer<List<String>> window);

  /// Stops the node, naming each step when it begins (a key under `stop.step.`), and returns when
  /// all is written to disk.
  void stop(Consumer<String> step);

  /// A node's life, as far as a window cares.
  sealed interface State {
    /// On its way; `step` says in a sentence what it is busy with.
    record Starting(String step) implements State {}

    /// `wallets` is empty where they are switched off.
    record Running(NodeApi node, Optional<WalletAccess> wallets, ConsoleAccess console)
        implements State {}

    /// Somebody asked it to stop otherwise than by the window, which is to stop it now.
    record Ending() implements State {}

    /// It could not start or had to stop: a sentence for people, and details for experts.
    record Failed(String message, String details) implements State {}
  }
}
