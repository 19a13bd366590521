package org.quantumcoin.wallet;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.node.crypto.Secp256k1;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.wallet.store.WalletStore;

/// The key by which a wallet signs what it says: events of its treasury, heads of its audit log. It
/// spends nothing and is no one's descendant, so that it can be lost or found out without a coin
/// being in danger. Made when it is first needed, sealed as other secrets are. Not safe for several
/// threads: the wallet locks.
final class Identity {
  private static final String PUBLIC = "identity";
  private static final String SEALED = "identity secret";
  private static final int RANDOM_BYTES = 32;

  private final WalletStore store;
  private final Vault vault;

  Identity(WalletStore store, Vault vault) {
    this.store = store;
    this.vault = vault;
  }

  /// The x-only key, if there is one yet.
  Optional<ByteString> known() {
    return store.property(PUBLIC).map(ByteString::of);
  }

  /// The x-only key, made now if need be, which needs an unlocked wallet; the caller commits.
  ByteString key() {
    return known().orElseGet(this::make);
  }

  private ByteString make() {
    SecureRandom random = new SecureRandom();
    byte[] secret = new byte[Secp256k1.SECRET_BYTES];
    do {
      random.nextBytes(secret);
    } while (!Secp256k1.isValidSecret(secret));
    ByteString key = ByteString.of(Secp256k1.xOnly(secret));
    store.putProperty(SEALED, vault.seal(secret, SEALED));
    store.putProperty(PUBLIC, key.toBytes());
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  /// The BIP-0340 signature of a hash. Throws while the wallet is locked.
  byte[] sign(byte[] hash32) {
    byte[] box =
        store
            .property(SEALED)
            .orElseThrow(() -> new IllegalStateException("no identity key was made"));
    byte[] secret = vault.open(box, SEALED);
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    try {
      return Secp256k1.signSchnorr(secret, hash32, random);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  /// Seals the secret anew, after the spending key changed from what `old` holds.
  void reseal(Vault old) {
    store
        .property(SEALED)
        .ifPresent(box -> {
          byte[] secret = old.open(box, SEALED);
          store.putProperty(SEALED, vault.seal(secret, SEALED));
          Arrays.fill(secret, (byte) 0);
        });
  }
}
