package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.wallet.descriptor.OutputType;

/// Selects coins for a payment: Core's `SelectCoins`.
///
/// Coins that the user chose are taken first. For what is missing a ladder of filters is climbed,
/// from old confirmed coins to young unconfirmed ones ([EligibilityFilter]); on each rung every
/// algorithm looks for a solution within one output type, then over all types, and the solution
/// with the least waste is taken. The same candidates, parameters and random seed give the same
/// selection.
public final class CoinSelector {
  private final SelectionParams params;
  private final BumpFees bumpFees;
  private final RandomGenerator random;

  public CoinSelector(SelectionParams params, BumpFees bumpFees, RandomGenerator random) {
    this.params = params;
    this.bumpFees = bumpFees;
    this.random = random;
  }

  /// For a target of payments and the fee of everything but the inputs (payments alone where the
  /// receivers pay the fee). Candidates that are among the preset coins are not taken twice;
  /// candidates that are not safe are left out unless the parameters ask for them.
  public SelectionResult select(
      Collection<Candidate> candidates, Collection<Candidate> preset, long targetSats) {
    if (targetSats <= 0) {
      throw new IllegalArgumentException("no target: " + targetSats);
    }
    List<PricedCoin> chosen = preset.stream().map(coin -> PricedCoin.of(coin, params)).toList();
    long presetAmount = amount(chosen);
    long missing = Math.subtractExact(targetSats, presetAmount);
    if (missing > 0 && !params.allowOtherInputs()) {
      return failed(SelectionFailure.PRESET_BELOW_TARGET);
    }
    boolean subtractFee = params.subtractFeeFromOutputs();
    if (missing <= 0) {
      Selection selection = Selection.ofPreset(targetSats, chosen, subtractFee).withWaste(params);
      return new SelectionResult.Selected(selection);
    }
    List<PricedCoin> available = available(candidates, preset);
    if (missing > amount(available)) {
      return failed(SelectionFailure.INSUFFICIENT_FUNDS);
    }
    SelectionResult automatic = climb(available, missing);
    if (chosen.isEmpty() || !(automatic instanceof SelectionResult.Selected(Selection found))) {
      return automatic;
    }
    Selection merged =
        found.mergedWith(Selection.ofPreset(presetAmount, chosen, subtractFee)).withWaste(params);
    return merged.inputWeight() > params.maxInputWeight()
        ? failed(SelectionFailure.PRESET_WITH_OTHERS_TOO_HEAVY)
        : new SelectionResult.Selected(merged);
  }

  private static SelectionResult failed(SelectionFailure failure) {
    return new SelectionResult.Failed(failure);
  }

  private List<PricedCoin> available(
      Collection<Candidate> candidates, Collection<Candidate> preset) {
    Set<OutPoint> taken = new HashSet<>();
    preset.forEach(coin -> taken.add(coin.outpoint()));
    List<PricedCoin> result = new ArrayList<>();
    for (Candidate coin : candidates) {
      if ((coin.safe() || params.includeUnsafe()) && taken.add(coin.outpoint())) {
        result.add(PricedCoin.of(coin, params));
      }
    }
    return result;
  }

  private long amount(List<PricedCoin> coins) {
    long sum = 0;
    for (PricedCoin coin : coins) {
      sum =
          Math.addExact(
              sum,
              params.subtractFeeFromOutputs()
                  ? coin.coin().valueSats()
                  : coin.effectiveValueSats());
    }
    return sum;
  }

  /// Core's `AutomaticCoinSelection`.
  private SelectionResult climb(List<PricedCoin> available, long target) {
    List<PricedCoin> coins = new ArrayList<>(available);
    if (params.avoidPartialSpends() && coins.size() > OutputGroup.MAX_ENTRIES) {
      // More than a group's worth of coins of one script: which of them go together is not to be
      // guessed from their order.
      Collections.shuffle(coins, random);
    }
    List<EligibilityFilter> ladder = EligibilityFilter.ladder(params);
    GroupedCoins grouped = new GroupedCoins(coins, params);
    Optional<SelectionFailure> hopeless = hopeless(coins, grouped.refusedByAll(ladder), target);
    if (hopeless.isPresent()) {
      return failed(hopeless.get());
    }
    SelectionFailure first = SelectionFailure.INSUFFICIENT_FUNDS;
    for (EligibilityFilter filter : ladder) {
      SelectionResult result = onRung(grouped.eligible(filter), target, filter.mixTypes());
      if (!(result instanceof SelectionResult.Failed(SelectionFailure failure))) {
        return result;
      }
      first = first.isSpecific() ? first : failure;
    }
    return failed(first);
  }

