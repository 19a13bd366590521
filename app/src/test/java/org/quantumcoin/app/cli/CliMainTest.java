package org.quantumcoin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.rpc.ControlRpc;
import org.quantumcoin.node.rpc.RpcConfig;
import org.quantumcoin.node.rpc.RpcDispatcher;
import org.quantumcoin.node.rpc.RpcRegistry;
import org.quantumcoin.node.rpc.RpcServer;

/// The client against a server of ours. Texts and statuses are bitcoin-cli's.
final class CliMainTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final RpcDispatcher dispatcher = new RpcDispatcher(new RpcRegistry());
  private RpcServer server;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectory(folder.resolve("regtest"));
    new ControlRpc(
            dispatcher, new ControlRpc.Host(Clock.systemUTC(), _ -> {}, true, "/log", () -> {}))
        .register();
    dispatcher.ready();
    server =
        RpcServer.open(
            new RpcConfig(
                true,
                List.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(folder.resolve("regtest/.cookie")),
                Optional.empty(),
                4,
                16,
                30,
                Map.of(),
                false),
            dispatcher);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int run(String input, String... words) {
    List<String> args = new ArrayList<>();
    args.add("-regtest");
    args.add("-datadir=" + folder);
    args.add("-rpcport=" + server.addresses().getFirst().getPort());
    args.addAll(List.of(words));
    return new CliMain(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(args.toArray(String[]::new));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void string_isPrintedRaw_objectsIndented() {
    assertThat(run("", "help", "uptime")).isZero();
    assertThat(out()).startsWith("uptime\n\nReturns");
    out.reset();
    assertThat(run("", "echojson", "{\"a\":[1.10,null]}", "[]")).isZero();
    assertThat(out())
        .isEqualTo("[\n  {\n    \"a\": [\n      1.10,\n      null\n    ]\n  },\n  [\n  ]\n]\n");
  }

  @Test
  void null_printsNothing() {
    assertThat(run("", "setmocktime", "5")).isZero();
    assertThat(out()).isEmpty();
  }

  @Test
  void error_goesToStandardError_withItsCodeAsStatus() {
    assertThat(run("", "setmocktime", "-1")).isEqualTo(8);
    assertThat(out()).isEmpty();
    assertThat(err())
        .isEqualTo(
            "error code: -8\nerror message:\nMocktime must be in the range [0, 9223372036], not -1.\n");
  }

  @Test
  void unknownMethod_isSaid() {
    assertThat(run("", "nope")).isEqualTo(32601 & 0xff);
    assertThat(err()).isEqualTo("error code: -32601\nerror message:\nMethod not found\n");
  }

  @Test
  void named_isSentByName() {
    assertThat(run("", "-named", "echo", "arg1=x")).isZero();
    assertThat(out()).isEqualTo("[\n  null,\n  \"x\"\n]\n");
  }

  @Test
  void stdin_addsParameters() {
    assertThat(run("b\nc\n", "-stdin", "echo", "a")).isZero();
    assertThat(out()).isEqualTo("[\n  \"a\",\n  \"b\",\n  \"c\"\n]\n");
  }

  @Test
  void wrongPassword_isExplained() {
    assertThat(run("wrong\n", "-stdinrpcpass", "-rpcuser=x", "uptime")).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            "error: Authorization failed: Incorrect rpcuser or rpcpassword were specified. Configuration file: (%s)\n"
                .formatted(folder.resolve("quantumcoin.conf")));
  }

  @Test
  void missingCookie_isExplained() {
    assertThat(run("", "-rpccookiefile=none", "uptime")).isEqualTo(1);
    assertThat(err())
        .startsWith(
            "error: Authorization failed: Failed to read cookie file and no rpcpassword was specified.");
  }

  @Test
  void noServer_isExplained() {
    assertThat(run("", "-rpcport=1", "uptime")).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            """
            error: timeout on transient error: Could not connect to the server 127.0.0.1:1

            Make sure the node is running and that you are connecting to the correct RPC port.
            Use "quantumcoin-cli -help" for more info.
            """);
  }

  @Test
  void rpcwait_waitsForTheWarmUpToEnd() throws InterruptedException {
    dispatcher.warmup("Loading…");
    assertThat(run("", "uptime")).isEqualTo(28);
    assertThat(run("", "-rpcwait", "-rpcwaittimeout=1", "uptime")).isEqualTo(1);
    assertThat(err()).endsWith("error: timeout on transient error: server in warmup\n");
    Thread ready = Thread.ofVirtual().start(dispatcher::ready);
    ready.join();
    assertThat(run("", "-rpcwait", "uptime")).isZero();
  }

  @Test
  void mistakes_endWithStatus1() {
    assertThat(run("", "-foo")).isEqualTo(1);
    assertThat(run("")).isEqualTo(1);
    assertThat(run("", "-datadir=/nope", "uptime")).isEqualTo(1);
    assertThat(err())
        .isEqualTo(
            """
            Error parsing command line arguments: Invalid parameter -foo
            error: too few parameters (need at least command)
            Error: Specified data directory "/nope" does not exist.
            """);
  }

  @Test
  void version_andHelp_arePrinted() {
    assertThat(run("", "-version")).isZero();
    assertThat(out()).isEqualTo("QuantumCoin RPC client version v0.1.0\n");
    out.reset();
    assertThat(run("", "-help")).isZero();
    assertThat(out()).contains("Usage: quantumcoin-cli [options] <command> [params]", "  -named\n");
  }
}
