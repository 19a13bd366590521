package org.quantumcoin.wallet;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.store.KdfCost;
import org.quantumcoin.wallet.store.KeyFile;
import org.quantumcoin.wallet.store.WalletKeys;
import org.quantumcoin.wallet.store.WalletStore;

/// How a passphrase protects one wallet's secrets: its key file, and for how long they are open.
///
/// Methods that derive a key from a passphrase, which takes a second, lock the wallet by themselves
/// for the rest of what they do; the others are called within its lock.
final class Protection implements AutoCloseable {
  private static final String NEXT_KEY = "next spending key";

  private final Wallet wallet;
  private final WalletStore store;
  private final Vault vault;
  private final KeyRing keys;
  private KeyFile keyFile;
  private long unlockedUntil;
  private Optional<Thread> autoLock = Optional.empty();

  Protection(Wallet wallet, KeyFile keyFile, WalletStore store, Vault vault, KeyRing keys) {
    this.wallet = wallet;
    this.keyFile = keyFile;
    this.store = store;
    this.vault = vault;
    this.keys = keys;
  }

  KeyFile keyFile() {
    return keyFile;
  }

  boolean hasPassphrase() {
    return keyFile.hasPassphrase();
  }

  /// Unix seconds; 0 when locked.
  long unlockedUntil() {
    return vault.isLocked() ? 0 : unlockedUntil;
  }

  void stayUnlocked() {
    unlockedUntil = Long.MAX_VALUE;
  }

  /// Crosses from the key file's spending key to the one that the secrets are sealed by, where a
  /// change of keys was cut off.
  void adoptNextKey() {
    store
        .property(NEXT_KEY)
        .ifPresent(box -> {
          if (!vault.isLocked() && !vault.adopt(box, NEXT_KEY)) {
            store.removeProperty(NEXT_KEY);
            store.commit();
          }
        });
  }

  void lockIfDue() {
    if (keyFile.hasPassphrase() && !vault.isLocked() && wallet.now() >= unlockedUntil) {
      vault.lock();
      wallet.revise();
    }
  }

  private void expectEncrypted(String method) {
    if (!keyFile.hasPassphrase()) {
      throw new WalletException(
          WalletException.Kind.WRONG_STATE,
          "Error: running with an unencrypted wallet, but " + method + " was called.");
    }
  }

  private static WalletException wrongPassphrase() {
    return new WalletException(
        WalletException.Kind.WRONG_PASSPHRASE,
        "Error: The wallet passphrase entered was incorrect.");
  }

  void unlock(byte[] passphrase, long seconds) {
    KeyFile file = wallet.locked(() -> keyFile);
    wallet.run(() -> expectEncrypted("walletpassphrase"));
    // The derivation takes a second; nobody else has to wait for it.
    try (WalletKeys opened = file.unwrap(passphrase).orElseThrow(Protection::wrongPassphrase)) {
      wallet.run(() -> {
        vault.unlock(opened);
        adoptNextKey();
        unlockedUntil = wallet.now() + seconds;
        lockAfter(seconds);
        keys.unlocked();
        wallet.save();
      });
    }
  }

  /// Wipes the key when the time is up, whether anybody asks for the wallet then or not.
  private void lockAfter(long seconds) {
    autoLock.ifPresent(Thread::interrupt);
    autoLock =
        Optional.of(
            Thread.ofVirtual()
                .name("lock-" + wallet.name())
                .start(() -> {
                  try {
                    TimeUnit.SECONDS.sleep(seconds);
                    wallet.run(() -> {});
                  } catch (InterruptedException _) {
                    // Locked or closed before its time.
                    return;
                  }
                }));
  }

  void lock() {
    expectEncrypted("walletlock");
    vault.lock();
    wallet.revise();
    autoLock.ifPresent(Thread::interrupt);
  }

  private KdfCost kdfCost() {
    return wallet.config().kdf().orElseGet(KdfCost::measured);
  }

  void change(byte[] old, byte[] fresh) {
    wallet.run(() -> expectEncrypted("walletpassphrasechange"));
    KeyFile file = wallet.locked(() -> keyFile);
    try (WalletKeys opened = file.unwrap(old).orElseThrow(Protection::wrongPassphrase)) {
      KeyFile changed = file.withPassphrase(opened, fresh, kdfCost(), watchKey());
      wallet.run(() -> {
        // Before it is done: what is in the log and did not happen is a question, the other way
        // round would be a gap.
        wallet.journal().record("passphrase", "The passphrase is changed.", ByteString.EMPTY);
        wallet.save();
        write(changed);
      });
    }
  }

  private Optional<byte[]> watchKey() {
    return Optional.of(Wallets.watchKey(wallet.config()));
  }

  private void write(KeyFile changed) {
    changed.write(wallet.folder().resolve(Wallet.KEY_FILE));
    keyFile = changed;
  }

  void encrypt(byte[] passphrase) {
    KdfCost cost = kdfCost();
    wallet.run(() -> encrypt(passphrase, cost));
  }

  private void encrypt(byte[] passphrase, KdfCost cost) {
    if (keyFile.hasPassphrase()) {
      throw new WalletException(
          WalletException.Kind.WRONG_STATE,
          "Error: running with an encrypted wallet, but encryptwallet was called.");
    }
    WalletOptions options = wallet.options();
    try (WalletKeys old = keyFile.unwrap(new byte[0]).orElseThrow();
        WalletKeys fresh = old.withNewSpendingKey();
        Vault byFile = new Vault(keyFile.walletId());
        Vault before = vault.copy()) {
      byFile.unlock(old);
      vault.unlock(fresh);
      keys.reseal(before);
      RecoveryWords.reseal(store, before, vault);
      wallet.resealIdentity(before);
      wallet.journal().record("passphrase", "A passphrase is put on the wallet.", ByteString.EMPTY);
      if (!options.blank() && !options.watchOnly()) {
        wallet.newSeed();
      }
      // A crash before the key file is replaced leaves the old one, whose key then leads to the
      // new one; a crash after it leaves a bridge that nobody can walk on.
      store.putProperty(NEXT_KEY, byFile.seal(fresh.spending(), NEXT_KEY));
      wallet.save();
      store.commitAndSync();
      write(keyFile.withPassphrase(fresh, passphrase, cost, watchKey()));
      store.removeProperty(NEXT_KEY);
      store.commitAndSync();
      vault.lock();
      wallet.revise();
    }
  }

  @Override
  public void close() {
    autoLock.ifPresent(Thread::interrupt);
    vault.close();
  }
}
