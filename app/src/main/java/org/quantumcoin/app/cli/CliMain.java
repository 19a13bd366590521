package org.quantumcoin.app.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.OptionTable;
import org.quantumcoin.node.ClientVersion;

/// The command-line client's way from its arguments to its exit status.
public final class CliMain {
  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  CliMain(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) {
    // UTF-8 whatever the terminal's locale says: labels and warnings pass through unharmed.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    int status = new CliMain(System.in, out, err).run(args);
    out.flush();
    err.flush();
    System.exit(status);
  }

  int run(String[] args) {
    OptionTable table = CliOptions.table();
    Arguments arguments;
    try {
      arguments = Arguments.parse(table, args);
    } catch (ConfigException e) {
      err.println("Error parsing command line arguments: " + e.getMessage());
      return 1;
    }
    if (arguments.getBoolean("version", false)) {
      out.println(ClientVersion.line("RPC client"));
      return 0;
    }
    if (args.length == 0 || helpWanted(arguments)) {
      printHelp(table);
      if (args.length == 0) {
        err.println("Error: too few parameters");
        return 1;
      }
      return 0;
    }
    try {
      arguments.checkDataDirectory();
    } catch (ConfigException e) {
      err.println("Error: " + e.getMessage());
      return 1;
    }
    try {
      arguments.readConfigFiles(err);
    } catch (ConfigException e) {
      err.println("Error reading configuration file: " + e.getMessage());
      return 1;
    }
    try {
      arguments.selectChain();
      arguments.selectedCoin();
    } catch (ConfigException e) {
      err.println("Error: " + e.getMessage());
      return 1;
    }
    return call(arguments);
  }

  private static boolean helpWanted(Arguments arguments) {
    return arguments.getBoolean("help", false)
        || arguments.getBoolean("h", false)
        || arguments.getBoolean("?", false);
  }

  private void printHelp(OptionTable table) {
    out.print(
        ClientVersion.line("RPC client")
            + """


            Sends commands to a running node and prints its answers.

            Use the "help" command to list all commands, "help <command>" for one of them.
            With -named, parameters are given as name=value.

            Usage: quantumcoin-cli [options] <command> [params]
            or:    quantumcoin-cli [options] -named <command> [name=value]...
            or:    quantumcoin-cli [options] help
            or:    quantumcoin-cli [options] help <command>
            Short words: get-height, mining-status, connect HOST [PORT]

            """);
    out.print(table.help(false));
  }

  private int call(Arguments arguments) {
    ReplyReader.Outcome outcome;
    try {
      outcome = perform(arguments);
    } catch (CliException | ConfigException e) {
      outcome = new ReplyReader.Outcome("error: " + e.getMessage(), true, 1);
    }
    if (!outcome.text().isEmpty()) {
      (outcome.toError() ? err : out).println(outcome.text());
    }
    return outcome.exitStatus();
  }

  private ReplyReader.Outcome perform(Arguments arguments) throws CliException, ConfigException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    Optional<String> password = Optional.empty();
    List<String> words = new ArrayList<>(arguments.words());
    try {
      if (arguments.getBoolean("stdinrpcpass", false)) {
        password = Optional.of(readPassword(lines));
      }
      if (arguments.getBoolean("stdin", false)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          words.add(line);
        }
      }
    } catch (IOException e) {
      throw new CliException("failed to read from standard input: " + e.getMessage());
    }
    RpcClient client = new RpcClient(arguments, password);
    if (arguments.getBoolean("getinfo", false)) {
      return InfoCommand.read(client.call(InfoCommand.REQUEST));
    }
    List<String> command = WordCommands.expand(words);
    if (command.isEmpty()) {
      throw new CliException("too few parameters (need at least command)");
    }
    String method = command.getFirst();
    List<String> params = command.subList(1, command.size());
    Object converted =
        arguments.getBoolean("named", false)
            ? Conversions.named(method, params)
            : Conversions.positional(method, params);
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("method", method);
    request.put("params", converted);
    request.put("id", new CliJson.NumberText("1"));
    return ReplyReader.read(client.call(CliJson.write(request)));
  }

  /// From the terminal without echo, or else the first line of the input.
  private String readPassword(BufferedReader lines) throws IOException, CliException {
    Optional<Console> terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    if (terminal.isPresent()) {
      char[] typed = terminal.get().readPassword("RPC password> ");
      if (typed != null) {
        return new String(typed);
      }
    }
    String line = lines.readLine();
    if (line == null) {
      throw new CliException("-stdinrpcpass specified but failed to read from standard input");
    }
    return line;
  }
}
