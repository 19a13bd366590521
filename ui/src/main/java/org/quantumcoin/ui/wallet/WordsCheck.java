package org.quantumcoin.ui.wallet;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// Three of the words, asked for after they were written down: a backup that was never read is
/// none.
record WordsCheck(List<String> words, List<Integer> asked) {
  private static final int ASKED = 3;

  WordsCheck {
    words = List.copyOf(words);
    asked = List.copyOf(asked);
  }

  static WordsCheck of(List<String> words, RandomGenerator random) {
    return new WordsCheck(
        words, random.ints(0, words.size()).distinct().limit(ASKED).sorted().boxed().toList());
  }

  /// Whether an answer for each of [#asked] is right; case and blanks around do not matter.
  boolean isPassedBy(List<String> answers) {
    for (int i = 0; i < asked.size(); i++) {
      if (!words.get(asked.get(i)).equals(answers.get(i).strip().toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "WordsCheck[redacted]";
  }
}
