package org.quantumcoin.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.DataDirectory;

final class DaemonTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int run(String... args) {
    return Daemon.run(
        args,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void mistakes_areOneSentence_andStatus1() {
    assertThat(run("-foo")).isEqualTo(1);
    assertThat(run("foo")).isEqualTo(1);
    assertThat(run("-datadir=/nope")).isEqualTo(1);
    assertThat(run("-datadir=" + folder, "-debug=foo")).isEqualTo(1);
    assertThat(err().lines())
        .containsExactly(
            "Error: Error parsing command line arguments: Invalid parameter -foo",
            "Error: Command line contains unexpected token 'foo', see quantumcoin-node -h for a list of options.",
            "Error: Specified data directory \"/nope\" does not exist.",
            "Error: Unsupported logging category -debug=foo.");
  }

  @Test
  void lockedDirectory_isNamed() throws Exception {
    Path chain = Files.createDirectory(folder.resolve("regtest"));
    try (DataDirectory.Lock lock = DataDirectory.lock(chain)) {
      assertThat(lock).isNotNull();
      assertThat(run("-regtest", "-server=0", "-datadir=" + folder)).isEqualTo(1);
    }
    assertThat(err())
        .isEqualTo(
            "Error: Cannot obtain a lock on directory %s. QuantumCoin is probably already running.\n"
                .formatted(chain));
  }

  @Test
  void chainAsAWord_isTaken() throws ConfigException {
    Arguments arguments =
        StartOptions.read(
                new String[] {"-datadir=" + folder, "regtest", "-listen=0"},
                "quantumcoin-node",
                System.out,
                System.err)
            .orElseThrow();
    assertThat(arguments.selectedChain().id()).isEqualTo("regtest");
    assertThat(arguments.getBoolean("listen", true)).isFalse();
  }

  @Test
  void process_writesLogCookieAndProcessFile_andTakesAwayWhatIsNotNeeded()
      throws ConfigException, IOException {
    Arguments arguments =
        StartOptions.read(
                new String[] {
                  "-datadir=" + folder, "-regtest", "-rpcport=28443", "-printtoconsole=0"
                },
                "quantumcoin-node",
                System.out,
                System.err)
            .orElseThrow();
    Path chain = folder.resolve("regtest");
    try (NodeProcess process = NodeProcess.open(arguments, false)) {
      assertThat(process.server()).isPresent();
      assertThat(chain.resolve(".cookie")).exists();
      assertThat(chain.resolve("quantumcoin.pid")).hasContent(ProcessHandle.current().pid() + "\n");
    }
    assertThat(chain.resolve(".cookie")).doesNotExist();
    assertThat(chain.resolve("quantumcoin.pid")).doesNotExist();
    assertThat(Files.readString(chain.resolve("debug.log")))
        .contains("QuantumCoin version v0.1.0", "Command-line arg: regtest=\"\"", "Shutdown: done");
  }

  @Test
  void versionAndHelp_arePrinted() {
    assertThat(run("-version")).isZero();
    assertThat(run("-help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("QuantumCoin daemon version v0.1.0\n")
        .contains("Usage: quantumcoin-node [options]", "  -rpcport=<port>\n")
        .doesNotContain("-minimumchainwork");
  }
}
