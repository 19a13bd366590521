package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Our node without a window as a process of its own, on Bitcoin's regtest, in a data directory
/// that outlives the process so that it can be killed and started again.
public final class OurNode implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  /// The JVM options that a node needs are those that this JVM was given for the same reason.
  private static final List<String> KEPT_JVM_OPTIONS =
      List.of("--enable-native-access", "--add-opens", "--add-exports", "--sun-misc-unsafe", "-ea");

  /// A short life on a busy machine: little heap, and no time spent on the best code.
  private static final List<String> SHORT_LIFE =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Path dataDir;
  private final List<String> jvmOptions;
  private final List<String> options;
  private final int p2pPort = Bitcoind.freePort();
  private final int rpcPort = Bitcoind.freePort();
  private final RpcClient rpc = new RpcClient(rpcPort);
  private final Path console;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  private OurNode(Path dataDir, List<String> jvmOptions, List<String> options, String console) {
    this.dataDir = dataDir;
    this.jvmOptions = jvmOptions;
    this.options = options;
    this.console = dataDir.resolve(console);
  }

  /// A node that is not started yet; `options` are added to its command line each time.
  public static OurNode create(String... options) {
    try {
      return new OurNode(
          Files.createTempDirectory("quantumcoin-"), SHORT_LIFE, List.of(options), "console.log");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same, started; returns when the RPC answers.
  public static OurNode start(String... options) {
    return started(create(options));
  }

  /// The same as its users run it, with the best code and as much heap: for timings.
  public static OurNode startAtFullSpeed(String heap, String... options) {
    try {
      return started(
          new OurNode(
              Files.createTempDirectory("quantumcoin-"),
              List.of("-Xmx" + heap, "-XX:+UseSerialGC"),
              List.of(options),
              "console.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static OurNode started(OurNode node) {
    boolean started = false;
    try {
      node.launch();
      node.awaitStart();
      started = true;
      return node;
    } finally {
      if (!started) {
        node.close();
      }
    }
  }

  /// Another node on the same data directory, which stays the first one's to delete.
  public OurNode twin() {
    return new OurNode(dataDir, jvmOptions, options, "console-of-twin.log");
  }

  /// Sets a variable of the environment of the processes to come.
  public OurNode with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Begins a process and returns at once. `more` is added to the options this time.
  public void launch(String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> KEPT_JVM_OPTIONS.stream().anyMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(jvmOptions);
    command.add("org.quantumcoin.app.Daemon");
    command.addAll(
        List.of(
            "-coin=bitcoin",
            "-regtest",
            "-datadir=" + dataDir,
            "-port=" + p2pPort,
            "-bind=127.0.0.1:" + p2pPort,
            "-rpcport=" + rpcPort,
            "-debug=net"));
    command.addAll(options);
    command.addAll(List.of(more));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console.toFile()));
    builder.environment().putAll(environment);
    // Too long for a command line on some systems.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns when the RPC of a launched node answers. A process that ends instead is an error.
  public void awaitStart() {
    Bitcoind.await(
        START_TIMEOUT,
        "our node starts",
        () -> {
          if (!isAlive()) {
            throw new IllegalStateException("our node ended: " + console());
          }
          return answers();
        });
  }

  private boolean answers() {
    Path cookie = dataDir.resolve("regtest").resolve(".cookie");
    try {
      if (!Files.exists(cookie)) {
        return false;
      }
      rpc.authorize(cookie);
      call("getblockcount");
      return true;
    } catch (IOException | UncheckedIOException | JacksonException | Bitcoind.RpcException notYet) {
      // No cookie, a killed predecessor's cookie (its refusal is no JSON), or still warming up.
      return false;
    }
  }

  public boolean isAlive() {
    Process current = process;
    return current != null && current.isAlive();
  }

  /// All that the processes printed.
  public String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /// Waits for the process to end by itself, and gives its exit status.
  public int awaitEnd() {
    Process current = process;
    if (current == null || !await(current)) {
      throw new AssertionError("our node does not end: " + console());
    }
    return current.exitValue();
  }

  /// Forgets what was printed so far.
  public void clearConsole() {
    try {
      Files.deleteIfExists(console);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public long pid() {
    Process current = process;
    if (current == null) {
      throw new IllegalStateException("not launched");
    }
    return current.pid();
  }

  /// Where the block files are.
  public Path blocks() {
    return dataDir.resolve("regtest").resolve("blocks");
  }

  public Path chainstate() {
    return dataDir.resolve("regtest").resolve("chainstate");
  }

  public int p2pPort() {
    return p2pPort;
  }

  public Path dataDir() {
    return dataDir;
  }

  /// The result of a call. Errors come as [Bitcoind.RpcException].
  public JsonNode call(String method, Object... parameters) {
    return rpc.call("", method, parameters);
  }

  /// The same for one wallet.
  public JsonNode walletCall(String wallet, String method, Object... parameters) {
    return rpc.call("wallet/" + wallet, method, parameters);
  }

  public int height() {
    return call("getblockcount").asInt();
  }

  public String tip() {
    return call("getbestblockhash").asString();
  }

  /// `kill -9`: nothing is saved, no hook runs.
  public void kill() {
    Process current = process;
    if (current != null) {
      current.destroyForcibly();
      await(current);
    }
  }

  /// Stops in order and keeps the data directory.
  public void stop() {
    Process current = process;
    if (current == null || !current.isAlive()) {
      return;
    }
    try {
      call("stop");
    } catch (UncheckedIOException | JacksonException | Bitcoind.RpcException gone) {
      current.destroy();
    }
    if (!await(current)) {
      current.destroyForcibly();
    }
  }

  private static boolean await(Process process) {
    try {
      return process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    stop();
    kill();
    rpc.close();
    Bitcoind.deleteTree(dataDir);
  }
}
