package org.quantumcoin.wallet.store;

import java.security.SecureRandom;
import java.util.Arrays;

/// The two keys of a wallet: the data key opens the database, the spending key opens the secrets in
/// it. Wiped when closed; never shown by [#toString].
public final class WalletKeys implements AutoCloseable {
  static final int KEY_BYTES = 32;

  private final byte[] data;
  private final byte[] spending;

  WalletKeys(byte[] data, byte[] spending) {
    this.data = data;
    this.spending = spending;
  }

  public static WalletKeys random() {
    SecureRandom random = new SecureRandom();
    byte[] data = new byte[KEY_BYTES];
    byte[] spending = new byte[KEY_BYTES];
    random.nextBytes(data);
    random.nextBytes(spending);
    return new WalletKeys(data, spending);
  }

  /// The same data key with a new spending key, for a wallet whose old one lay open.
  public WalletKeys withNewSpendingKey() {
    WalletKeys fresh = random();
    Arrays.fill(fresh.data, (byte) 0);
    return new WalletKeys(data.clone(), fresh.spending);
  }

  /// A copy, for the caller to wipe.
  public byte[] data() {
    return data.clone();
  }

  /// A copy, for the caller to wipe.
  public byte[] spending() {
    return spending.clone();
  }

  @Override
  public void close() {
    Arrays.fill(data, (byte) 0);
    Arrays.fill(spending, (byte) 0);
  }

  @Override
  public String toString() {
    return "WalletKeys[…]";
  }
}
