package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.List;

/// Searches for coins that match the target so closely that no change is needed: Core's
/// `SelectCoinsBnB`.
///
/// The groups, largest first, span a binary tree: at each depth one group is taken or left out. The
/// search goes depth first and turns back where the sum is beyond the target by more than change
/// would cost, where all that is left cannot reach it, where the weight is too much, and (in
/// expensive times, when each input adds waste) where the best solution is better already. A group
/// worth as much as one just left out is left out too. After [#TOTAL_TRIES] steps the best found so
/// far is taken.
///
/// Reference: Murch, "An Evaluation of Coin Selection Strategies" (2016).
final class BranchAndBound {
  /// Core's `TOTAL_TRIES`: bounds the time of a search that is exponential.
  static final int TOTAL_TRIES = 100_000;

  private final List<OutputGroup> pool;
  private final long target;
  private final long costOfChange;
  private final int maxWeight;

  private final IndexStack taken = new IndexStack();
  private long value;
  private long available;
  private long waste;
  private int weight;

  private int[] best = new int[0];
  private long bestWaste = Long.MAX_VALUE;
  private boolean tooHeavy;

  private BranchAndBound(List<OutputGroup> groups, long target, long costOfChange, int maxWeight) {
    this.pool = new ArrayList<>(groups);
    this.target = target;
    this.costOfChange = costOfChange;
    this.maxWeight = maxWeight;
    pool.sort(OutputGroup.DESCENDING);
    for (OutputGroup group : pool) {
      assert group.amount() > 0;
      available = Math.addExact(available, group.amount());
    }
  }

  /// All groups bring something. The selection's waste is set.
  static SelectionResult select(
      List<OutputGroup> groups, long target, long costOfChange, int maxWeight) {
    return new BranchAndBound(groups, target, costOfChange, maxWeight).search();
  }

  private SelectionResult search() {
    if (pool.isEmpty() || available < target) {
      return new SelectionResult.Failed(SelectionFailure.INSUFFICIENT_FUNDS);
    }
    boolean feeRateIsHigh = pool.getFirst().wasteSats() > 0;
    int next = 0;
    for (int attempt = 0; attempt < TOTAL_TRIES; attempt++) {
      if (mustTurnBack(feeRateIsHigh)) {
        if (taken.isEmpty()) {
          break;
        }
        next = leaveOutLast(next);
      } else {
        consider(next);
      }
      next++;
    }
    return result();
  }

  /// Is this branch done? A solution is noted in passing.
  private boolean mustTurnBack(boolean feeRateIsHigh) {
    if (value + available < target
        || value > target + costOfChange
        || (waste > bestWaste && feeRateIsHigh)) {
      return true;
    }
    if (weight > maxWeight) {
      tooHeavy = true;
      return true;
    }
    if (value < target) {
      return false;
    }
    // The excess is waste as well. Among equals the later is taken: it has more inputs.
    long total = waste + (value - target);
    if (total <= bestWaste) {
      best = taken.toArray();
      bestWaste = total;
    }
    return true;
  }

  /// Takes the last group out again and goes on with those behind it.
  private int leaveOutLast(int next) {
    int last = taken.pop();
    for (int i = next - 1; i > last; i--) {
      available += pool.get(i).amount();
    }
    OutputGroup group = pool.get(last);
    value -= group.amount();
    waste -= group.wasteSats();
    weight -= group.weight();
    return last;
  }

  private void consider(int index) {
    OutputGroup group = pool.get(index);
    available -= group.amount();
    boolean previousTaken = taken.isEmpty() || taken.peek() == index - 1;
    if (!previousTaken
        && group.amount() == pool.get(index - 1).amount()
        && group.feeSats() == pool.get(index - 1).feeSats()) {
      return;
    }
    taken.push(index);
    value += group.amount();
    waste += group.wasteSats();
    weight += group.weight();
  }

  private SelectionResult result() {
    if (best.length == 0) {
      return new SelectionResult.Failed(
          tooHeavy ? SelectionFailure.MAX_WEIGHT_EXCEEDED : SelectionFailure.INSUFFICIENT_FUNDS);
    }
    List<OutputGroup> groups = new ArrayList<>();
    for (int index : best) {
      groups.add(pool.get(index));
    }
    Selection selection =
        Selection.ofGroups(target, SelectionAlgorithm.BRANCH_AND_BOUND, groups)
            .withWaste(costOfChange, costOfChange, 0);
    return new SelectionResult.Selected(selection);
  }
}
