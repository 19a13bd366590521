package org.quantumcoin.app.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Passphrases, PINs and recovery words: from the terminal without echo, else a line each from
/// standard input. Never from the command line, which every user of the computer can read.
final class SecretInput {
  private final BufferedReader lines;

  SecretInput(InputStream in) {
    this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /// @param prompt what is wanted: `Passphrase`
  String ask(String prompt) throws CliException {
    Optional<Console> terminal = terminal();
    if (terminal.isPresent()) {
      char[] typed = terminal.get().readPassword("%s: ", prompt);
      if (typed == null) {
        throw new CliException("nothing was typed");
      }
      String text = new String(typed);
      Arrays.fill(typed, '\0');
      return text;
    }
    try {
      String line = lines.readLine();
      if (line == null) {
        throw new CliException(
            prompt + " is needed: type it at a terminal, or give it as a line of standard input.");
      }
      return line;
    } catch (IOException e) {
      throw new CliException("failed to read from standard input: " + e.getMessage());
    }
  }

  /// A new one, typed twice at a terminal.
  String askNew(String prompt) throws CliException {
    String first = ask(prompt);
    if (terminal().isPresent() && !first.equals(ask(prompt + " again"))) {
      throw new CliException("The two are not the same. Nothing was made.");
    }
    return first;
  }

  private static Optional<Console> terminal() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }
}
