package org.quantumcoin.wallet.coins;

import java.util.random.RandomGenerator;
import org.quantumcoin.node.primitives.FeeRate;

/// What a selection aims at, the coins aside: Core's `CoinSelectionParams`.
public final class SelectionParams {
  /// Bounds of the random change target, in satoshis (Core's `CHANGE_LOWER`, `CHANGE_UPPER`).
  public static final long CHANGE_LOWER_SATS = 50_000;

  public static final long CHANGE_UPPER_SATS = 1_000_000;

  /// Core's `MAX_STANDARD_TX_WEIGHT`: heavier transactions are not relayed.
  public static final int MAX_STANDARD_TX_WEIGHT = 400_000;

  /// The mempool's limits for chains of unconfirmed transactions.
  private static final int DEFAULT_CHAIN_LIMIT = 25;

  private final Builder given;

  private SelectionParams(Builder given) {
    // A copy, so that nobody holds a builder that could still change it.
    this.given = new Builder(given);
  }

  /// At this fee rate; the rest as Core sets it out: long-term 10 sat/vB, discard 10 sat/vB.
  public static Builder at(FeeRate effective) {
    return new Builder(effective);
  }

  /// Core's `GenerateChangeTarget`: a change that looks like a payment.
  public static long randomChangeTarget(
      long paymentSats, long changeFeeSats, RandomGenerator random) {
    if (paymentSats <= CHANGE_LOWER_SATS / 2) {
      return changeFeeSats + CHANGE_LOWER_SATS;
    }
    // No product that could overflow: beyond half of the upper bound it decides.
    long upper =
        paymentSats >= CHANGE_UPPER_SATS / 2
            ? CHANGE_UPPER_SATS
            : Math.multiplyExact(paymentSats, 2);
    return changeFeeSats + random.nextLong(upper - CHANGE_LOWER_SATS) + CHANGE_LOWER_SATS;
  }

  /// What the transaction pays for each byte.
  public FeeRate effectiveFeeRate() {
    return given.effective;
  }

  /// What bytes are expected to cost when the coins would be spent otherwise.
  public FeeRate longTermFeeRate() {
    return given.longTerm;
  }

  /// Change that is not worth spending at this rate goes to the fee.
  public FeeRate discardFeeRate() {
    return given.discard;
  }

  public int changeOutputVbytes() {
    return given.changeOutputVbytes;
  }

  /// What the change output costs in this transaction.
  public long changeFeeSats() {
    return given.effective.fee(given.changeOutputVbytes);
  }

  /// To make the change now and to spend it some day.
  public long costOfChangeSats() {
    return Math.addExact(given.discard.fee(given.changeSpendVbytes), changeFeeSats());
  }

  /// The smallest change that is made: neither dust nor less than it costs to spend it.
  public long minViableChangeSats() {
    return Math.max(
        Math.addExact(given.discard.fee(given.changeSpendVbytes), 1), given.changeDustSats);
  }

  /// What knapsack and coin grinder try to get back.
  public long minChangeTargetSats() {
    return given.minChangeTargetSats;
  }

  public boolean subtractFeeFromOutputs() {
    return given.subtractFeeFromOutputs;
  }

  public boolean avoidPartialSpends() {
    return given.avoidPartialSpends;
  }

  public boolean includeUnsafe() {
    return given.includeUnsafe;
  }

  public boolean allowOtherInputs() {
    return given.allowOtherInputs;
  }

  public boolean spendUnconfirmedChange() {
    return given.spendUnconfirmedChange;
  }

  public boolean rejectLongChains() {
    return given.rejectLongChains;
  }

  public int maxAncestors() {
    return given.maxAncestors;
  }

  public int maxDescendants() {
    return given.maxDescendants;
  }

  /// Of the whole transaction, in weight units.
  public int maxTxWeight() {
    return given.maxTxWeight;
  }

  /// What is left for inputs; may be negative.
  int maxInputWeight() {
    return Math.subtractExact(given.maxTxWeight, Math.multiplyExact(given.withoutInputsVbytes, 4));
  }

  int changeOutputWeight() {
    return Math.multiplyExact(given.changeOutputVbytes, 4);
  }

