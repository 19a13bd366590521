package org.quantumcoin.wallet.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.quantumcoin.node.crypto.Sha256;
import org.quantumcoin.node.encoding.Hex;

/// The 2048 words of one language, in the normal form NFKD as they were published.
final class WordList {
  static final int SIZE = 2048;

  /// Where the library keeps its lists.
  private static final String FOLDER = "org/bitcoinj/crypto/mnemonic/wordlist/";

  /// No list is a quarter of this.
  private static final int MAX_BYTES = 200_000;

  private static final int MAX_NEAR_WORDS = 5;

  private static final Map<String, Optional<WordList>> LOADED = new ConcurrentHashMap<>();

  private final List<String> words;
  private final Map<String, Integer> indices = new HashMap<>();

  private WordList(List<String> words) {
    this.words = List.copyOf(words);
    for (int i = 0; i < words.size(); i++) {
      indices.put(words.get(i), i);
    }
  }

  /// The list, read once. Empty if no library has it. Fails if one has another list under that
  /// name: a wallet made with it would be lost.
  static Optional<WordList> of(String name, String sha256) {
    return LOADED.computeIfAbsent(name, _ -> load(name, sha256));
  }

  private static Optional<WordList> load(String name, String sha256) {
    String resource = FOLDER + name + ".txt";
    try (InputStream in = WordList.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return Optional.empty();
      }
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      List<String> words = new ArrayList<>();
      text.lines().map(line -> normalize(line.strip())).forEach(words::add);
      byte[] published = (String.join("\n", words) + "\n").getBytes(StandardCharsets.UTF_8);
      if (words.size() != SIZE || !Hex.encode(Sha256.hash(published)).equals(sha256)) {
        throw new IllegalStateException(
            "the word list " + resource + " is not the published one; this program is damaged");
      }
      return Optional.of(new WordList(words));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the word list " + resource, e);
    }
  }

  static String normalize(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD);
  }

  String word(int index) {
    return words.get(index);
  }

  List<String> words() {
    return words;
  }

  /// The index of a word in NFKD; -1 if it is none.
  int indexOf(String word) {
    return indices.getOrDefault(word, -1);
  }

  /// Words that someone may have meant, the nearest first.
  List<String> near(String word) {
    record Candidate(String word, int distance) {}

    int most = Math.max(1, word.length() / 3);
    return words.stream()
        .map(candidate -> new Candidate(candidate, distance(word, candidate)))
        // The first four letters tell the words of most lists apart, so people write only those.
        .filter(c -> c.distance <= most || (word.length() >= 3 && c.word.startsWith(word)))
        .sorted(
            Comparator.comparing((Candidate c) -> !c.word.startsWith(word))
                .thenComparing(Candidate::distance))
        .limit(MAX_NEAR_WORDS)
        .map(Candidate::word)
        .toList();
  }

  /// How many letters must be added, dropped, changed or swapped with their neighbour
  /// (Damerau-Levenshtein, restricted).
  static int distance(String a, String b) {
    int[][] costs = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          costs[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(costs[i - 1][j] + 1, costs[i][j - 1] + 1);
        best = Math.min(best, costs[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        costs[i][j] = swapped ? Math.min(best, costs[i - 2][j - 2] + 1) : best;
      }
    }
    return costs[a.length()][b.length()];
  }
}
