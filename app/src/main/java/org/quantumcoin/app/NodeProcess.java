package org.quantumcoin.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;
import org.quantumcoin.app.config.LogSetup;
import org.quantumcoin.app.config.NodeConfigReader;
import org.quantumcoin.app.config.WalletConfigReader;
import org.quantumcoin.node.ClientVersion;
import org.quantumcoin.node.MockableClock;
import org.quantumcoin.node.NodeConfig;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.rpc.ControlRpc;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcServer;

/// What surrounds a node in its process: settings, the lock on its directories, the log, the
/// process file and the RPC server, which answers that the node is warming up until it is told
/// otherwise.
///
/// Whoever starts the node itself registers it with [#onClose], so that all is closed in reverse
/// order, and calls [RpcDispatcher#ready()] when it has started.
public final class NodeProcess implements AutoCloseable {
  /// Something to close, which may fail with an I/O error that is logged.
  @FunctionalInterface
  public interface Closer {
    void close() throws IOException;
  }

  private record Part(String name, Closer closer) {}

  private final NodeConfig config;
  private final Optional<WalletConfigReader.Setup> wallets;
  private final MockableClock clock = new MockableClock();
  private final RpcRegistry registry = new RpcRegistry();
  private final RpcDispatcher dispatcher = new RpcDispatcher(registry);
  private final Deque<Part> parts = new ArrayDeque<>();
  private final CountDownLatch shutdown = new CountDownLatch(1);
  private Optional<RpcServer> server = Optional.empty();
  private volatile Consumer<String> closingStep = _ -> {};
  private volatile Optional<String> failure = Optional.empty();

  private NodeProcess(NodeConfig config, Optional<WalletConfigReader.Setup> wallets) {
    this.config = config;
    this.wallets = wallets;
  }

  /// Does everything that comes before the node itself. Fails with a sentence for the operator.
  public static NodeProcess open(Arguments arguments, boolean background) throws ConfigException {
    LogSetup.categories(arguments);
    NodeConfigReader.Result read = NodeConfigReader.read(arguments);
    NodeProcess process =
        new NodeProcess(read.config(), WalletConfigReader.read(arguments, read.config()));
    boolean opened = false;
    try {
      process.start(arguments, read, background);
      opened = true;
      return process;
    } finally {
      if (!opened) {
        process.close();
      }
    }
  }

  private void start(Arguments arguments, NodeConfigReader.Result read, boolean background)
      throws ConfigException {
    lock(config.directories().chain());
    if (!config.directories().blocks().startsWith(config.directories().chain())) {
      lock(config.directories().blocks());
    }
    Optional<Path> logFile = LogSetup.open(arguments, config.directories().chain(), background);
    onClose("log", Log::close);
    logStart(arguments, read);
    writeProcessFile(arguments);
    clock.set(arguments.getLong("mocktime", 0));
    new ControlRpc(
            dispatcher,
            new ControlRpc.Host(
                clock,
                clock::set,
                config.params().checks().mockable(),
                logFile.map(Path::toString).orElse(""),
                this::requestShutdown))
        .register();
    if (config.rpc().enabled()) {
      openServer();
    }
  }

  private void lock(Path folder) throws ConfigException {
    DataDirectory.Lock lock = DataDirectory.lock(folder);
    onClose("lock", lock::close);
  }

  private void openServer() throws ConfigException {
    try {
      RpcServer opened = RpcServer.open(config.rpc(), dispatcher);
      server = Optional.of(opened);
      onClose("RPC server", opened::close);
    } catch (IOException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  private void logStart(Arguments arguments, NodeConfigReader.Result read) {
    Log.info("QuantumCoin version v" + ClientVersion.TEXT);
    Log.info("Using chain " + config.params());
    for (Arguments.Notice notice : arguments.notices()) {
      if (notice.warning()) {
        Log.warning(notice.text());
      } else {
        Log.info(notice.text());
      }
    }
    read.interactions().forEach(Log::info);
    Log.info("Default data directory " + DataDirectory.defaultBase(config.params().coin()));
    Log.info("Using data directory " + config.directories().chain());
    arguments.describe().forEach(Log::info);
    for (String option : arguments.askedForInVain()) {
      Log.warning("-" + option + " was asked for, but this version has no such part");
    }
    Log.info(
        "Using at most "
            + config.peers().maxConnections()
            + " automatic connections; script verification uses "
            + config.chainstate().scriptThreads()
            + " threads");
  }

  private void writeProcessFile(Arguments arguments) throws ConfigException {
    if (arguments.isNegated("pid")) {
      return;
    }
    String given = arguments.get("pid", "");
    Path file = config.directories().chain().resolve(given.isEmpty() ? "quantumcoin.pid" : given);
    try {
      Files.writeString(file, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new ConfigException(
          "Unable to create the PID file '%s': %s".formatted(file, e.getMessage()));
    }
    onClose("process file", () -> Files.deleteIfExists(file));
  }

  public NodeConfig config() {
    return config;
  }

  /// How wallets are to be opened; empty without wallets.
  public Optional<WalletConfigReader.Setup> wallets() {
    return wallets;
  }

  public MockableClock clock() {
    return clock;
  }

  /// Where the node's parts add their methods before the node is ready.
  public RpcRegistry registry() {
    return registry;
  }

  public RpcDispatcher dispatcher() {
    return dispatcher;
  }

  /// Empty with `-server=0`.
  public Optional<RpcServer> server() {
    return server;
  }

  /// Closes a part with the process, before those that were registered earlier.
  public void onClose(String name, Closer closer) {
    parts.push(new Part(name, closer));
  }

  /// Whom [#closing] tells what is being closed; nobody by default.
  public void onClosingStep(Consumer<String> watcher) {
    closingStep = watcher;
  }

  /// A part begins to close; `step` is a key that the window has words for.
  void closing(String step) {
    closingStep.accept(step);
  }

  /// Begins to stop, from any thread, and returns at once.
  public void requestShutdown() {
    shutdown.countDown();
  }

  /// Begins to stop because of a failure, which is a sentence for people.
  public void fail(String sentence) {
    failure = Optional.of(sentence);
    requestShutdown();
  }

  /// Why the process stops, when nobody asked it to.
  public Optional<String> failure() {
    return failure;
  }

  /// Returns when somebody asked the process to stop.
  public void awaitShutdown() throws InterruptedException {
    shutdown.await();
  }

  public boolean isStopping() {
    return shutdown.getCount() == 0;
  }

  @Override
  public void close() {
    requestShutdown();
    if (parts.isEmpty()) {
      return;
    }
    Log.info("Shutdown: In progress...");
    // No call may meet a node that is being closed.
    server.ifPresent(RpcServer::drain);
    while (!parts.isEmpty()) {
      Part part = parts.pop();
      if (part.name().equals("log")) {
        Log.info("Shutdown: done");
      }
      try {
        part.closer().close();
      } catch (IOException e) {
        Log.error("Cannot close the " + part.name(), e);
      }
    }
  }
}
