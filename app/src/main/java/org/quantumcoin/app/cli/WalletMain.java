package org.quantumcoin.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.ConfigException;
import org.quantumcoin.app.config.NodeOptions;
import org.quantumcoin.app.config.OptionGroup;
import org.quantumcoin.app.config.OptionTable;
import org.quantumcoin.node.ClientVersion;
import org.quantumcoin.node.log.Log;
import org.quantumcoin.node.log.LogOptions;
import org.quantumcoin.node.rpc.RpcException;

/// `quantumcoin-wallet`: the wallets of this computer on the command line, without a network. For
/// seats that are kept apart from every network, and for scripts.
public final class WalletMain {
  private static final String HELP =
      """


      The wallets of this computer, without a network.

      Usage: quantumcoin-wallet [options] <command>

      Commands
        new [NAME] [--no-passphrase]            make a wallet and show its recovery words
        restore FILE [NAME]                     bring a wallet back from a backup
        restore --words [NAME] [--since=DAY]    bring a wallet back from recovery words
        words                                   show the recovery words
        address [LABEL] [--type=TYPE]           a new address
        balance                                 as of the last block the wallet has seen
        send --offline ADDRESS AMOUNT --fee-rate=N [--psbt] [--out=FILE]
                                                sign a payment; any node can broadcast it
        batch-send FILE [--dry-run | --offline] [--fee-rate=N] [--out=FILE]
                                                check, or sign, the payments of a CSV file
        sign PSBT|HEX|FILE [--token=NAME] [--out=FILE]
                                                add this seat's signatures
        broadcast HEX|PSBT|FILE                 hand a signed transaction to a running node
        save-encrypted FILE                     a portable backup
        paper FILE [--with-words]               a backup to print, as PDF
        audit verify FILE [--seat=NAME]         check an exported audit log
        METHOD [PARAMETERS]                     any of the wallet's RPC methods, as quantumcoin-cli has them

      Passphrases, PINs and words are asked for at the terminal, or read from standard input, a line each.

      Options
        -wallet=NAME      which wallet (default: the only one)
        -datadir=DIR      data directory          -walletdir=DIR  folder of wallets
        -coin=COIN        quantumcoin, forthcoin or bitcoin
        -testnet, -regtest, -signet, -chain=CHAIN which chain (default: main)
        -pkcs11=FILE      library for keys on tokens
        -rpcconnect=HOST, -rpcport=PORT, …        where the node of "broadcast" is
      """;

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  WalletMain(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  public static void main(String[] args) throws IOException {
    // What a node logs would stand between the answers.
    Log.open(new LogOptions(Optional.empty(), false, false, false, false, false, false));
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), false, StandardCharsets.UTF_8);
    int status = new WalletMain(System.in, out, err).run(args);
    out.flush();
    err.flush();
    Runtime.getRuntime().halt(status);
  }

  private static OptionTable table() {
    return NodeOptions.table()
        .addHidden(
            OptionGroup.OPTIONS,
            "rpcclienttimeout",
            "rpcconnect",
            "rpcwait",
            "rpcwaittimeout",
            "rpcwallet");
  }

  int run(String[] args) {
    try {
      Arguments arguments = Arguments.parse(table(), args);
      if (arguments.getBoolean("version", false)) {
        out.println(ClientVersion.line("wallet"));
        return 0;
      }
      boolean help =
          arguments.getBoolean("help", false)
              || arguments.getBoolean("h", false)
              || arguments.getBoolean("?", false);
      if (help || arguments.words().isEmpty()) {
        (help ? out : err).print(ClientVersion.line("wallet") + HELP);
        return help ? 0 : 1;
      }
      arguments.checkDataDirectory();
      arguments.readConfigFiles(err);
      arguments.selectChain();
      perform(arguments);
      return 0;
    } catch (ConfigException | CliException e) {
      err.println("Error: " + e.getMessage());
      return 1;
    } catch (RpcException e) {
      err.println(e.text().startsWith("Error: ") ? e.text() : "Error: " + e.text());
      return Math.clamp(Math.abs(e.code().code()), 1, 255);
    } catch (IOException e) {
      err.println("Error: a file could not be read or written: " + e.getMessage());
      return 1;
    }
  }

  private void perform(Arguments arguments) throws ConfigException, CliException, IOException {
    String command = arguments.words().getFirst();
    List<String> rest = arguments.words().subList(1, arguments.words().size());
    if (command.equals("broadcast")) {
      broadcast(arguments, rest);
      return;
    }
    Optional<String> wallet = arguments.all("wallet").stream().findFirst();
    try (OfflineWallets wallets = OfflineWallets.open(arguments)) {
      new WalletTool(wallets, wallet, new SecretInput(in), out).run(command, rest);
    }
  }

  /// The only command that talks to somebody: the node that runs on this computer or, by the
  /// options, another one.
  private void broadcast(Arguments arguments, List<String> words)
      throws ConfigException, CliException {
    ToolWords given = ToolWords.of(words, Set.of());
    String text = WalletTool.textOf(given.parameter(0, "a signed transaction, or a file with one"));
    RpcClient client = new RpcClient(arguments, Optional.empty());
    String hex = text;
    if (!WalletTool.isHex(text)) {
      Object result = call(client, "finalizepsbt", text);
      if (!(result instanceof Map<?, ?> members) || !(members.get("hex") instanceof String found)) {
        throw new CliException(
            "Signatures are still missing; nothing was sent. Let the other seats sign first.");
      }
      hex = found;
    }
    out.println(call(client, "sendrawtransaction", hex));
  }

  private static @Nullable Object call(RpcClient client, String method, String parameter)
      throws CliException, ConfigException {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("jsonrpc", "2.0");
    request.put("method", method);
    request.put("params", List.of(parameter));
    request.put("id", new CliJson.NumberText("1"));
    Object reply = client.call(CliJson.write(request));
    ReplyReader.Outcome outcome = ReplyReader.read(reply);
    if (outcome.toError()) {
      throw new CliException(
          outcome.text().replace('\n', ' ') + " It was not sent; the transaction is still valid.");
    }
    return reply instanceof Map<?, ?> members ? members.get("result") : null;
  }
}
