package org.quantumcoin.wallet.keys;

import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.InvalidKeySpecException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.quantumcoin.node.crypto.Sha256;

/// Words that people write down, from which all keys of a wallet follow (BIP-0039).
///
/// Holds the entropy behind the words and wipes it when closed. Texts that are handed out cannot be
/// wiped; they are made only when asked for.
public final class Mnemonic implements AutoCloseable {
  public static final int MIN_WORDS = 12;
  public static final int MAX_WORDS = 24;

  public static final int SEED_BYTES = 64;

  private static final int BITS_PER_WORD = 11;

  /// BIP-0039, "From mnemonic to seed".
  private static final int PBKDF2_ROUNDS = 2048;

  /// No mnemonic is near as long; more is not looked at.
  private static final int MAX_TEXT_CHARS = 2_000;

  private final MnemonicLanguage language;
  private final byte[] entropy;

  private Mnemonic(MnemonicLanguage language, byte[] entropy) {
    this.language = language;
    this.entropy = entropy;
  }

  private static boolean isWordCount(int words) {
    return words >= MIN_WORDS && words <= MAX_WORDS && words % 3 == 0;
  }

  /// Copies the entropy: 16, 20, 24, 28 or 32 bytes. The language must be available.
  public static Mnemonic ofEntropy(byte[] entropy, MnemonicLanguage language) {
    if (!isWordCount(entropy.length * 3 / 4) || entropy.length % 4 != 0) {
      throw new IllegalArgumentException("entropy of " + entropy.length + " bytes");
    }
    WordList _ = language.requireWords();
    return new Mnemonic(language, entropy.clone());
  }

  /// A new one of 12, 15, 18, 21 or 24 words.
  public static Mnemonic generate(int words, MnemonicLanguage language, SecureRandom random) {
    if (!isWordCount(words)) {
      throw new IllegalArgumentException("a mnemonic of " + words + " words");
    }
    byte[] entropy = new byte[words * 4 / 3];
    random.nextBytes(entropy);
    try {
      return ofEntropy(entropy, language);
    } finally {
      Arrays.fill(entropy, (byte) 0);
    }
  }

  /// Finds the language by itself.
  public static MnemonicCheck parse(String text) {
    return parse(text, MnemonicLanguage.available());
  }

  public static MnemonicCheck parse(String text, MnemonicLanguage language) {
    return parse(text, List.of(language));
  }

  private static MnemonicCheck parse(String text, List<MnemonicLanguage> languages) {
    List<String> words = split(text);
    if (!isWordCount(words.size())) {
      return new MnemonicCheck.WrongWordCount(words.size());
    }
    List<MnemonicLanguage> complete = new ArrayList<>();
    MnemonicLanguage nearest = languages.getFirst();
    long most = -1;
    for (MnemonicLanguage language : languages) {
      WordList list = language.requireWords();
      long known = words.stream().filter(word -> list.indexOf(word) >= 0).count();
      if (known == words.size()) {
        complete.add(language);
      }
      if (known > most) {
        most = known;
        nearest = language;
      }
    }
    return complete.isEmpty() ? unknown(words, nearest) : checked(words, complete);
  }

  /// In NFKD, in which the lists are, and without capitals, which none of them has.
  private static List<String> split(String text) {
    String bounded = text.length() <= MAX_TEXT_CHARS ? text : text.substring(0, MAX_TEXT_CHARS);
    List<String> words = new ArrayList<>();
    for (String word : WordList.normalize(bounded).split("\\s+", -1)) {
      if (!word.isEmpty()) {
        words.add(word.toLowerCase(Locale.ROOT));
      }
    }
    return words;
  }

  private static MnemonicCheck unknown(List<String> words, MnemonicLanguage language) {
    WordList list = language.requireWords();
    int index = 0;
    while (list.indexOf(words.get(index)) >= 0) {
      index++;
    }
    String word = words.get(index);
    // Near words are sought only for what could be one of them.
    List<String> near = word.length() <= 40 ? list.near(word) : List.of();
    return new MnemonicCheck.UnknownWord(index, word, language, near);
  }

