package org.quantumcoin.app.config;

/// The headings of `-help`, in the order in which they are printed.
public enum OptionGroup {
  OPTIONS("Options:"),
  CONNECTION("Connection options:"),
  WALLET("Wallet options:"),
  DEBUG("Debugging/Testing options:"),
  CHAIN("Chain selection options:"),
  RELAY("Node relay options:"),
  MINING("Block creation options:"),
  RPC("RPC server options:"),
  COMMANDS("CLI Commands:");

  private final String heading;

  OptionGroup(String heading) {
    this.heading = heading;
  }

  public String heading() {
    return heading;
  }
}
