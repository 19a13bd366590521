package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.List;

/// Coins that pay for a target, and what that choice costs: Core's `SelectionResult`. Immutable.
///
/// *Waste* compares selections: what the inputs cost more now than at the long-term fee rate, and
/// either the cost of change (to make it and to spend it later) or, without change, the excess that
/// goes to the miner. Less is better; it may be negative in cheap times.
public final class Selection {
  private final long target;
  private final SelectionAlgorithm algorithm;
  private final List<PricedCoin> inputs;
  private final boolean effective;
  private final int weight;
  private final long bumpFeeDiscount;
  private final long waste;

  private Selection(
      long target,
      SelectionAlgorithm algorithm,
      List<PricedCoin> inputs,
      boolean effective,
      int weight,
      long bumpFeeDiscount,
      long waste) {
    this.target = target;
    this.algorithm = algorithm;
    this.inputs = List.copyOf(inputs);
    this.effective = effective;
    this.weight = weight;
    this.bumpFeeDiscount = bumpFeeDiscount;
    this.waste = waste;
  }

  static Selection ofGroups(long target, SelectionAlgorithm algorithm, List<OutputGroup> groups) {
    List<PricedCoin> inputs = new ArrayList<>();
    int weight = 0;
    boolean effective = true;
    for (OutputGroup group : groups) {
      inputs.addAll(group.coins());
      weight = Math.addExact(weight, group.weight());
      effective = !group.subtractFee();
    }
    return new Selection(target, algorithm, inputs, effective, weight, 0, 0);
  }

  static Selection ofPreset(long target, List<PricedCoin> coins, boolean subtractFee) {
    int weight = 0;
    for (PricedCoin coin : coins) {
      weight = Math.addExact(weight, coin.coin().inputWeight());
    }
    return new Selection(target, SelectionAlgorithm.MANUAL, coins, !subtractFee, weight, 0, 0);
  }

  /// With the coins that the user chose, whose own target is what they bring.
  Selection mergedWith(Selection preset) {
    List<PricedCoin> all = new ArrayList<>(inputs);
    all.addAll(preset.inputs);
    return new Selection(
        Math.addExact(target, preset.target),
        algorithm,
        all,
        effective || preset.effective,
        Math.addExact(weight, preset.weight),
        bumpFeeDiscount,
        waste);
  }

  Selection withBumpFeeDiscount(long sats) {
    return new Selection(target, algorithm, inputs, effective, weight, sats, waste);
  }

  /// Core's `RecalculateWaste`.
  Selection withWaste(long minViableChange, long changeCost, long changeFee) {
    long sum = -bumpFeeDiscount;
    for (PricedCoin input : inputs) {
      sum = Math.addExact(sum, input.feeSats() - input.longTermFeeSats());
    }
    if (changeSats(minViableChange, changeFee) > 0) {
      sum = Math.addExact(sum, changeCost);
    } else {
      assert selectionAmountSats() >= target : "selected " + selectionAmountSats() + " < " + target;
      sum = Math.addExact(sum, selectionAmountSats() - target);
    }
    return new Selection(target, algorithm, inputs, effective, weight, bumpFeeDiscount, sum);
  }

  Selection withWaste(SelectionParams params) {
    return withWaste(
        params.minViableChangeSats(), params.costOfChangeSats(), params.changeFeeSats());
  }

  /// Less waste; with as much waste, more inputs: fewer coins are left to spend.
  boolean isBetterThan(Selection other) {
    return waste < other.waste || (waste == other.waste && inputs.size() > other.inputs.size());
  }

  /// What was asked for: the payments, and the fee of everything but the inputs.
  public long targetSats() {
    return target;
  }

  public SelectionAlgorithm algorithm() {
    return algorithm;
  }

  /// In no order that means anything: shuffle them before use.
  public List<PricedCoin> inputs() {
    return inputs;
  }

  /// Of the inputs alone, in weight units.
  public int inputWeight() {
    return weight;
  }

  public long wasteSats() {
    return waste;
  }

  public long selectedValueSats() {
    long sum = 0;
    for (PricedCoin input : inputs) {
      sum = Math.addExact(sum, input.coin().valueSats());
    }
    return sum;
  }

  public long selectedEffectiveValueSats() {
    long sum = bumpFeeDiscount;
    for (PricedCoin input : inputs) {
      sum = Math.addExact(sum, input.effectiveValueSats());
    }
    return sum;
  }

  /// What the transaction has to pay for its unconfirmed ancestors.
  public long bumpFeesSats() {
    long sum = -bumpFeeDiscount;
    for (PricedCoin input : inputs) {
      sum = Math.addExact(sum, input.coin().ancestorBumpFeesSats());
    }
    return sum;
  }

  private long selectionAmountSats() {
    return effective ? selectedEffectiveValueSats() : selectedValueSats();
  }

  /// What goes back to the wallet; 0 where it would not be worth an output.
  public long changeSats(long minViableChange, long changeFee) {
    long change =
        effective
            ? selectedEffectiveValueSats() - target - changeFee
            : selectedValueSats() - target;
    return change < minViableChange ? 0 : change;
  }

  public long changeSats(SelectionParams params) {
    return changeSats(params.minViableChangeSats(), params.changeFeeSats());
  }
}
