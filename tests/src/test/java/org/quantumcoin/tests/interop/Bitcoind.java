package org.quantumcoin.tests.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;

/// A bitcoind on regtest in a data directory of its own, on free ports, driven through its RPC, and
/// gone with its files when closed.
public final class Bitcoind implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

  private final RpcClient rpc;
  private final Path dataDir;
  private final int p2pPort;
  private final int rpcPort;
  private final Process process;

  private Bitcoind(Path dataDir, int p2pPort, int rpcPort, Process process) {
    this.dataDir = dataDir;
    this.p2pPort = p2pPort;
    this.rpcPort = rpcPort;
    this.process = process;
    this.rpc = new RpcClient(rpcPort);
  }

  /// An answer that is an error; `code` is the RPC's.
  public static final class RpcException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int code;

    RpcException(int code, String message) {
      super(message);
      this.code = code;
    }

    public int code() {
      return code;
    }
  }

  /// Skips the running test when there is no bitcoind here.
  public static void assumeAvailable() {
    String folder = System.getenv("BITCOIND_BIN");
    Assumptions.assumeTrue(
        folder != null && Files.isExecutable(Path.of(folder, "bitcoind")),
        "BITCOIND_BIN names no folder with a bitcoind");
  }

  /// Starts on regtest and waits until the RPC answers. `options` are added to the command line.
  public static Bitcoind start(String... options) {
    assumeAvailable();
    try {
      return startIn(Files.createTempDirectory("bitcoind-"), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same in a data directory that was prepared, and that is deleted at the end.
  public static Bitcoind startIn(Path dataDir, String... options) {
    assumeAvailable();
    try {
      int p2pPort = freePort();
      int rpcPort = freePort();
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getenv("BITCOIND_BIN"), "bitcoind").toString());
      command.addAll(
          List.of(
              "-regtest",
              "-datadir=" + dataDir,
              "-bind=127.0.0.1:" + p2pPort,
              "-rpcport=" + rpcPort,
              "-rpcbind=127.0.0.1",
              "-rpcallowip=127.0.0.1",
              "-listenonion=0",
              "-dnsseed=0",
              "-fixedseeds=0",
              "-natpmp=0",
              "-fallbackfee=0.0001",
              "-printtoconsole=0",
              "-debug=net",
              "-debug=mempoolrej"));
      command.addAll(List.of(options));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(dataDir.resolve("console.log").toFile())
              .start();
      Bitcoind node = new Bitcoind(dataDir, p2pPort, rpcPort, process);
      node.awaitStart();
      return node;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A port that nobody listens on now.
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitStart() throws IOException {
    Path cookie = dataDir.resolve("regtest").resolve(".cookie");
    await(
        START_TIMEOUT,
        "bitcoind starts",
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("bitcoind ended: " + console());
          }
          return Files.exists(cookie) && answers(cookie);
        });
  }

  private boolean answers(Path cookie) {
    try {
      rpc.authorize(cookie);
      call("getblockcount");
      return true;
    } catch (IOException | UncheckedIOException | RpcException notYet) {
      return false;
    }
  }

  private String console() {
    try {
      return Files.readString(dataDir.resolve("console.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  public long pid() {
    return process.pid();
  }

  public int p2pPort() {
    return p2pPort;
  }

  public int rpcPort() {
    return rpcPort;
  }

  /// Where `-datadir` points; the chain's files are in `regtest` below.
  public Path dataDir() {
    return dataDir;
  }

  public Path debugLog() {
    return dataDir.resolve("regtest").resolve("debug.log");
  }

  /// The result of a call. Parameters are turned to JSON as Jackson does. Errors come as
  /// [RpcException].
  public JsonNode call(String method, Object... parameters) {
    return rpc.call("", method, parameters);
  }

  /// As [#call], at a wallet of the node.
  public JsonNode walletCall(String wallet, String method, Object... parameters) {
    return rpc.call("wallet/" + wallet, method, parameters);
  }

  /// The body that answers a body, as it is.
  public String raw(String body) {
    return rpc.post("", body);
  }

  public int height() {
    return call("getblockcount").asInt();
  }

  public String tip() {
    return call("getbestblockhash").asString();
  }

  /// Mines blocks that pay to an output anyone can spend.
  public void generate(int blocks) {
    // Mined in portions: one call answers with all hashes and would time out for thousands.
    for (int left = blocks; left > 0; left -= 500) {
      call("generatetodescriptor", Math.min(left, 500), "raw(51)#8lvh9jxk");
    }
  }

  /// Waits until something holds, looking every few milliseconds.
  public static void await(Duration timeout, String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + timeout.toSeconds() + " s: " + what);
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  /// Stops and keeps the data directory.
  public void stop() {
    if (process.isAlive()) {
      try {
        call("stop");
      } catch (UncheckedIOException | RpcException gone) {
        process.destroy();
      }
      try {
        if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void close() {
    stop();
    rpc.close();
    deleteTree(dataDir);
  }

  /// Deletes a folder with all that is in it.
  public static void deleteTree(Path root) {
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException trouble)
                throws IOException {
              Files.delete(folder);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
