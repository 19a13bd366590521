package org.quantumcoin.wallet.keys;

/// Where wallets keep their accounts: the purposes that have a BIP of their own. All steps down to
/// the account are hardened; below it come 0 for receiving or 1 for change, and the index.
public enum AccountPath {
  /// One key, pay to its hash.
  BIP44(44, -1),
  /// Several keys, by sorted public keys; the kind of script is not in the path.
  BIP45(45, -1),
  /// Several keys, P2SH-P2WSH.
  BIP48_P2SH_P2WSH(48, 1),
  /// Several keys, P2WSH.
  BIP48_P2WSH(48, 2),
  /// One key, P2SH-P2WPKH.
  BIP49(49, -1),
  /// One key, P2WPKH.
  BIP84(84, -1),
  /// One key, taproot.
  BIP86(86, -1),
  /// Several keys, of any kind of script.
  BIP87(87, -1);

  /// SLIP-0044 has 0 for Bitcoin and 1 for every test network. Our own coins have no number there;
  /// as Bitcoin Core does it for whatever chain it runs, a main chain counts as 0.
  public static final int MAIN_COIN = 0;

  public static final int TEST_COIN = 1;

  private final int purpose;
  private final int scriptType;

  AccountPath(int purpose, int scriptType) {
    this.purpose = purpose;
    this.scriptType = scriptType;
  }

  public int purpose() {
    return purpose;
  }

  /// The path to an account's key.
  public KeyPath account(boolean testChain, int account) {
    if (account < 0) {
      throw new IllegalArgumentException("account " + account);
    }
    if (this == BIP45) {
      return KeyPath.of(hardened(purpose));
    }
    int coin = testChain ? TEST_COIN : MAIN_COIN;
    KeyPath path = KeyPath.of(hardened(purpose), hardened(coin), hardened(account));
    return scriptType < 0 ? path : path.plus(hardened(scriptType));
  }

  private static int hardened(int step) {
    return step | KeyPath.HARDENED;
  }
}
