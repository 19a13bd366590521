package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.List;

/// Searches for the lightest coins that pay for the target with change: Core's `CoinGrinder`, for
/// expensive times.
///
/// A depth-first search as [BranchAndBound], over groups from the largest to the smallest and among
/// equals from the lightest. Each step takes one more group. A *shift* goes on with the last group
/// left out, a *cut* with the one before the last left out, where the last could not help either
/// way. It is cut short by what all later groups bring together, by the least weight among them,
/// and by skipping groups that equal one just left out.
final class CoinGrinder {
  private final List<OutputGroup> pool;
  private final long target;
  private final long totalTarget;
  private final int maxWeight;

  /// Of the groups behind an index: all they bring, and the least any weighs.
  private final long[] amountBehind;

  private final int[] minWeightBehind;
  private final long available;

  private final IndexStack taken = new IndexStack();
  private long amount;
  private int weight;
  private int next;

  private int[] best = new int[0];
  private int bestWeight;
  private long bestAmount = Long.MAX_VALUE;
  private boolean tooHeavy;

  private enum Step {
    GO_ON,
    SHIFT,
    CUT
  }

  private CoinGrinder(List<OutputGroup> groups, long target, long changeTarget, int maxWeight) {
    this.pool = new ArrayList<>(groups);
    this.target = target;
    this.totalTarget = Math.addExact(target, changeTarget);
    this.maxWeight = maxWeight;
    this.bestWeight = maxWeight;
    pool.sort(OutputGroup.DESCENDING_THEN_WEIGHT);
    amountBehind = new long[pool.size()];
    minWeightBehind = new int[pool.size()];
    long sum = 0;
    int lightest = Integer.MAX_VALUE;
    for (int i = pool.size() - 1; i >= 0; i--) {
      amountBehind[i] = sum;
      minWeightBehind[i] = lightest;
      assert pool.get(i).amount() > 0;
      sum = Math.addExact(sum, pool.get(i).amount());
      lightest = Math.min(lightest, pool.get(i).weight());
    }
    available = sum;
  }

  /// All groups bring something.
  static SelectionResult select(
      List<OutputGroup> groups, long target, long changeTarget, int maxWeight) {
    return new CoinGrinder(groups, target, changeTarget, maxWeight).search();
  }

  private SelectionResult search() {
    if (pool.isEmpty() || available < totalTarget) {
      return new SelectionResult.Failed(SelectionFailure.INSUFFICIENT_FUNDS);
    }
    boolean done = false;
    for (int attempt = 1; !done; attempt++) {
      take();
      Step step = evaluate(taken.peek());
      if (attempt >= BranchAndBound.TOTAL_TRIES) {
        break;
      }
      if (next == pool.size()) {
        step = Step.CUT;
      }
      if (step == Step.CUT) {
        leaveOutLast();
      }
      done = step != Step.GO_ON && !shift();
    }
    return result();
  }

  private void take() {
    OutputGroup group = pool.get(next);
    amount += group.amount();
    weight += group.weight();
    taken.push(next);
    next++;
  }

  private void leaveOutLast() {
    OutputGroup group = pool.get(taken.pop());
    amount -= group.amount();
    weight -= group.weight();
  }

  private Step evaluate(int tail) {
    if (amount + amountBehind[tail] < totalTarget) {
      return Step.CUT;
    }
    if (weight > bestWeight) {
      tooHeavy |= weight > maxWeight;
      return cutIfLightest(tail);
    }
    if (amount >= totalTarget) {
      if (weight < bestWeight || (weight == bestWeight && amount < bestAmount)) {
        best = taken.toArray();
        bestWeight = weight;
        bestAmount = amount;
      }
      return Step.SHIFT;
    }
    if (best.length > 0) {
      // At least so many more inputs as large as the last, each as light as any that is left.
      long missing = Math.ceilDiv(totalTarget - amount, pool.get(tail).amount());
      if (weight + (long) minWeightBehind[tail] * missing > bestWeight) {
        return cutIfLightest(tail);
      }
    }
    return Step.GO_ON;
  }

  /// No group behind is lighter than the last one: then replacing it cannot help.
  private Step cutIfLightest(int tail) {
    return pool.get(tail).weight() <= minWeightBehind[tail] ? Step.CUT : Step.SHIFT;
  }

  /// Goes on with the last group left out, and past all that equal it; false at the end of the
  /// search.
  private boolean shift() {
    while (!taken.isEmpty()) {
      int last = taken.peek();
      next = last + 1;
      leaveOutLast();
      while (next < pool.size() && equal(pool.get(last), pool.get(next))) {
        next++;
      }
      if (next < pool.size()) {
        return true;
      }
    }
    return false;
  }

  private static boolean equal(OutputGroup a, OutputGroup b) {
    return a.amount() == b.amount() && a.weight() == b.weight();
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
    return new SelectionResult.Selected(
        Selection.ofGroups(target, SelectionAlgorithm.COIN_GRINDER, groups));
  }
}
