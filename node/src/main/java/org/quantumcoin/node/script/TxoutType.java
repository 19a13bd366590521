package org.quantumcoin.node.script;

/// The standard forms of outputs, by the names that Core's RPC prints.
public enum TxoutType {
  NONSTANDARD("nonstandard"),
  /// Anyone can spend: fee bumping without a key of its own (pay-to-anchor).
  ANCHOR("anchor"),
  PUBKEY("pubkey"),
  PUBKEYHASH("pubkeyhash"),
  SCRIPTHASH("scripthash"),
  MULTISIG("multisig"),
  NULL_DATA("nulldata"),
  WITNESS_V0_SCRIPTHASH("witness_v0_scripthash"),
  WITNESS_V0_KEYHASH("witness_v0_keyhash"),
  WITNESS_V1_TAPROOT("witness_v1_taproot"),
  WITNESS_UNKNOWN("witness_unknown");

  private final String text;

  TxoutType(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
