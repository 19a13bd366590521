package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.params.AddressPrefixes;
import org.quantumcoin.node.vectors.Vectors;
import tools.jackson.databind.JsonNode;

class Bip39VectorTest {
  private static final AddressPrefixes MAIN =
      new AddressPrefixes(0, 5, 128, 0x0488b21e, 0x0488ade4, "bc");

  private static Optional<MnemonicLanguage> language(String name) {
    return Stream.of(MnemonicLanguage.values()).filter(l -> l.id().equals(name)).findFirst();
  }

  private static void checkSeed(byte[] seed, String seedHex, String root) {
    assertThat(Hex.encode(seed)).isEqualTo(seedHex);
    assertThat(ExtendedSecretKey.fromSeed(seed).orElseThrow().encode(MAIN)).isEqualTo(root);
  }

  private static void checkWords(
      MnemonicLanguage language, String entropy, String sentence, String passphrase, String seed) {
    Mnemonic mnemonic = Mnemonic.ofEntropy(Hex.decode(entropy), language);
    assertThat(WordList.normalize(mnemonic.sentence())).isEqualTo(WordList.normalize(sentence));
    assertThat(Hex.encode(mnemonic.seed(passphrase))).isEqualTo(seed);
    MnemonicCheck check = Mnemonic.parse(sentence, language);
    assertThat(check).as(sentence).isInstanceOf(MnemonicCheck.Valid.class);
    assertThat(Hex.encode(((MnemonicCheck.Valid) check).mnemonic().entropy())).isEqualTo(entropy);
    MnemonicCheck found = Mnemonic.parse(sentence);
    if (!(found instanceof MnemonicCheck.Ambiguous)) {
      assertThat(((MnemonicCheck.Valid) found).mnemonic().language()).isEqualTo(language);
    }
  }

  /// Seeds and roots follow from any sentence; words are checked where a list is at hand.
  @Test
  void vectors() {
    int count = 0;
    int withWords = 0;
    for (var section : Vectors.json("bip39/vectors.json").properties()) {
      Optional<MnemonicLanguage> language = language(section.getKey());
      for (JsonNode test : section.getValue()) {
        String sentence = test.get(1).asString();
        String seed = test.get(2).asString();
        checkSeed(Mnemonic.seed(sentence, "TREZOR"), seed, test.get(3).asString());
        if (language.isPresent() && language.get().isAvailable()) {
          checkWords(language.get(), test.get(0).asString(), sentence, "TREZOR", seed);
          withWords++;
        }
        count++;
      }
    }
    Vectors.report("bip39/vectors", count);
    System.out.println("of these with words: " + withWords);
  }

  @Test
  void japanesePassphrases() {
    int count = 0;
    for (JsonNode test : Vectors.json("bip39/japanese_passphrases.json")) {
      String sentence = test.get(1).asString();
      String passphrase = test.get(2).asString();
      String seed = test.get(3).asString();
      checkSeed(Mnemonic.seed(sentence, passphrase), seed, test.get(4).asString());
      assertThat(
              Mnemonic.ofEntropy(Hex.decode(test.get(0).asString()), MnemonicLanguage.JAPANESE)
                  .sentence())
          .isEqualTo(WordList.normalize(sentence).replace(' ', '\u3000'));
      checkWords(MnemonicLanguage.JAPANESE, test.get(0).asString(), sentence, passphrase, seed);
      count++;
    }
    Vectors.report("bip39/japanese_passphrases", count);
  }

  @Test
  void wordLists_areThePublishedOnes() {
    List<String> available = new ArrayList<>();
    for (MnemonicLanguage language : MnemonicLanguage.values()) {
      String file = "bip39/wordlists/" + language.id().toLowerCase(Locale.ROOT) + ".txt";
      assertThat(Hex.encode(Sha256.hash(Vectors.bytes(file)))).isEqualTo(language.sha256());
      if (language.isAvailable()) {
        assertThat(language.requireWords().words()).isEqualTo(Vectors.lines(file));
        available.add(language.id());
      }
    }
    assertThat(available).contains("english");
    Vectors.report("bip39/wordlists " + available, available.size());
  }
}
