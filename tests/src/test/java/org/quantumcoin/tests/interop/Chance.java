package org.quantumcoin.tests.interop;

import java.util.List;
import java.util.SplittableRandom;

/// The dice of a generator: one seed, one sequence of decisions.
final class Chance {
  private final SplittableRandom random;

  Chance(long seed) {
    this.random = new SplittableRandom(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /// Both ends included.
  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  /// True so many times of a hundred.
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  <T> T of(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  int of(int... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