  /// Collects the parameters.
  public static final class Builder {
    private static final FeeRate TEN_SATS = new FeeRate(10_000);

    private final FeeRate effective;
    private FeeRate longTerm = TEN_SATS;
    private FeeRate discard = TEN_SATS;
    private int changeOutputVbytes = 31;
    private int changeSpendVbytes = 68;
    private long changeDustSats;
    private long minChangeTargetSats = CHANGE_LOWER_SATS;
    private int withoutInputsVbytes;
    private int maxTxWeight = MAX_STANDARD_TX_WEIGHT;
    private boolean subtractFeeFromOutputs;
    private boolean avoidPartialSpends;
    private boolean includeUnsafe;
    private boolean allowOtherInputs = true;
    private boolean spendUnconfirmedChange = true;
    private boolean rejectLongChains = true;
    private int maxAncestors = DEFAULT_CHAIN_LIMIT;
    private int maxDescendants = DEFAULT_CHAIN_LIMIT;

    private Builder(FeeRate effective) {
      this.effective = effective;
    }

    private Builder(Builder other) {
      effective = other.effective;
      longTerm = other.longTerm;
      discard = other.discard;
      changeOutputVbytes = other.changeOutputVbytes;
      changeSpendVbytes = other.changeSpendVbytes;
      changeDustSats = other.changeDustSats;
      minChangeTargetSats = other.minChangeTargetSats;
      withoutInputsVbytes = other.withoutInputsVbytes;
      maxTxWeight = other.maxTxWeight;
      subtractFeeFromOutputs = other.subtractFeeFromOutputs;
      avoidPartialSpends = other.avoidPartialSpends;
      includeUnsafe = other.includeUnsafe;
      allowOtherInputs = other.allowOtherInputs;
      spendUnconfirmedChange = other.spendUnconfirmedChange;
      rejectLongChains = other.rejectLongChains;
      maxAncestors = other.maxAncestors;
      maxDescendants = other.maxDescendants;
    }

    public Builder longTermFeeRate(FeeRate rate) {
      longTerm = rate;
      return this;
    }

    public Builder discardFeeRate(FeeRate rate) {
      discard = rate;
      return this;
    }

    /// Size of a change output and of the input that will spend it; by default those of P2WPKH.
    public Builder changeSize(int outputVbytes, int spendVbytes) {
      changeOutputVbytes = outputVbytes;
      changeSpendVbytes = spendVbytes;
      return this;
    }

    /// Below this a change output is not relayed.
    public Builder changeDust(long sats) {
      changeDustSats = sats;
      return this;
    }

    public Builder minChangeTarget(long sats) {
      minChangeTargetSats = sats;
      return this;
    }

    /// Everything of the transaction but inputs and change.
    public Builder withoutInputsVbytes(int vbytes) {
      withoutInputsVbytes = vbytes;
      return this;
    }

    public Builder maxTxWeight(int weight) {
      maxTxWeight = weight;
      return this;
    }

    /// The receivers pay the fee, so that coins count with their whole value.
    public Builder subtractFeeFromOutputs(boolean subtract) {
      subtractFeeFromOutputs = subtract;
      return this;
    }

    /// Coins that pay to one script are spent together.
    public Builder avoidPartialSpends(boolean avoid) {
      avoidPartialSpends = avoid;
      return this;
    }

    public Builder includeUnsafe(boolean include) {
      includeUnsafe = include;
      return this;
    }

    /// May coins be added to those that the user chose?
    public Builder allowOtherInputs(boolean allow) {
      allowOtherInputs = allow;
      return this;
    }

    public Builder spendUnconfirmedChange(boolean spend) {
      spendUnconfirmedChange = spend;
      return this;
    }

    public Builder rejectLongChains(boolean reject) {
      rejectLongChains = reject;
      return this;
    }

    /// The mempool's limits for a chain of unconfirmed transactions.
    public Builder chainLimits(int ancestors, int descendants) {
      maxAncestors = ancestors;
      maxDescendants = descendants;
      return this;
    }

    public SelectionParams build() {
      return new SelectionParams(this);
    }
  }
}
