package org.quantumcoin.wallet.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The languages that BIP-0039 has word lists for.
///
/// The lists are resources of a library; each is taken only if its SHA-256 is that of the published
/// one. A language of which no library at hand has the list is known but not available.
public enum MnemonicLanguage {
  ENGLISH("english", 0, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda"),
  JAPANESE("japanese", 1, "2eed0aef492291e061633d7ad8117f1a2b03eb80a29d0e4e3117ac2528d05ffd"),
  KOREAN("korean", 2, "9e95f86c167de88f450f0aaf89e87f6624a57f973c67b516e338e8e8b8897f60"),
  SPANISH("spanish", 3, "46846a5a0139d1e3cb77293e521c2865f7bcdb82c44e8d0a06a2cd0ecba48c0b"),
  CHINESE_SIMPLIFIED(
      "chinese_simplified", 4, "5c5942792bd8340cb8b27cd592f1015edf56a8c5b26276ee18a482428e7c5726"),
  CHINESE_TRADITIONAL(
      "chinese_traditional", 5, "417b26b3d8500a4ae3d59717d7011952db6fc2fb84b807f3f94ac734e89c1b5f"),
  FRENCH("french", 6, "ebc3959ab7801a1df6bac4fa7d970652f1df76b683cd2f4003c941c63d517e59"),
  ITALIAN("italian", 7, "d392c49fdb700a24cd1fceb237c1f65dcc128f6b34a8aacb58b59384b5c648c2"),
  CZECH("czech", 8, "7e80e161c3e93d9554c2efb78d4e3cebf8fc727e9c52e03b83b94406bdcc95fc"),
  PORTUGUESE("portuguese", 9, "2685e9c194c82ae67e10ba59d9ea5345a23dc093e92276fc5361f6667d79cd3f");

  private final String id;
  private final int code;
  private final String sha256;

  MnemonicLanguage(String id, int code, String sha256) {
    this.id = id;
    this.code = code;
    this.sha256 = sha256;
  }

  /// The name of its published file.
  public String id() {
    return id;
  }

  /// Its number in BIP-0085 paths.
  int code() {
    return code;
  }

  /// SHA-256 of the published list.
  public String sha256() {
    return sha256;
  }

  /// What stands between two words.
  String separator() {
    return this == JAPANESE ? "\u3000" : " ";
  }

  public boolean isAvailable() {
    return words().isPresent();
  }

  public static List<MnemonicLanguage> available() {
    List<MnemonicLanguage> found = new ArrayList<>();
    for (MnemonicLanguage language : values()) {
      if (language.isAvailable()) {
        found.add(language);
      }
    }
    return found;
  }

  /// The list, read when it is first needed.
  Optional<WordList> words() {
    return WordList.of(id, sha256);
  }

  /// The list; fails for a language that is not available.
  WordList requireWords() {
    return words()
        .orElseThrow(() -> new IllegalArgumentException("no word list for " + id + " is at hand"));
  }
}
