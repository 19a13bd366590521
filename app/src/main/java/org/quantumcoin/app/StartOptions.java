package org.quantumcoin.app;

import java.io.PrintStream;
import java.util.Optional;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.app.config.OptionTable;
import org.quantumcoin.node.ClientVersion;

/// From the words of the command line to options that are read and checked as a whole.
final class StartOptions {
  private StartOptions() {}

  /// The options, with the configuration files read and the chain selected; empty when only help or
  /// the version was wanted, which is printed here.
  ///
  /// @param program what the program is called in help and errors: `quantumcoin-node`
  static Optional<Arguments> read(String[] args, String program, PrintStream out, PrintStream err)
      throws ConfigException {
    OptionTable table = NodeOptions.table();
    Arguments arguments;
    try {
      arguments = Arguments.parse(table, args);
    } catch (ConfigException e) {
      throw new ConfigException("Error parsing command line arguments: " + e.getMessage());
    }
    if (arguments.getBoolean("version", false)) {
      out.println(ClientVersion.line("daemon"));
      return Optional.empty();
    }
    boolean debug = arguments.getBoolean("help-debug", false);
    if (debug
        || arguments.getBoolean("help", false)
        || arguments.getBoolean("h", false)
        || arguments.getBoolean("?", false)) {
      out.print(
          ClientVersion.line("daemon")
              + "\n\nUsage: "
              + program
              + " [options] [testnet|regtest]\n\n");
      out.print(table.help(debug));
      return Optional.empty();
    }
    chainWord(arguments, program);
    arguments.checkDataDirectory();
    try {
      arguments.readConfigFiles(err);
    } catch (ConfigException e) {
      throw new ConfigException("Error reading configuration file: " + e.getMessage());
    }
    arguments.selectChain();
    return Optional.of(arguments);
  }

  /// `quantumcoin-node testnet` means `-testnet`; any other word is a mistake.
  private static void chainWord(Arguments arguments, String program) throws ConfigException {
    if (arguments.words().isEmpty()) {
      return;
    }
    String word = arguments.words().getFirst();
    switch (word) {
      case "testnet", "test" -> arguments.addCommandLine("-testnet");
      case "regtest" -> arguments.addCommandLine("-regtest");
      default -> throw unexpected(word, program);
    }
    for (String option : arguments.words().subList(1, arguments.words().size())) {
      if (!option.startsWith("-")) {
        throw unexpected(option, program);
      }
      try {
        arguments.addCommandLine(option);
      } catch (ConfigException e) {
        throw new ConfigException("Error parsing command line arguments: " + e.getMessage());
      }
    }
  }

  private static ConfigException unexpected(String word, String program) {
    return new ConfigException(
        "Command line contains unexpected token '%s', see %s -h for a list of options."
            .formatted(word, program));
  }
}