  private Optional<SelectionFailure> hopeless(
      List<PricedCoin> coins, List<OutputGroup> refused, long target) {
    long total = 0;
    for (PricedCoin coin : coins) {
      total = Math.addExact(total, coin.coin().valueSats());
    }
    long inLongChains = 0;
    for (OutputGroup group : refused) {
      total -= group.amount();
      if (group.ancestors() >= params.maxAncestors()
          || group.descendants() >= params.maxDescendants()) {
        inLongChains += group.amount();
      }
    }
    if (total >= target) {
      return Optional.empty();
    }
    return Optional.of(
        total + inLongChains > target
            ? SelectionFailure.LONG_CHAIN
            : SelectionFailure.INSUFFICIENT_FUNDS);
  }

  /// Core's `AttemptSelection`: within one output type if possible.
  private SelectionResult onRung(
      Map<OutputType, GroupedCoins.Groups> byType, long target, boolean mixTypes) {
    Optional<Selection> best = Optional.empty();
    for (GroupedCoins.Groups groups : byType.values()) {
      switch (choose(groups, target)) {
        case SelectionResult.Failed(SelectionFailure failure) -> {
          if (failure.isSpecific()) {
            return failed(failure);
          }
        }
        case SelectionResult.Selected(Selection found) -> best = better(best, found);
      }
    }
    if (best.isPresent()) {
      return new SelectionResult.Selected(best.get());
    }
    return mixTypes && byType.size() > 1
        ? choose(GroupedCoins.together(byType), target)
        : failed(SelectionFailure.INSUFFICIENT_FUNDS);
  }

  private static Optional<Selection> better(Optional<Selection> known, Selection found) {
    return known.isEmpty() || found.isBetterThan(known.get()) ? Optional.of(found) : known;
  }

  /// Core's `ChooseSelectionResult`: the best of what the algorithms find.
  private SelectionResult choose(GroupedCoins.Groups groups, long target) {
    int maxWeight = params.maxInputWeight();
    if (maxWeight <= 0) {
      return failed(SelectionFailure.MAX_WEIGHT_BELOW_OUTPUTS);
    }
    List<SelectionResult> results = new ArrayList<>();
    // Where the receivers pay the fee, an excess would go to them or to the miner: no exact match.
    if (!params.subtractFeeFromOutputs()) {
      results.add(
          BranchAndBound.select(groups.positive(), target, params.costOfChangeSats(), maxWeight));
    }
    int weightBesideChange = maxWeight - params.changeOutputWeight();
    if (weightBesideChange < 0
        && results.stream().noneMatch(result -> result.selection().isPresent())) {
      return failed(SelectionFailure.MAX_WEIGHT_BELOW_CHANGE);
    }
    results.add(
        Knapsack.select(
            groups.mixed(), target, params.minChangeTargetSats(), random, weightBesideChange));
    if (feesAreHigh()) {
      results.add(
          CoinGrinder.select(
              groups.positive(), target, params.minChangeTargetSats(), weightBesideChange));
    }
    results.add(
        SingleRandomDraw.select(
            groups.positive(), target, params.changeFeeSats(), random, weightBesideChange));
    return best(results);
  }

  /// Three times the long-term rate: worth the search for the lightest inputs.
  private boolean feesAreHigh() {
    return params.effectiveFeeRate().satPerKvb()
        > Math.multiplyExact(params.longTermFeeRate().satPerKvb(), 3);
  }

  private SelectionResult best(List<SelectionResult> results) {
    Optional<Selection> best = Optional.empty();
    SelectionFailure failure = SelectionFailure.INSUFFICIENT_FUNDS;
    for (SelectionResult result : results) {
      switch (result) {
        case SelectionResult.Failed(SelectionFailure reason) ->
            failure = failure.isSpecific() ? failure : reason;
        case SelectionResult.Selected(Selection found) -> {
          OptionalLong overestimate = bumpFeeOverestimate(found);
          if (overestimate.isEmpty()) {
            return failed(SelectionFailure.BUMP_FEES_UNKNOWN);
          }
          best =
              better(best, found.withBumpFeeDiscount(overestimate.getAsLong()).withWaste(params));
        }
      }
    }
    SelectionFailure reason = failure;
    return best.<SelectionResult>map(SelectionResult.Selected::new).orElseGet(() -> failed(reason));
  }

  /// By how much the coins' bump fees, added up, exceed what they need together.
  private OptionalLong bumpFeeOverestimate(Selection selection) {
    List<OutPoint> unconfirmed = new ArrayList<>();
    for (PricedCoin input : selection.inputs()) {
      if (input.coin().depth() == 0) {
        unconfirmed.add(input.coin().outpoint());
      }
    }
    if (unconfirmed.isEmpty()) {
      return OptionalLong.of(0);
    }
    OptionalLong combined = bumpFees.combined(unconfirmed);
    return combined.isEmpty()
        ? combined
        : OptionalLong.of(Math.max(0, selection.bumpFeesSats() - combined.getAsLong()));
  }
}
