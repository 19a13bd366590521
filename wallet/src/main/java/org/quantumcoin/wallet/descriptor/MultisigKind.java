package org.quantumcoin.wallet.descriptor;

/// The kinds of outputs that several keys can stand behind.
public enum MultisigKind {
  P2SH("P2SH"),
  P2SH_P2WSH("P2SH-P2WSH"),
  P2WSH("P2WSH"),
  /// Taproot with `multi_a` as its only script, and an internal key that nobody has.
  P2TR("P2TR");

  private final String word;

  MultisigKind(String word) {
    this.word = word;
  }

  /// As other programs write it.
  public String word() {
    return word;
  }
}
