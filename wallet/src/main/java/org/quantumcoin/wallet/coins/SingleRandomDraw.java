package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/// Draws groups at random until they pay for the target and for a change of at least 50,000 sat:
/// Core's `SelectCoinsSRD`. Where they weigh too much the least valuable are put back.
final class SingleRandomDraw {
  private SingleRandomDraw() {}

  /// All groups bring something.
  static SelectionResult select(
      List<OutputGroup> groups,
      long target,
      long changeFee,
      RandomGenerator random,
      int maxWeight) {
    long enough =
        Math.addExact(target, Math.addExact(SelectionParams.CHANGE_LOWER_SATS, changeFee));
    List<OutputGroup> shuffled = new ArrayList<>(groups);
    Collections.shuffle(shuffled, random);
    PriorityQueue<OutputGroup> drawn =
        new PriorityQueue<>(Comparator.comparingLong(OutputGroup::amount));
    long amount = 0;
    long weight = 0;
    boolean tooHeavy = false;
    for (OutputGroup group : shuffled) {
      drawn.add(group);
      amount = Math.addExact(amount, group.amount());
      weight += group.weight();
      while (weight > maxWeight && !drawn.isEmpty()) {
        tooHeavy = true;
        OutputGroup least = drawn.remove();
        amount -= least.amount();
        weight -= least.weight();
      }
      if (amount >= enough) {
        List<OutputGroup> taken = List.copyOf(drawn);
        return new SelectionResult.Selected(
            Selection.ofGroups(target, SelectionAlgorithm.SINGLE_RANDOM_DRAW, taken));
      }
    }
    return new SelectionResult.Failed(
        tooHeavy ? SelectionFailure.MAX_WEIGHT_EXCEEDED : SelectionFailure.INSUFFICIENT_FUNDS);
  }
}
