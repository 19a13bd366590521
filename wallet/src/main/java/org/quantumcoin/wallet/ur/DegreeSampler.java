package org.quantumcoin.wallet.ur;

import java.util.ArrayDeque;
import java.util.Deque;

/// How many fragments a frame mixes: `d` of `n` with a probability in proportion to `1/d`, drawn by
/// the alias method (Vose) in the order of steps that BCR-2024-001 has.
final class DegreeSampler {
  private final double[] probabilities;
  private final int[] aliases;

  DegreeSampler(int count) {
    double sum = 0;
    for (int degree = 1; degree <= count; degree++) {
      sum += 1.0 / degree;
    }
    double[] left = new double[count];
    for (int i = 0; i < count; i++) {
      left[i] = 1.0 / (i + 1) * count / sum;
    }
    probabilities = new double[count];
    aliases = new int[count];
    Deque<Integer> small = new ArrayDeque<>();
    Deque<Integer> large = new ArrayDeque<>();
    for (int i = count - 1; i >= 0; i--) {
      (left[i] < 1 ? small : large).push(i);
    }
    while (!small.isEmpty() && !large.isEmpty()) {
      int low = small.pop();
      int high = large.pop();
      probabilities[low] = left[low];
      aliases[low] = high;
      left[high] += left[low] - 1;
      (left[high] < 1 ? small : large).push(high);
    }
    large.forEach(i -> probabilities[i] = 1);
    // Only rounding leaves any here.
    small.forEach(i -> probabilities[i] = 1);
  }

  int next(Xoshiro random) {
    double first = random.nextDouble();
    double second = random.nextDouble();
    int at = (int) (probabilities.length * first);
    return (second < probabilities[at] ? at : aliases[at]) + 1;
  }
}
