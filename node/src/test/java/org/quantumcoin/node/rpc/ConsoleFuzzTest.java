package org.quantumcoin.node.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.ConsoleAccess.Reply;

final class ConsoleFuzzTest {
  private static final long SEED = 20261122;
  private static final int CASES = 20_000;

  private static final String[] PIECES = {
    "echo",
    "number",
    "secret",
    "-named",
    "hunter2",
    " ",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\\",
    "0",
    "-1",
    "1e999999999",
    "null",
    "=",
    "passphrase=hunter2",
    "[[",
    "\u0000",
    "ü",
    "\n"
  };

  /// Neither another exception nor a secret, whatever is typed.
  @Test
  void lines_ofAnyKind_areAnsweredAndKeepTheirSecrets() {
    Random random = new Random(SEED);
    Console console = ConsoleTest.console();
    int answered = 0;
    for (int i = 0; i < CASES; i++) {
      StringBuilder line = new StringBuilder();
      int pieces = random.nextInt(12);
      for (int p = 0; p < pieces; p++) {
        line.append(PIECES[random.nextInt(PIECES.length)]);
      }
      answered += console.run(line.toString(), Optional.empty()) instanceof Reply.Result ? 1 : 0;
      String sensitive = "secret(hunter2" + line;
      assertThat(console.forHistory(sensitive)).as(sensitive).doesNotStartWith("secret(h");
      String typo = "secrett hunter2" + line;
      assertThat(console.forHistory(typo)).as(typo).doesNotContain("secrett h");
    }
    assertThat(answered).isPositive();
  }
}
