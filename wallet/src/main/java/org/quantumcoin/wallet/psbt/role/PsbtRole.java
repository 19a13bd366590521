package org.quantumcoin.wallet.psbt.role;

/// Who has to act next, in the order of their work; the names are Core's.
public enum PsbtRole {
  CREATOR("creator"),
  UPDATER("updater"),
  SIGNER("signer"),
  FINALIZER("finalizer"),
  EXTRACTOR("extractor");

  private final String label;

  PsbtRole(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
