package org.quantumcoin.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every decoder of what others send or of what may be damaged, and the message handler, under
/// Jazzer: inputs are bred by what code they reach, from those under `src/test/fuzz`. Each target
/// runs in a process of its own.
///
/// `-Dfuzz.seconds` gives each target its time, `-Dfuzz.runs` instead a number of inputs;
/// `-Dfuzz.keep` a folder in which what was bred stays for the next run. An input that breaks
/// something is left in `target/fuzz` and its hexadecimal digits are in the failure.
@Timeout(36_000)
final class EveryDecoderFuzzTest {
  private static final String DRIVER = "com.code_intelligence.jazzer.Jazzer";
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

  private static final List<String> KEPT_JVM_OPTIONS =
      List.of("--enable-native-access", "--add-opens", "--add-exports", "--sun-misc-unsafe");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p2p.message.MessageFuzzer",
        "p2p.FrameFuzzer",
        "p2p.PacketFuzzer",
        "p2p.HandlerFuzzer",
        "p2p.BanListFuzzer",
        "p2p.address.PeersFileFuzzer",
        "index.BlockFilterFuzzer",
        "mempool.MempoolFileFuzzer",
        "mempool.FeeEstimatesFuzzer",
      })
  void anyInput_isReadOrRefused(String target) throws IOException, InterruptedException {
    String name = target.substring(target.lastIndexOf('.') + 1);
    Path root = Path.of(System.getProperty("project.root"), "node");
    Path found = Files.createDirectories(root.resolve("target").resolve("fuzz"));
    Path seeds = root.resolve("src/test/fuzz").resolve(name);
    assertThat(seeds).isNotEmptyDirectory();
    String keep = System.getProperty("fuzz.keep");
    Path bred = keep == null ? folder : Path.of(keep);
    bred = Files.createDirectories(bred.resolve(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> KEPT_JVM_OPTIONS.stream().anyMatch(option::startsWith))
        .forEach(command::add);
    command.addAll(List.of("-XX:+EnableDynamicAgentLoading", "-Xmx1g", "-ea"));
    command.add(DRIVER);
    command.add("--target_class=org.quantumcoin.node." + target);
    command.add("--instrumentation_includes=org.quantumcoin.**");
    // Its own checks of other libraries' code do not get along with Netty.
    command.add("--custom_hook_includes=org.quantumcoin.**");
    command.add("--reproducer_path=" + found);
    command.add("-artifact_prefix=" + found + "/" + name + "-");
    command.add("-rss_limit_mb=0");
    command.add("-timeout=20");
    String runs = System.getProperty("fuzz.runs");
    command.add(
        runs == null ? "-max_total_time=" + Long.getLong("fuzz.seconds", 4) : "-runs=" + runs);
    command.add(bred.toString());
    command.add(seeds.toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    int status = process.waitFor();
    Matcher done = DONE.matcher(output);
    assertThat(status).as(tail(output)).isZero();
    assertThat(done.find()).as(tail(output)).isTrue();
    System.out.printf("%s: %s inputs in %s s%n", name, done.group(1), done.group(2));
    assertThat(Long.parseLong(done.group(1))).isGreaterThan(100);
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - 6_000));
  }
}
