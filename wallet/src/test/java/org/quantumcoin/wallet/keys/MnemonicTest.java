package org.quantumcoin.wallet.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MnemonicTest {
  private static final String ABOUT = "abandon ".repeat(11) + "about";

  @Test
  void generate_givesSentencesThatAreValid() {
    SecureRandom random = new SecureRandom();
    for (MnemonicLanguage language : MnemonicLanguage.available()) {
      for (int words = 12; words <= 24; words += 3) {
        try (Mnemonic mnemonic = Mnemonic.generate(words, language, random)) {
          assertThat(mnemonic.words()).hasSize(words);
          assertThat(Mnemonic.parse(mnemonic.sentence(), language))
              .isInstanceOf(MnemonicCheck.Valid.class);
        }
      }
    }
    assertThatThrownBy(() -> Mnemonic.generate(13, MnemonicLanguage.ENGLISH, random))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Mnemonic.ofEntropy(new byte[15], MnemonicLanguage.ENGLISH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void parse_takesCapitalsAndAnyBlanks() {
    assertThat(Mnemonic.parse("  " + ABOUT.toUpperCase(Locale.ROOT) + "\n"))
        .isInstanceOf(MnemonicCheck.Valid.class);
  }

  @Test
  void parse_saysWhatIsWrong() {
    assertThat(Mnemonic.parse("")).isEqualTo(new MnemonicCheck.WrongWordCount(0));
    assertThat(Mnemonic.parse("abandon ".repeat(11)))
        .isEqualTo(new MnemonicCheck.WrongWordCount(11));
    assertThat(Mnemonic.parse("abandon ".repeat(12)))
        .isEqualTo(new MnemonicCheck.WrongChecksum(MnemonicLanguage.ENGLISH));
    MnemonicCheck.UnknownWord unknown =
        (MnemonicCheck.UnknownWord) Mnemonic.parse("abandon ".repeat(10) + "abuot about");
    assertThat(unknown.index()).isEqualTo(10);
    assertThat(unknown.word()).isEqualTo("abuot");
    assertThat(unknown.language()).isEqualTo(MnemonicLanguage.ENGLISH);
    assertThat(unknown.near().getFirst()).isEqualTo("about");
    unknown = (MnemonicCheck.UnknownWord) Mnemonic.parse("abandon ".repeat(11) + "univ");
    assertThat(unknown.near()).contains("universe");
  }

  @Test
  void close_wipes_andNothingShowsTheWords() {
    Mnemonic mnemonic =
        Mnemonic.ofEntropy(
            new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
            MnemonicLanguage.ENGLISH);
    assertThat(mnemonic.toString()).isEqualTo("Mnemonic[…]");
    mnemonic.close();
    assertThat(mnemonic.entropy()).containsOnly(0);
  }

  @Test
  void passphrase_makesAnotherSeed() {
    Mnemonic mnemonic = ((MnemonicCheck.Valid) Mnemonic.parse(ABOUT)).mnemonic();
    assertThat(mnemonic.seed("")).isNotEqualTo(mnemonic.seed(" "));
  }

  @Test
  void distance_countsSwapsAsOne() {
    assertThat(WordList.distance("about", "abuot")).isEqualTo(1);
    assertThat(WordList.distance("about", "about")).isZero();
    assertThat(WordList.distance("", "abc")).isEqualTo(3);
  }

  @Test
  void parse_neverThrows() {
    SplittableRandom random = new SplittableRandom(5);
    String[] parts = ABOUT.split(" ", -1);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int words = random.nextInt(26);
      for (int w = 0; w < words; w++) {
        text.append(random.nextInt(10) == 0 ? (char) random.nextInt(65_536) : ' ')
            .append(parts[random.nextInt(parts.length)])
            .append(' ');
      }
      assertThat(Mnemonic.parse(text.toString())).isNotNull();
    }
    assertThat(Mnemonic.parse("x ".repeat(1_000_000))).isNotNull();
    assertThat(Mnemonic.parse("x".repeat(1_000_000))).isNotNull();
  }
}
