package org.quantumcoin.wallet;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.quantumcoin.wallet.keys.ExtendedSecretKey;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicLanguage;

/// What all keys of a new wallet come from: recovery words (BIP-0039), and a passphrase of theirs
/// where there is one. That one is part of the seed and kept nowhere.
public record RecoverySeed(Mnemonic words, String wordsPassphrase) implements AutoCloseable {
  private static final int NEW_WORDS = 24;

  /// Random words in English, the language that every other wallet knows, without passphrase.
  static RecoverySeed random() {
    SecureRandom random = new SecureRandom();
    while (true) {
      RecoverySeed seed =
          new RecoverySeed(Mnemonic.generate(NEW_WORDS, MnemonicLanguage.ENGLISH, random), "");
      Optional<ExtendedSecretKey> root = seed.derive();
      if (root.isPresent()) {
        root.get().close();
        return seed;
      }
      seed.close();
    }
  }

  private Optional<ExtendedSecretKey> derive() {
    byte[] seed = words.seed(wordsPassphrase);
    try {
      return ExtendedSecretKey.fromSeed(seed);
    } finally {
      Arrays.fill(seed, (byte) 0);
    }
  }

  /// The root key, for the caller to close.
  ExtendedSecretKey root() {
    return derive()
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.BAD_PARAMETER,
                "No keys can come from these words and this passphrase. Nothing was made."));
  }

  @Override
  public void close() {
    words.close();
  }

  @Override
  public String toString() {
    return "RecoverySeed[redacted]";
  }
}
