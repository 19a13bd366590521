package org.quantumcoin.tests.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LaunchersTest {
  private static final Path BIN =
      Path.of(System.getProperty("project.root", ".."), "app/target/quantumcoin/bin");
  private static final double CLIENT_SECONDS = 0.5;

  @TempDir Path folder;
  private int port;

  private record Ended(int status, String out, String err) {}

  @BeforeEach
  void findPrograms() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(BIN.resolve("quantumcoin-cli")), "the program is not packaged");
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
  }

  private List<String> command(String program, String... args) {
    List<String> command = new ArrayList<>(List.of(BIN.resolve(program).toString()));
    command.addAll(List.of("-regtest", "-datadir=" + folder, "-rpcport=" + port));
    if (program.equals("quantumcoin-node")) {
      command.addAll(List.of("-listen=0", "-connect=0"));
    }
    command.addAll(List.of(args));
    return command;
  }

  private Process start(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      // Whoever runs this may have a display or not: here there is none.
      builder.environment().remove("DISPLAY");
      return builder
          .redirectOutput(folder.resolve("out").toFile())
          .redirectError(folder.resolve("err").toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Ended run(String program, String... args) throws InterruptedException, IOException {
    Process process = start(command(program, args));
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(folder.resolve("out")),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }

  @Test
  void versions_arePrintedInSilence() throws Exception {
    assertThat(run("quantumcoin-cli", "-version"))
        .isEqualTo(new Ended(0, "QuantumCoin RPC client version v0.1.0\n", ""));
    assertThat(run("quantumcoin-node", "-version"))
        .isEqualTo(new Ended(0, "QuantumCoin daemon version v0.1.0\n", ""));
  }

  @Test
  void wrongOption_isOneSentence_andStatus1() throws Exception {
    assertThat(run("quantumcoin-node", "-foo"))
        .isEqualTo(
            new Ended(
                1, "", "Error: Error parsing command line arguments: Invalid parameter -foo\n"));
  }

  @Test
  void window_withoutADisplay_isOneSentence_andStatus1() throws Exception {
    Ended ended = run("quantumcoin-desktop", "-connect=0", "-listen=0");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .startsWith("Error: The window cannot be opened (")
        .endsWith("quantumcoin-node does the same work without a window.\n")
        .hasLineCount(1);
    assertThat(folder.resolve("regtest/debug.log")).content().contains("Shutdown: done");
  }

  @Test
  void client_answersInTime() throws Exception {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long start = System.nanoTime();
      assertThat(run("quantumcoin-cli", "getblockcount").status()).isEqualTo(1);
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    System.out.printf("quantumcoin-cli: %.3f s%n", best);
    assertThat(best).isLessThan(CLIENT_SECONDS);
  }

  @Test
  void node_inTheForeground_endsWith0_onSigterm() throws Exception {
    Process node = start(command("quantumcoin-node"));
    assertThat(run("quantumcoin-cli", "-rpcwait", "-rpcwaittimeout=60", "uptime").status())
        .isZero();
    node.destroy();
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).isZero();
    assertThat(folder.resolve("regtest/.cookie")).doesNotExist();
  }

  @Test
  void node_inTheBackground_isUpWhenTheCommandReturns_andStops() throws Exception {
    Ended started = run("quantumcoin-node", "-daemonwait");
    assertThat(started).isEqualTo(new Ended(0, "QuantumCoin starting\n", ""));
    long pid = Long.parseLong(Files.readString(folder.resolve("regtest/quantumcoin.pid")).strip());
    ProcessHandle node = ProcessHandle.of(pid).orElseThrow();
    assertThat(run("quantumcoin-cli", "uptime").err()).isEmpty();
    Ended second = run("quantumcoin-node", "-daemon");
    assertThat(second.status()).isEqualTo(1);
    assertThat(second.err())
        .isEqualTo(
            "Error: Cannot obtain a lock on directory %s. QuantumCoin is probably already running.\n"
                .formatted(folder.resolve("regtest")));
    assertThat(run("quantumcoin-cli", "stop"))
        .isEqualTo(new Ended(0, "QuantumCoin stopping\n", ""));
    node.onExit().get(60, TimeUnit.SECONDS);
  }
}
