package org.quantumcoin.wallet.coins;

/// What kind of output a coin is, as far as an observer can tell when it is spent (Core's
/// `OutputType`). Inputs of one kind are preferred: mixing them shows who owns what.
public enum OutputType {
  LEGACY,
  P2SH_SEGWIT,
  BECH32,
  BECH32M,
  UNKNOWN
}
