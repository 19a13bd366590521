package org.quantumcoin.node.params;

/// The networks of a coin; `id` is what `-chain=` takes and `getblockchaininfo` answers.
public enum Chain {
  MAIN("main"),
  TEST("test"),
  TESTNET4("testnet4"),
  SIGNET("signet"),
  REGTEST("regtest");

  private final String id;

  Chain(String id) {
    this.id = id;
  }

  public String id() {
    return id;
  }
}
