package org.quantumcoin.tests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.RpcClient;
import tools.jackson.core.JacksonException;

/// A node as its users start it, from an empty folder, and what its sync costs.
record Racer(String name, List<String> program) {
  private static final Duration PATIENCE = Duration.ofMinutes(30);
  private static final long LOOK_MILLIS = 50;

  /// Seconds from the start of the process to the tip; of the processor; and the most memory held
  /// (0 where the system does not tell).
  record Result(double seconds, double cpuSeconds, long memoryMib, String coinsHash) {}

  /// Fetches everything from that port until it has that tip.
  Result run(int sourcePort, String tip) throws IOException, InterruptedException {
    Path dataDir = Files.createTempDirectory("race-");
    int rpcPort = Bitcoind.freePort();
    List<String> command = new ArrayList<>(program);
    command.addAll(
        List.of(
            "-regtest",
            "-disablewallet=1",
            "-server=1",
            "-printtoconsole=0",
            "-datadir=" + dataDir,
            "-port=" + Bitcoind.freePort(),
            "-rpcport=" + rpcPort,
            "-listen=0",
            "-connect=127.0.0.1:" + sourcePort,
            "-par=2",
            "-dbcache=450",
            "-assumevalid=0"));
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(dataDir.resolve("console.log").toFile())
            .start();
    try (RpcClient rpc = new RpcClient(rpcPort)) {
      Path cookie = dataDir.resolve("regtest").resolve(".cookie");
      while (!tip.equals(tip(rpc, cookie))) {
        if (!process.isAlive()) {
          throw new IllegalStateException(
              name + " ended: " + Files.readString(dataDir.resolve("console.log")));
        }
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IllegalStateException(name + " did not get to the tip");
        }
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      double cpu = process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
      long memory = memoryMib(process.pid());
      String coins = rpc.call("", "gettxoutsetinfo", "muhash").get("muhash").asString();
      rpc.call("", "stop");
      process.waitFor(60, TimeUnit.SECONDS);
      return new Result(seconds, cpu, memory, coins);
    } finally {
      process.destroyForcibly().waitFor();
      Bitcoind.deleteTree(dataDir);
    }
  }

  /// Empty until the node answers.
  private static String tip(RpcClient rpc, Path cookie) {
    try {
      if (!Files.exists(cookie)) {
        return "";
      }
      rpc.authorize(cookie);
      return rpc.call("", "getbestblockhash").asString();
    } catch (IOException | UncheckedIOException | JacksonException | Bitcoind.RpcException notYet) {
      return "";
    }
  }

  static long memoryMib(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    OptionalInt kib =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")))
            .findFirst();
    return kib.orElse(0) / 1024;
  }
}
