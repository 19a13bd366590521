package org.quantumcoin.wallet.multisig;

/// The files by which programs pass setups on.
public enum SetupFormat {
  /// BIP-0129, a descriptor record without encryption.
  BSMS("BIP-0129"),
  DESCRIPTOR("descriptor"),
  /// What `importdescriptors` takes.
  BITCOIN_CORE("Bitcoin Core"),
  SPARROW("Sparrow"),
  SPECTER("Specter"),
  CARAVAN("Caravan"),
  COLDCARD("Coldcard");

  private final String title;

  SetupFormat(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
