package org.quantumcoin.wallet.keys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.quantumcoin.node.crypto.HmacSha512;
import org.quantumcoin.node.crypto.SecretKey;
import org.quantumcoin.node.encoding.Bech32;

/// Secrets for other purposes that follow from one root (BIP-0085): one backup for many wallets.
/// Whoever gets one of them learns nothing of the root or the others.
///
/// Every result is empty with a chance of 2^-127, where the next index has to be taken. The root
/// stays the caller's to close.
public final class Bip85 {
  private static final byte[] HMAC_KEY = "bip-entropy-from-k".getBytes(StandardCharsets.US_ASCII);
  private static final int PURPOSE = 83_696_968;
  private static final int APPLICATION_BIP39 = 39;
  private static final int APPLICATION_WIF = 2;
  private static final int APPLICATION_XPRV = 32;
  private static final int APPLICATION_HEX = 128_169;
  private static final int APPLICATION_BASE64 = 707_764;
  private static final int APPLICATION_BASE85 = 707_785;
  private static final int APPLICATION_NOSTR = 128_002;

  /// RFC 1924, as Python's `b85encode` has it.
  private static final String BASE85 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

  private Bip85() {}

  /// The 64 bytes behind a path, for the caller to wipe.
  public static Optional<byte[]> entropy(ExtendedSecretKey root, KeyPath path) {
    return root.derive(path)
        .map(key -> {
          try (key;
              SecretKey secret = key.secretKey()) {
            byte[] bytes = secret.toBytes();
            byte[] hash = HmacSha512.hash(HMAC_KEY, bytes);
            Arrays.fill(bytes, (byte) 0);
            return hash;
          }
        });
  }

  private static Optional<byte[]> application(ExtendedSecretKey root, int... steps) {
    KeyPath path = KeyPath.of(PURPOSE | KeyPath.HARDENED);
    for (int step : steps) {
      if (step < 0) {
        throw new IllegalArgumentException("step " + step);
      }
      path = path.plus(step | KeyPath.HARDENED);
    }
    return entropy(root, path);
  }

  private static byte[] start(byte[] entropy, int length) {
    byte[] part = Arrays.copyOf(entropy, length);
    Arrays.fill(entropy, (byte) 0);
    return part;
  }

  /// Another mnemonic of 12 to 24 words.
  public static Optional<Mnemonic> mnemonic(
      ExtendedSecretKey root, MnemonicLanguage language, int words, int index) {
    return application(root, APPLICATION_BIP39, language.code(), words, index)
        .map(entropy -> {
          byte[] part = start(entropy, words * 4 / 3);
          try {
            return Mnemonic.ofEntropy(part, language);
          } finally {
            Arrays.fill(part, (byte) 0);
          }
        });
  }

  /// A key to import, or a seed of a wallet of Bitcoin Core's old kind.
  public static Optional<SecretKey> secretKey(ExtendedSecretKey root, int index) {
    return application(root, APPLICATION_WIF, index)
        .flatMap(entropy -> SecretKey.of(start(entropy, 32), true));
  }

  /// The root of another tree.
  public static Optional<ExtendedSecretKey> extendedKey(ExtendedSecretKey root, int index) {
    return application(root, APPLICATION_XPRV, index)
        .flatMap(entropy ->
            ExtendedSecretKey.ofRoot(
                Arrays.copyOf(entropy, 32), Arrays.copyOfRange(entropy, 32, 64)));
  }

  /// 16 to 64 bytes.
  public static Optional<byte[]> bytes(ExtendedSecretKey root, int count, int index) {
    check(count, 16, 64);
    return application(root, APPLICATION_HEX, count, index).map(entropy -> start(entropy, count));
  }

  /// A password of 20 to 86 characters.
  public static Optional<String> passwordBase64(ExtendedSecretKey root, int length, int index) {
    check(length, 20, 86);
    return application(root, APPLICATION_BASE64, length, index)
        .map(entropy -> Base64.getEncoder().encodeToString(entropy).substring(0, length));
  }

  /// A password of 10 to 80 characters, signs among them.
  public static Optional<String> passwordBase85(ExtendedSecretKey root, int length, int index) {
    check(length, 10, 80);
    return application(root, APPLICATION_BASE85, length, index)
        .map(entropy -> base85(entropy).substring(0, length));
  }

  /// A secret key for Nostr (`nsec…`, NIP-19).
  public static Optional<String> nostrKey(ExtendedSecretKey root, int identity, int account) {
    return application(root, APPLICATION_NOSTR, identity, account)
        .map(entropy ->
            Bech32.encode(Bech32.Encoding.BECH32, "nsec", Bech32.toFiveBit(start(entropy, 32))));
  }

  private static void check(int value, int min, int max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(value + " is not from " + min + " to " + max);
    }
  }

  /// Four bytes make five characters.
  private static String base85(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < bytes.length; at += 4) {
      long word = 0;
      for (int i = 0; i < 4; i++) {
        word = word << 8 | (bytes[at + i] & 0xff);
      }
      char[] digits = new char[5];
      for (int i = 4; i >= 0; i--) {
        digits[i] = BASE85.charAt((int) (word % 85));
        word /= 85;
      }
      text.append(digits);
    }
    return text.toString();
  }
}
