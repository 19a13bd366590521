package org.quantumcoin.wallet.descriptor;

/// The kinds of addresses, with the names that RPC has for them (Core's `OutputType`).
public enum OutputType {
  LEGACY("legacy"),
  P2SH_SEGWIT("p2sh-segwit"),
  BECH32("bech32"),
  BECH32M("bech32m"),
  /// Nothing that has an address of ours.
  UNKNOWN("unknown");

  private final String rpcName;

  OutputType(String rpcName) {
    this.rpcName = rpcName;
  }

  public String rpcName() {
    return rpcName;
  }
}
