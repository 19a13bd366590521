package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The oldest of the algorithms: Core's `KnapsackSolver`.
///
/// An exact match, else the sum of small groups nearest above the target (or above the target and a
/// change), found by a thousand random tries, else the smallest group that is larger. Unlike the
/// others it may take groups that cost more than they bring.
final class Knapsack {
  private static final int ITERATIONS = 1000;

  private final long target;
  private final long changeTarget;
  private final RandomGenerator random;
  private final int maxWeight;

  private final List<OutputGroup> smaller = new ArrayList<>();
  private long smallerTotal;
  private @Nullable OutputGroup smallestLarger;
  private boolean tooHeavy;

  private Knapsack(long target, long changeTarget, RandomGenerator random, int maxWeight) {
    this.target = target;
    this.changeTarget = changeTarget;
    this.random = random;
    this.maxWeight = maxWeight;
  }

  static SelectionResult select(
      List<OutputGroup> groups,
      long target,
      long changeTarget,
      RandomGenerator random,
      int maxWeight) {
    return new Knapsack(target, changeTarget, random, maxWeight).solve(groups);
  }

  private SelectionResult solve(List<OutputGroup> groups) {
    List<OutputGroup> shuffled = new ArrayList<>(groups);
    Collections.shuffle(shuffled, random);
    for (OutputGroup group : shuffled) {
      if (group.weight() > maxWeight) {
        tooHeavy = true;
      } else if (group.amount() == target) {
        return selected(List.of(group));
      } else {
        sort(group);
      }
    }
    if (smallerTotal == target) {
      if (weightOf(smaller) <= maxWeight) {
        return selected(smaller);
      }
      tooHeavy = true;
    }
    OutputGroup larger = smallestLarger;
    if (smallerTotal < target) {
      return larger != null ? selected(List.of(larger)) : failed();
    }
    Subset nearest = nearestSubset();
    long limit = target + changeTarget;
    if (larger != null
        && ((nearest.total() != target && nearest.total() < limit)
            || larger.amount() <= nearest.total())) {
      return selected(List.of(larger));
    }
    List<OutputGroup> chosen = nearest.of(smaller);
    if (weightOf(chosen) <= maxWeight) {
      return selected(chosen);
    }
    tooHeavy = true;
    return larger != null ? selected(List.of(larger)) : failed();
  }

  private void sort(OutputGroup group) {
    if (group.amount() < target + changeTarget) {
      smaller.add(group);
      smallerTotal = Math.addExact(smallerTotal, group.amount());
    } else if (smallestLarger == null || group.amount() < smallestLarger.amount()) {
      smallestLarger = group;
    }
  }

  private static long weightOf(List<OutputGroup> groups) {
    long weight = 0;
    for (OutputGroup group : groups) {
      weight += group.weight();
    }
    return weight;
  }

  private SelectionResult selected(List<OutputGroup> groups) {
    return groups.isEmpty()
        ? failed()
        : new SelectionResult.Selected(
            Selection.ofGroups(target, SelectionAlgorithm.KNAPSACK, groups));
  }

  private SelectionResult failed() {
    return new SelectionResult.Failed(
        tooHeavy ? SelectionFailure.MAX_WEIGHT_EXCEEDED : SelectionFailure.INSUFFICIENT_FUNDS);
  }

  /// Which of the smaller groups, and what they bring.
  private record Subset(BitSet included, long total) {
    List<OutputGroup> of(List<OutputGroup> groups) {
      List<OutputGroup> chosen = new ArrayList<>();
      for (int i = 0; i < groups.size(); i++) {
        if (included.get(i)) {
          chosen.add(groups.get(i));
        }
      }
      return chosen;
    }
  }

  private Subset nearestSubset() {
    smaller.sort(OutputGroup.DESCENDING);
    Subset nearest = approximate(target);
    // Without an exact match, rather aim at a change that is worth having.
    return nearest.total() != target && smallerTotal >= target + changeTarget
        ? approximate(target + changeTarget)
        : nearest;
  }

  /// Core's `ApproximateBestSubset`: in a first pass each group is taken by the toss of a coin, in
  /// a second all that were not; each time the sum reaches the goal it is compared, and the last
  /// group put back to try a smaller one.
  private Subset approximate(long goal) {
    BitSet all = new BitSet();
    all.set(0, smaller.size());
    Subset best = new Subset(all, smallerTotal);
    for (int i = 0; i < ITERATIONS && best.total() != goal; i++) {
      best = attempt(goal, best);
    }
    return best;
  }

  private Subset attempt(long goal, Subset known) {
    Subset best = known;
    BitSet included = new BitSet(smaller.size());
    long total = 0;
    long weight = 0;
    boolean reached = false;
    for (int pass = 0; pass < 2 && !reached; pass++) {
      for (int i = 0; i < smaller.size(); i++) {
        boolean take = pass == 0 ? random.nextBoolean() : !included.get(i);
        if (!take) {
          continue;
        }
        OutputGroup group = smaller.get(i);
        total += group.amount();
        weight += group.weight();
        included.set(i);
        if (total >= goal && weight <= maxWeight) {
          reached = true;
          if (total < best.total()) {
            best = new Subset(BitSet.valueOf(included.toLongArray()), total);
          }
          total -= group.amount();
          weight -= group.weight();
          included.clear(i);
        }
      }
    }
    return best;
  }
}
