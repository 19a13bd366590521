package org.quantumcoin.wallet;

/// What a wallet is made as.
///
/// @param watchOnly never holds a secret
/// @param blank begins without keys
/// @param avoidReuse does not spend together what was paid to an address that was spent from before
public record WalletOptions(boolean watchOnly, boolean blank, boolean avoidReuse) {
  public static final WalletOptions DEFAULT = new WalletOptions(false, false, false);

  String format() {
    return (watchOnly ? "w" : "") + (blank ? "b" : "") + (avoidReuse ? "r" : "");
  }

  static WalletOptions parse(String text) {
    return new WalletOptions(text.contains("w"), text.contains("b"), text.contains("r"));
  }
}
