package org.quantumcoin.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.node.FullNode;
import org.quantumcoin.node.api.NetworkName;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.rpc.Console;
import org.quantumcoin.ui.NodeSession;
import org.quantumcoin.ui.live.WalletAccess;

/// The node behind the window: started on a thread of its own, stopped step by step.
public final class DesktopSession implements NodeSession {
  private static final String PREFERENCES = "desktop.properties";

  private final NetworkName network;
  private final Path preferencesFile;
  private final Openings openings = new Openings();
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile State state = new State.Starting("");
  private volatile Optional<NodeProcess> process = Optional.empty();
  private volatile Optional<PracticeNetwork> practice = Optional.empty();

  private DesktopSession(NetworkName network, Path preferencesFile) {
    this.network = network;
    this.preferencesFile = preferencesFile;
  }

  /// Begins to start the node and returns at once.
  public static DesktopSession start(Arguments arguments) throws ConfigException {
    NetworkParams params =
        Networks.find(arguments.selectedCoin(), arguments.selectedChain())
            .orElseThrow(() -> new ConfigException("This coin has no such chain."));
    DesktopSession session =
        new DesktopSession(
            new NetworkName(params.coin().displayName(), params.ticker(), params.chain().id()),
            DataDirectory.base(arguments).resolve(PREFERENCES));
    Thread.ofPlatform().name("node-start").start(() -> session.run(arguments));
    return session;
  }

  private void run(Arguments arguments) {
    try {
      NodeProcess opened = NodeProcess.open(arguments, true);
      process = Optional.of(opened);
      NodeStart.Started running = NodeStart.run(opened, this::starting);
      FullNode node = running.node();
      if (arguments.getBoolean("practice", false)) {
        starting("Starting the practice partner…");
        PracticeNetwork partner = PracticeNetwork.start(opened.config(), opened.clock());
        practice = Optional.of(partner);
        node.peers().ifPresent(peers -> peers.addNode(partner.address()));
        // Saying that step had put RPC and the console back into warm-up.
        opened.dispatcher().ready();
      }
      state =
          new State.Running(
              node.api(),
              running.wallets().map(DesktopSession::access),
              new Console(opened.dispatcher()));
      Log.info("Done loading");
    } catch (ConfigException e) {
      fail(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      Log.error("The node could not start", e);
      fail("The node could not start because of a fault in this program: " + e.getMessage(), e);
    } finally {
      started.countDown();
    }
  }

  private static WalletAccess access(WalletStart.Opened opened) {
    return new WalletAccess(opened.wallets(), opened.startup()::add, opened.startup()::remove);
  }

  private void starting(String step) {
    state = new State.Starting(step);
    process.ifPresent(opened -> opened.dispatcher().warmup(step));
  }

  private void fail(String message, Exception cause) {
    StringWriter details = new StringWriter();
    cause.printStackTrace(new PrintWriter(details));
    state = new State.Failed(message, details.toString());
  }

  /// What is to be shown in the window.
  Openings openings() {
    return openings;
  }

  @Override
  public void onOpened(Consumer<List<String>> window) {
    openings.deliverTo(window);
  }

  @Override
  public NetworkName network() {
    return network;
  }

  @Override
  public Path preferencesFile() {
    return preferencesFile;
  }

  @Override
  public State state() {
    Optional<String> failure = process.flatMap(NodeProcess::failure);
    if (failure.isPresent() && state instanceof State.Running) {
      return new State.Failed(failure.get(), failure.get());
    }
    return state;
  }

  @Override
  public void stop(Consumer<String> step) {
    try {
      started.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    practice.ifPresent(PracticeNetwork::close);
    process.ifPresent(opened -> {
      opened.onClosingStep(step);
      opened.close();
    });
    step.accept("done");
  }
}
