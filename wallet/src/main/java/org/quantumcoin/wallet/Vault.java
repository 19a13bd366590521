package org.quantumcoin.wallet;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.wallet.store.SealedBox;
import org.quantumcoin.wallet.store.WalletKeys;

/// The spending key while the wallet is unlocked, and nothing while it is locked.
///
/// Every secret of the wallet is sealed by it; each box names the wallet and what it holds, so that
/// boxes cannot be exchanged. Not safe for several threads: the wallet locks.
final class Vault implements AutoCloseable {
  private final byte[] walletId;
  private byte @Nullable [] spendingKey;

  Vault(byte[] walletId) {
    this.walletId = walletId;
  }

  void unlock(WalletKeys keys) {
    lock();
    spendingKey = keys.spending();
  }

  void lock() {
    byte[] held = spendingKey;
    if (held != null) {
      Arrays.fill(held, (byte) 0);
      spendingKey = null;
    }
  }

  /// Another with the same key, for the caller to close.
  Vault copy() {
    Vault other = new Vault(walletId);
    other.spendingKey = key().clone();
    return other;
  }

  /// Goes over to the key in a box, if this one opens it.
  boolean adopt(byte[] box, String what) {
    Optional<byte[]> next = SealedBox.open(key(), box, about(what));
    next.ifPresent(key -> {
      lock();
      spendingKey = key;
    });
    return next.isPresent();
  }

  boolean isLocked() {
    return spendingKey == null;
  }

  private byte[] key() {
    byte[] held = spendingKey;
    if (held == null) {
      throw new WalletException(
          WalletException.Kind.LOCKED,
          "Error: Please enter the wallet passphrase with walletpassphrase first.");
    }
    return held;
  }

  private byte[] about(String what) {
    byte[] name = what.getBytes(StandardCharsets.US_ASCII);
    byte[] about = Arrays.copyOf(walletId, walletId.length + name.length);
    System.arraycopy(name, 0, about, walletId.length, name.length);
    return about;
  }

  byte[] seal(byte[] secret, String what) {
    return SealedBox.seal(key(), secret, about(what));
  }

  /// The secret, for the caller to wipe.
  byte[] open(byte[] box, String what) {
    return SealedBox.open(key(), box, about(what))
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.REFUSED,
                "The wallet's secret \"%s\" is damaged. Restore the wallet from a backup."
                    .formatted(what)));
  }

  @Override
  public void close() {
    lock();
  }
}
