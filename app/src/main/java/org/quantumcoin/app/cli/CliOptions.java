package org.quantumcoin.app.cli;

import static org.quantumcoin.app.config.OptionFlag.HIDDEN;
import static org.quantumcoin.app.config.OptionFlag.NETWORK_ONLY;
import static org.quantumcoin.app.config.OptionFlag.NO_NEGATION;
import static org.quantumcoin.app.config.OptionFlag.SENSITIVE;
import static org.quantumcoin.app.config.OptionGroup.CHAIN;
import static org.quantumcoin.app.config.OptionGroup.COMMANDS;
import static org.quantumcoin.app.config.OptionGroup.OPTIONS;

import org.quantumcoin.app.config.Arguments;
import org.quantumcoin.app.config.OptionTable;

/// The client's options.
final class CliOptions {
  private CliOptions() {}

  static OptionTable table() {
    OptionTable table = new OptionTable();
    table
        .add(OPTIONS, "help", "Print this help and exit (also -h or -?)")
        .addHidden(OPTIONS, "h", "?", "color", "includeconf")
        .add(OPTIONS, "version", "Print the version and exit")
        .add(
            OPTIONS,
            "conf=<file>",
            "Configuration file, relative to the data directory (default: "
                + Arguments.CONFIG_FILE_NAME
                + ")")
        .add(OPTIONS, "datadir=<dir>", "Data directory", NO_NEGATION)
        .add(OPTIONS, "named", "Take parameters as name=value (default: false)")
        .add(
            OPTIONS,
            "rpcclienttimeout=<n>",
            "Seconds to wait for an answer, 0 for ever (default: 900)")
        .add(OPTIONS, "rpcconnect=<ip>", "Where the node runs (default: 127.0.0.1)")
        .add(
            OPTIONS,
            "rpccookiefile=<loc>",
            "The cookie, relative to the chain's folder (default: .cookie)")
        .add(OPTIONS, "rpcpassword=<pw>", "Password", SENSITIVE)
        .add(
            OPTIONS,
            "rpcport=<port>",
            "The node's RPC port (default: 8332, test: 18332, testnet4: 48332, signet: 38332, regtest: 18443)",
            NETWORK_ONLY)
        .add(OPTIONS, "rpcuser=<user>", "User")
        .add(OPTIONS, "rpcwait", "Wait until the node answers")
        .add(
            OPTIONS,
            "rpcwaittimeout=<n>",
            "Seconds to wait for it, 0 for ever (default: 0)",
            NO_NEGATION)
        .add(OPTIONS, "rpcwallet=<walletname>", "The wallet that the call is for")
        .add(OPTIONS, "stdin", "Read further parameters from standard input, one a line")
        .add(OPTIONS, "stdinrpcpass", "Read the password from the first line of standard input")
        .add(
            CHAIN,
            "coin=<coin>",
            "The coin: quantumcoin, forthcoin or bitcoin (default: quantumcoin)")
        .add(
            CHAIN,
            "chain=<chain>",
            "The chain: main, test, testnet4, signet or regtest (default: main)")
        .add(CHAIN, "regtest", "As -chain=regtest", HIDDEN)
        .add(CHAIN, "signet", "As -chain=signet")
        .addHidden(CHAIN, "signetchallenge", "signetseednode")
        .add(CHAIN, "testnet", "As -chain=test")
        .add(CHAIN, "testnet4", "As -chain=testnet4")
        .add(COMMANDS, "getinfo", "Print a summary of the node's state");
    return table;
  }
}
