package org.quantumcoin.ui.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordsCheckTest {
  private static final List<String> WORDS =
      IntStream.range(0, 24).mapToObj(i -> "word" + (char) ('a' + i)).toList();

  @Test
  void threeDifferentWords_areAskedFor_inOrder() {
    for (int seed = 0; seed < 200; seed++) {
      WordsCheck check = WordsCheck.of(WORDS, new SplittableRandom(seed));
      assertThat(check.asked()).hasSize(3).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void theRightWords_pass_howeverTheyAreTyped_andNoOthers() {
    WordsCheck check = new WordsCheck(WORDS, List.of(0, 7, 23));
    assertThat(check.isPassedBy(List.of("worda", " WORDH ", "wordx"))).isTrue();
    assertThat(check.isPassedBy(List.of("worda", "wordh", "wordw"))).isFalse();
    assertThat(check.isPassedBy(List.of("", "wordh", "wordx"))).isFalse();
    assertThat(check.toString()).doesNotContain("word");
  }
}
