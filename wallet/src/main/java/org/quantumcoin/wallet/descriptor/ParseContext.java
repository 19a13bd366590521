package org.quantumcoin.wallet.descriptor;

/// Inside which function an expression stands; that decides what it may be.
enum ParseContext {
  TOP,
  P2SH,
  P2WPKH,
  P2WSH,
  P2TR
}
