package org.quantumcoin.tests.gui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.quantumcoin.tests.interop.Bitcoind;
import org.quantumcoin.tests.interop.RpcClient;
import org.quantumcoin.ui.page.Place;
import org.testfx.util.WaitForAsyncUtils;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The desktop in a process of its own, which can be killed and started again on the same folder.
final class DesktopProcess implements AutoCloseable {
  private static final int WAIT_SECONDS = 90;

  /// What this JVM was given to be able to run the program.
  private static final List<String> KEPT_JVM_OPTIONS =
      List.of(
          "--enable-native-access",
          "--add-opens",
          "--add-exports",
          "--sun-misc-unsafe",
          "-ea",
          "-Dglass.",
          "-Dprism.");

  /// A short life: little heap, and no time spent on the best code.
  private static final List<String> SHORT_LIFE =
      List.of(
          "-Xmx512m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Duser.language=en",
          "-Dfile.encoding=UTF-8");

  private final Path folder;
  private final Path console;
  private final Process process;
  private final BufferedWriter hands;
  private final BufferedReader answers;
  private final RpcClient rpc;

  private DesktopProcess(Path folder, Path console, Process process, int rpcPort) {
    this.folder = folder;
    this.console = console;
    this.process = process;
    this.hands = process.outputWriter(UTF_8);
    this.answers = process.inputReader(UTF_8);
    this.rpc = new RpcClient(rpcPort);
  }

  /// Starts it on a folder, with `options` added to its command line.
  static DesktopProcess start(Path folder, String... options) throws IOException {
    int rpcPort = DesktopFixture.freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> KEPT_JVM_OPTIONS.stream().anyMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(SHORT_LIFE);
    command.add(DrivenDesktop.class.getName());
    command.addAll(
        List.of(
            "-regtest",
            "-datadir=" + folder,
            "-connect=0",
            "-listen=0",
            "-server=1",
            "-rpcport=" + rpcPort,
            "-fallbackfee=0.00002"));
    command.addAll(List.of(options));
    Path console = folder.resolve("console.log");
    // Who has set anything before is not welcomed again.
    Path preferences = folder.resolve("desktop.properties");
    if (!Files.exists(preferences)) {
      Files.writeString(preferences, "language=en\n");
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(console.toFile()));
    // Too long for a command line on some systems.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    DesktopProcess desktop = new DesktopProcess(folder, console, builder.start(), rpcPort);
    desktop.await("the node", desktop::isReady);
    return desktop;
  }

  private boolean isReady() {
    if (!process.isAlive()) {
      throw new AssertionError("the desktop ended: " + console());
    }
    try {
      JsonNode _ = rpc("getblockcount");
      return text("#status-height").startsWith("Block");
    } catch (UncheckedIOException | JacksonException | Bitcoind.RpcException _) {
      // No cookie yet, one that a killed process left, or still warming up.
      return false;
    }
  }

  /// What its node has written to its log.
  String log() throws IOException {
    return Files.readString(folder.resolve("regtest").resolve("debug.log"));
  }

  private String console() {
    try {
      return Files.readString(console);
    } catch (IOException e) {
      return e.toString();
    }
  }

  JsonNode rpc(String method, Object... params) {
    return call("", method, params);
  }

  /// The same for one wallet.
  JsonNode wallet(String name, String method, Object... params) {
    return call("wallet/" + name, method, params);
  }

  private JsonNode call(String path, String method, Object... params) {
    try {
      rpc.authorize(folder.resolve("regtest").resolve(".cookie"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rpc.call(path, method, params);
  }

  // The window.

  private String ask(String... words) {
    try {
      hands.write(String.join("\t", words));
      hands.newLine();
      hands.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new AssertionError("the desktop ended: " + console());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(console(), e);
    }
  }

  /// What a label says; `absent` where there is none.
  String text(String selector) {
    return ask("read", selector);
  }

  void awaitText(String selector, String wanted) {
    await(selector + " to say " + wanted, () -> text(selector).contains(wanted));
  }

  void awaitShown(String id) {
    await(id, () -> !text("#" + id).equals(DrivenDesktop.ABSENT));
  }

  /// Picks an item of a menu.
  void choose(String id, String item) {
    await(item, () -> ask("choose", "#" + id, item).equals(DrivenDesktop.DONE));
  }

  /// Presses a button as soon as it is there and usable, and returns at once.
  void press(String id) {
    await(id, () -> ask("press", "#" + id).equals(DrivenDesktop.DONE));
  }

  void go(Place place) {
    press("rail-" + place.id());
  }

  void type(String selector, String text) {
    await(selector, () -> ask("type", selector, text).equals(DrivenDesktop.DONE));
  }

  void await(String what, BooleanSupplier condition) {
    try {
      WaitForAsyncUtils.waitFor(WAIT_SECONDS, TimeUnit.SECONDS, condition::getAsBoolean);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what + "\n" + console(), e);
    }
  }

  // The end.

  /// `kill -9`: nothing is saved, no hook runs.
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /// As the system ends programs.
  void terminate() {
    // The handle of the process closes no streams, unlike the process itself.
    boolean _ = process.toHandle().destroy();
    awaitEnd();
  }

  /// Stops it in order.
  void stop() {
    JsonNode _ = rpc("stop");
    awaitEnd();
  }

  private void awaitEnd() {
    await("the end of the process", () -> !process.isAlive());
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
    rpc.close();
  }
}
