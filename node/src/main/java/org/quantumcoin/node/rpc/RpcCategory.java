package org.quantumcoin.node.rpc;

/// The headings of the `help` list, in their order; `HIDDEN` methods are not listed.
public enum RpcCategory {
  BLOCKCHAIN("Blockchain"),
  CONTROL("Control"),
  HIDDEN(""),
  MINING("Mining"),
  NETWORK("Network"),
  RAWTRANSACTIONS("Rawtransactions"),
  UTIL("Util"),
  WALLET("Wallet");

  private final String heading;

  RpcCategory(String heading) {
    this.heading = heading;
  }

  String heading() {
    return heading;
  }
}
