package org.quantumcoin.tests.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Wallets that earlier programs made open in this one with all that is in them, also when the
/// program that brings them up to date is killed.
///
/// `-Dmigrationkills=100` for a long run.
final class ReleasedWalletsTest {
  private static final Path BIN =
      Path.of(System.getProperty("project.root", ".."), "app/target/quantumcoin/bin");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int KILLS = Integer.getInteger("migrationkills", 5);
  private static final int PATIENCE_SECONDS = 60;

  /// A start takes about a second until the wallet is opened, and little after it.
  private static final int MAX_DELAY_MILLIS = 2_500;

  private static final int MAX_MIGRATION_MILLIS = 600;

  @TempDir Path folder;

  @BeforeEach
  void findPrograms() {
    Assumptions.assumeTrue(
        Files.isExecutable(BIN.resolve("quantumcoin-wallet")), "the program is not packaged");
  }

  private Path wallet(String name) {
    return folder.resolve("regtest/wallets").resolve(name);
  }

  private void copy(int version, String name) throws IOException {
    Files.createDirectories(wallet(name));
    for (String file : List.of("wallet.dat", "wallet.mv.db", "wallet.seal")) {
      String resource = "/released-wallets/v%d/%s/%s".formatted(version, name, file);
      try (InputStream in = ReleasedWalletsTest.class.getResourceAsStream(resource);
          OutputStream out = Files.newOutputStream(wallet(name).resolve(file))) {
        assertThat(in).as(resource).isNotNull();
        in.transferTo(out);
      }
    }
  }

  /// The program at work on a wallet; the passphrase is offered to it.
  private Process start(String name, String... command) {
    List<String> words = new ArrayList<>(List.of(BIN.resolve("quantumcoin-wallet").toString()));
    words.addAll(
        List.of(
            "-coin=bitcoin", "-regtest", "-datadir=" + folder, "-keypool=20", "-wallet=" + name));
    words.addAll(List.of(command));
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectOutput(folder.resolve("out").toFile())
              .redirectError(folder.resolve("err").toFile())
              .start();
      try (OutputStream in = process.getOutputStream()) {
        in.write("correct horse\ncorrect horse\n".getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // It asked for nothing and has ended.
        return process;
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer(String name, String... command) throws InterruptedException, IOException {
    Process process = start(name, command);
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("err"))).isEmpty();
    return Files.readString(folder.resolve("out")).strip();
  }

  private JsonNode json(String name, String... command) throws InterruptedException, IOException {
    return JSON.readTree(answer(name, command));
  }

  private void assertWhole(String name) throws InterruptedException, IOException {
    // The change of a payment that is in no block counts once a mempool has it.
    BigDecimal most = new BigDecimal(name.equals("plain") ? "49.5" : "48.75");
    assertThat(json(name, "getbalances").get("mine").get("trusted").decimalValue())
        .isBetween(most.subtract(new BigDecimal("0.0001")), most);
    JsonNode transactions = json(name, "listtransactions", "*", "100");
    assertThat(transactions).hasSize(4);
    assertThat(transactions.get(3).get("comment").asString()).isEqualTo("for tea");
    assertThat(json(name, "listlockunspent")).hasSize(1);
    assertThat(json(name, "getaddressesbylabel", "rent")).hasSize(1);
    assertThat(json(name, "getaddressesbylabel", "mined")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"1,plain", "1,secret", "2,plain", "2,secret"})
  void walletOfAnEarlierVersion_hasAllThatWasInIt(int version, String name)
      throws InterruptedException, IOException {
    copy(version, name);
    assertWhole(name);
    assertThat(wallet(name).resolve("backups/wallet-version-" + version + ".qcw")).exists();
    String address = answer(name, "address");
    assertThat(address).startsWith("bcrt1q");
    String signer = json(name, "getaddressesbylabel", "mined").propertyNames().iterator().next();
    assertThat(answer(name, "signmessage", signer, "still mine")).hasSize(88);
  }

  @Test
  void programThatIsKilledMeanwhile_losesNothing() throws InterruptedException, IOException {
    Random random = new Random();
    int migrated = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      String name = kill % 2 == 0 ? "plain" : "secret";
      copy(1, name);
      Process process = start(name, "getbalances");
      awaitMoment(process, name, random);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
      migrated += Files.exists(wallet(name).resolve("backups/wallet-version-1.qcw")) ? 1 : 0;
      assertWhole(name);
      answer(name, "getnewaddress");
      try (var files = Files.walk(folder.resolve("regtest"))) {
        files.sorted(Comparator.reverseOrder()).forEach(ReleasedWalletsTest::delete);
      }
    }
    System.out.printf("migration kills: %d, %d after the old file was kept%n", KILLS, migrated);
  }

  /// Any moment of the program's life, and often one after it began to change files.
  private void awaitMoment(Process process, String name, Random random)
      throws InterruptedException {
    if (random.nextInt(4) == 0) {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_DELAY_MILLIS));
      return;
    }
    while (process.isAlive() && Files.notExists(wallet(name).resolve("backups"))) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MAX_MIGRATION_MILLIS));
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
