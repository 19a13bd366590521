package org.quantumcoin.node.script;

/// Which rules and which signature hash a script runs under.
public enum SigVersion {
  /// Before segwit, and in pay-to-script-hash.
  BASE,
  /// BIP-0141 and BIP-0143.
  WITNESS_V0,
  /// BIP-0341, key path.
  TAPROOT,
  /// BIP-0342.
  TAPSCRIPT
}