  /// Two lists share words (both Chinese ones many), but hardly ever a whole mnemonic with its
  /// checksum.
  private static MnemonicCheck checked(List<String> words, List<MnemonicLanguage> languages) {
    List<Mnemonic> valid = new ArrayList<>();
    for (MnemonicLanguage language : languages) {
      byte[] bits = decode(words, language.requireWords());
      int entropyBytes = words.size() * 4 / 3;
      byte[] entropy = Arrays.copyOf(bits, entropyBytes);
      int mask = 0xff << (8 - words.size() / 3);
      boolean matches = ((bits[entropyBytes] ^ Sha256.hash(entropy)[0]) & mask) == 0;
      Arrays.fill(bits, (byte) 0);
      if (matches) {
        valid.add(new Mnemonic(language, entropy));
      }
    }
    if (valid.size() > 1) {
      valid.forEach(Mnemonic::close);
      return new MnemonicCheck.Ambiguous(valid.stream().map(Mnemonic::language).toList());
    }
    return valid.isEmpty()
        ? new MnemonicCheck.WrongChecksum(languages.getFirst())
        : new MnemonicCheck.Valid(valid.getFirst());
  }

  private static byte[] decode(List<String> words, WordList list) {
    byte[] bits = new byte[(words.size() * BITS_PER_WORD + 7) / 8];
    for (int i = 0; i < words.size(); i++) {
      int index = list.indexOf(words.get(i));
      for (int bit = 0; bit < BITS_PER_WORD; bit++) {
        if ((index & 1 << (BITS_PER_WORD - 1 - bit)) != 0) {
          int at = i * BITS_PER_WORD + bit;
          bits[at / 8] |= (byte) (0x80 >>> at % 8);
        }
      }
    }
    return bits;
  }

  public MnemonicLanguage language() {
    return language;
  }

  /// A copy, for the caller to wipe.
  public byte[] entropy() {
    return entropy.clone();
  }

  public List<String> words() {
    WordList list = language.requireWords();
    byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
    bits[entropy.length] = Sha256.hash(entropy)[0];
    List<String> words = new ArrayList<>();
    for (int i = 0; i < entropy.length * 3 / 4; i++) {
      int index = 0;
      for (int at = i * BITS_PER_WORD; at < (i + 1) * BITS_PER_WORD; at++) {
        index = index << 1 | (bits[at / 8] >>> (7 - at % 8) & 1);
      }
      words.add(list.word(index));
    }
    Arrays.fill(bits, (byte) 0);
    return words;
  }

  /// As it is written down.
  public String sentence() {
    return String.join(language.separator(), words());
  }

  /// The 64 bytes that keys are made of, for the caller to wipe. Every passphrase gives another
  /// wallet; none is the empty one.
  public byte[] seed(String passphrase) {
    return seed(String.join(" ", words()), passphrase);
  }

  /// BIP-0039 makes a seed of any sentence, known words or not.
  static byte[] seed(String sentence, String passphrase) {
    char[] password = WordList.normalize(sentence).toCharArray();
    byte[] salt = WordList.normalize("mnemonic" + passphrase).getBytes(StandardCharsets.UTF_8);
    PBEKeySpec spec = new PBEKeySpec(password, salt, PBKDF2_ROUNDS, 8 * SEED_BYTES);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (NoSuchAlgorithmException | InvalidKeySpecException e) {
      throw new IllegalStateException("every Java platform has PBKDF2 with HMAC-SHA-512", e);
    } finally {
      spec.clearPassword();
      Arrays.fill(password, '\0');
      Arrays.fill(salt, (byte) 0);
    }
  }

  @Override
  public void close() {
    Arrays.fill(entropy, (byte) 0);
  }

  @Override
  public String toString() {
    return "Mnemonic[…]";
  }
}
