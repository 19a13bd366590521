package org.quantumcoin.wallet.coins;

import java.util.Comparator;
import java.util.List;

/// Coins that are spent together or not at all: one coin, or those that pay to the same script.
///
/// Of all values it keeps the sums, since the algorithms ask for them a hundred thousand times.
final class OutputGroup {
  /// Core's `OUTPUT_GROUP_MAX_ENTRIES`.
  static final int MAX_ENTRIES = 100;

  /// The largest first; among equals the one that is cheaper to spend now than later.
  static final Comparator<OutputGroup> DESCENDING =
      Comparator.comparingLong(OutputGroup::amount)
          .reversed()
          .thenComparingLong(OutputGroup::wasteSats);

  /// The largest first; among equals the lightest.
  static final Comparator<OutputGroup> DESCENDING_THEN_WEIGHT =
      Comparator.comparingLong(OutputGroup::amount)
          .reversed()
          .thenComparingInt(OutputGroup::weight);

  private final List<PricedCoin> coins;
  private final boolean subtractFee;
  private final long value;
  private final long effectiveValue;
  private final long fee;
  private final long longTermFee;
  private final int weight;
  private final int depth;
  private final boolean fromMe;
  private final long ancestors;
  private final int descendants;

  OutputGroup(List<PricedCoin> coins, boolean subtractFee) {
    this.coins = List.copyOf(coins);
    this.subtractFee = subtractFee;
    long valueSum = 0;
    long feeSum = 0;
    long longTermSum = 0;
    int weightSum = 0;
    int minDepth = Integer.MAX_VALUE;
    boolean allMine = true;
    // A sum: coins with common ancestors are counted twice, which errs on the careful side. The
    // descendants are those of the topmost ancestor, so the largest number counts.
    long ancestorSum = 0;
    int mostDescendants = 0;
    for (PricedCoin priced : coins) {
      Candidate coin = priced.coin();
      valueSum = Math.addExact(valueSum, coin.valueSats());
      feeSum = Math.addExact(feeSum, priced.feeSats());
      longTermSum = Math.addExact(longTermSum, priced.longTermFeeSats());
      weightSum = Math.addExact(weightSum, coin.inputWeight());
      minDepth = Math.min(minDepth, coin.depth());
      allMine &= coin.fromMe();
      ancestorSum += coin.ancestors();
      mostDescendants = Math.max(mostDescendants, coin.descendants());
    }
    value = valueSum;
    fee = feeSum;
    effectiveValue = Math.subtractExact(valueSum, feeSum);
    longTermFee = longTermSum;
    weight = weightSum;
    depth = minDepth;
    fromMe = allMine;
    ancestors = ancestorSum;
    descendants = mostDescendants;
  }

  List<PricedCoin> coins() {
    return coins;
  }

  /// What the group brings towards the target: Core's `GetSelectionAmount`. Where the receivers pay
  /// the fee it is the whole value.
  long amount() {
    return subtractFee ? value : effectiveValue;
  }

  boolean subtractFee() {
    return subtractFee;
  }

  long feeSats() {
    return fee;
  }

  long longTermFeeSats() {
    return longTermFee;
  }

  /// What is lost by spending the group now instead of later; negative in cheap times.
  long wasteSats() {
    return fee - longTermFee;
  }

  int weight() {
    return weight;
  }

  int depth() {
    return depth;
  }

  boolean fromMe() {
    return fromMe;
  }

  long ancestors() {
    return ancestors;
  }

  int descendants() {
    return descendants;
  }
}
