package org.quantumcoin.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A seat without network: every command as a person types it.
final class WalletMainTest {
  private static final String PASSPHRASE = "correct horse";

  @TempDir Path folder;

  private record Answer(int status, String out, String err) {}

  private Answer run(String typed, String... words) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "-coin=bitcoin",
                "-regtest",
                "-datadir=" + folder,
                "-walletkdfmemory=1",
                "-keypool=10"));
    args.addAll(List.of(words));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int status =
        new WalletMain(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(args.toArray(String[]::new));
    return new Answer(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private Answer done(String typed, String... words) {
    Answer answer = run(typed, words);
    assertThat(answer.err()).isEmpty();
    assertThat(answer.status()).isZero();
    return answer;
  }

  private static String words(String printed) {
    Matcher numbered = Pattern.compile("\\d+ ([a-z]+)").matcher(printed);
    List<String> words = new ArrayList<>();
    while (numbered.find()) {
      words.add(numbered.group(1));
    }
    assertThat(words).hasSize(24);
    return String.join(" ", words);
  }

  @Test
  void wallet_isMadeSavedAndBroughtBack() {
    String words = words(done(PASSPHRASE + "\n", "new", "cold").out());
    String first = done("", "address", "rent").out().strip();
    assertThat(first).startsWith("bcrt1q");
    assertThat(done("", "address", "--type=bech32m").out()).startsWith("bcrt1p");
    assertThat(done("", "balance").out()).contains("Available    0.00000000", "As of block 0");
    assertThat(words(done(PASSPHRASE + "\n", "words").out())).isEqualTo(words);
    Path copy = folder.resolve("copy.qcw");
    assertThat(done("", "save-encrypted", copy.toString()).out()).contains("encrypted under");
    assertThat(done("", "restore", copy.toString(), "again").out()).contains("is restored");
    assertThat(done("", "-wallet=again", "getaddressinfo", first).out()).contains("\"rent\"");
    assertThat(done(words + "\n\nother\n", "restore", "--words", "from-paper").out())
        .contains("has the keys of these words");
    assertThat(done("", "-wallet=from-paper", "address").out().strip()).isEqualTo(first);
  }

  @Test
  void mistakes_areSentences() {
    assertThat(run("", "balance").err()).contains("no wallet here yet");
    assertThat(run("\n", "new").err()).contains("An empty passphrase protects nothing");
    assertThat(run("", "new").err()).contains("New passphrase is needed");
    done(PASSPHRASE + "\n", "new", "a");
    assertThat(run("wrong\n", "words").err()).contains("passphrase entered was incorrect");
    assertThat(run("", "send", "x", "1").err()).contains("Say --offline");
    assertThat(run("", "send", "--offline", "x", "1").err()).contains("--fee-rate=N");
    assertThat(run("", "send", "--online", "x", "1").err()).contains("no option --online");
    assertThat(run("", "nonsense").err()).contains("Method not found");
    assertThat(run("", "restore", folder.resolve("none.qcw").toString(), "b").status()).isNotZero();
    done("", "new", "b", "--no-passphrase");
    assertThat(run("", "balance").err()).contains("several wallets (a, b)");
    assertThat(run("").status()).isOne();
    assertThat(done("", "-help").out()).contains("save-encrypted FILE");
  }

  @Test
  void paper_isWrittenOnce() {
    done(PASSPHRASE + "\n", "new", "a");
    String file = folder.resolve("paper.pdf").toString();
    assertThat(done("", "paper", file).out()).contains("2 pages, without the recovery words");
    assertThat(run("", "paper", file).err()).contains("already exists");
    String secret = folder.resolve("secret.pdf").toString();
    assertThat(done(PASSPHRASE + "\n", "paper", secret, "--with-words").out())
        .contains("3 pages, the last with the recovery words");
  }

  @Test
  void auditLog_isVerifiedWithoutAWallet() throws IOException {
    done(PASSPHRASE + "\n", "new", "a");
    Path log = folder.resolve("audit.log");
    done("", "save-encrypted", folder.resolve("one.qcw").toString());
    done(PASSPHRASE + "\n", "exportauditlog", log.toString());
    assertThat(done("", "audit", "verify", log.toString()).out()).contains("Signed by key");
    String text = Files.readString(log);
    Files.writeString(log, text.replaceFirst("one\\.qcw", "two.qcw"));
    Answer altered = run("", "audit", "verify", log.toString());
    assertThat(altered.status()).isOne();
    assertThat(altered.err()).contains("altered");
    assertThat(run("", "audit", "check").err()).contains("audit verify FILE");
  }

  @Test
  void batch_isCheckedAsAWhole() throws IOException {
    done("", "new", "a", "--no-passphrase");
    String to = done("", "address").out().strip();
    Path file = folder.resolve("wages.csv");
    Files.writeString(file, "address,amount,memo\n" + to + ",0.5,Ann\nnowhere,1,Bob\n");
    Answer wrong = run("", "batch-send", file.toString(), "--dry-run");
    assertThat(wrong.status()).isOne();
    assertThat(wrong.out()).contains("Line 3: ");
    assertThat(wrong.err()).contains("1 mistakes. Nothing was paid");
    Files.writeString(file, "address,amount,memo\n" + to + ",0.5,Ann\n");
    assertThat(done("", "batch-send", file.toString(), "--dry-run").out())
        .contains("1 payments, 0.50000000 rBTC together", "The file is in order");
    assertThat(run("", "batch-send", file.toString()).err()).contains("Say --dry-run");
    assertThat(run("", "batch-send", file.toString(), "--dry-run", "--fee-rate=3").err())
        .contains("Insufficient funds");
  }
}
