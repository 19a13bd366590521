package org.quantumcoin.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigEdit;
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

  private static final String CONFIG = "quantumcoin.conf";

  /// Reads the command line and the configuration file once more.
  @FunctionalInterface
  public interface Reader {
    Arguments read() throws ConfigException;
  }

  private final NetworkName network;
  private final Path home;
  private final Optional<Reader> reader;
  private final Openings openings = new Openings();
  private volatile CountDownLatch started = new CountDownLatch(1);
  private volatile Arguments arguments;
  private volatile State state = new State.Starting("");
  private volatile Optional<NodeProcess> process = Optional.empty();
  private volatile Optional<PracticeNetwork> practice = Optional.empty();

  private DesktopSession(
      NetworkName network, Path home, Arguments arguments, Optional<Reader> reader) {
    this.network = network;
    this.home = home;
    this.arguments = arguments;
    this.reader = reader;
  }

  /// Begins to start the node and returns at once. Without a `reader` the folder stays the one it
  /// is.
  public static DesktopSession start(Arguments arguments) throws ConfigException {
    return start(arguments, Optional.empty());
  }

  /// The same; with a `reader` the data folder can be moved.
  public static DesktopSession start(Arguments arguments, Optional<Reader> reader)
      throws ConfigException {
    NetworkParams params =
        Networks.find(arguments.selectedCoin(), arguments.selectedChain())
            .orElseThrow(() -> new ConfigException("This coin has no such chain."));
    DesktopSession session =
        new DesktopSession(
            new NetworkName(params.coin().displayName(), params.ticker(), params.chain().id()),
            DataDirectory.home(arguments),
            arguments,
            reader);
    session.startNode();
    return session;
  }

  private void startNode() {
    Arguments now = arguments;
    Thread.ofPlatform().name("node-start").start(() -> run(now));
  }

  private void run(Arguments given) {
    try {
      NodeProcess opened = NodeProcess.open(given, true);
      process = Optional.of(opened);
      NodeStart.Started running = NodeStart.run(opened, this::starting);
      FullNode node = running.node();
      if (given.getBoolean("practice", false)) {
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
    return new WalletAccess(
        opened.wallets(), opened.startup()::add, opened.startup()::remove, opened.sweeper());
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
    return home.resolve(PREFERENCES);
  }

  @Override
  public Residence residence() {
    try {
      boolean fixed = reader.isEmpty() || arguments.fromCommandLine("datadir").isPresent();
      return new Residence(
          DataDirectory.base(arguments),
          !fixed,
          arguments.getLong("prune", 0),
          arguments.getBoolean("practice", false));
    } catch (ConfigException e) {
      throw new IllegalStateException("the options were read before", e);
    }
  }

  @Override
  public Optional<String> startPractice() {
    ProcessHandle.Info own = ProcessHandle.current().info();
    List<String> words = new ArrayList<>(own.command().stream().toList());
    words.addAll(List.of(own.arguments().orElse(new String[0])));
    words.add("-practice");
    try {
      Process _ = new ProcessBuilder(words).inheritIO().start();
      return Optional.empty();
    } catch (IOException | IndexOutOfBoundsException _) {
      return Optional.of(
          "The practice network could not be started from here. Nothing was changed; start quantumcoin-desktop -practice from a terminal.");
    }
  }

  @Override
  public Optional<String> relocate(Path folder, long pruneMib, DoubleConsumer progress) {
    Path target = folder.toAbsolutePath().normalize();
    Residence now = residence();
    boolean moves = !target.equals(now.folder());
    if (!now.movable() || (!moves && pruneMib == now.pruneMib())) {
      return Optional.empty();
    }
    try {
      if (moves) {
        // What can be said beforehand is said while the node goes on.
        DataMove _ = DataMove.plan(now.folder(), target);
      }
    } catch (ConfigException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    state = new State.Starting("Moving the data folder…");
    stop(_ -> {});
    Optional<String> problem = Optional.empty();
    try {
      if (moves) {
        move(now.folder(), target, progress);
      }
      Optional<String> prune =
          pruneMib == 0 ? Optional.empty() : Optional.of(Long.toString(pruneMib));
      ConfigEdit.set(home.resolve(CONFIG), "prune", prune);
      arguments = reader.orElseThrow().read();
    } catch (ConfigException e) {
      problem = Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problem =
          Optional.of(
              "The settings could not be written (%s). Funds are safe; the node goes on with the old ones."
                  .formatted(e));
    }
    process = Optional.empty();
    practice = Optional.empty();
    started = new CountDownLatch(1);
    startNode();
    return problem;
  }

  private void move(Path from, Path to, DoubleConsumer progress)
      throws ConfigException, IOException {
    DataMove move = DataMove.plan(from, to);
    move.run(progress);
    // From here on the new folder counts.
    ConfigEdit.set(home.resolve(CONFIG), "datadir", Optional.of(to.toString()));
    move.removeOld();
  }

  @Override
  public State state() {
    Optional<String> failure = process.flatMap(NodeProcess::failure);
    if (!(state instanceof State.Running)) {
      return state;
    }
    if (failure.isPresent()) {
      return new State.Failed(failure.get(), failure.get());
    }
    return process.filter(NodeProcess::isStopping).isPresent() ? new State.Ending() : state;
  }

  /// The window and a signal of the system may both want it; the second finds it done.
  @Override
  public synchronized void stop(Consumer<String> step) {
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
