package org.quantumcoin.node.api;

/// What the network is called: the coin's name ("QuantumCoin"), the ticker of its unit ("QTC"), and
/// the chain's name as RPC has it ("main", "regtest").
public record NetworkName(String coin, String ticker, String chain) {
  /// Whether coins here are worth nothing.
  public boolean isTest() {
    return !chain.equals("main");
  }
}
