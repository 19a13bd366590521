package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.quantumcoin.node.api.PoolAccess.FeeLimits;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Coin;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.PrecomputedTransactionData;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.DescriptorInference;

/// A transaction of the wallet again, at a higher fee, in place of the first (BIP-0125; Core's
/// `feebumper`). The payments stay; the fee comes from the change, and from more coins where that
/// is too little. Within the wallet's lock.
public final class FeeBump {
  /// Core's `WALLET_INCREMENTAL_RELAY_FEE`: more than nodes ask for today, should they ask for
  /// more.
  private static final FeeRate INCREMENT = new FeeRate(5_000);

  private final Wallet wallet;
  private final WalletTx original;
  private final long oldFee;
  private final PresetInputs presets;

  private FeeBump(Wallet wallet, WalletTx original, long oldFee, PresetInputs presets) {
    this.wallet = wallet;
    this.original = original;
    this.oldFee = oldFee;
    this.presets = presets;
  }

  /// Of a transaction that spends the wallet's coins alone. Throws [WalletException] with Core's
  /// words if it cannot be replaced.
  public static FeeBump of(Wallet wallet, WalletTx original) {
    return of(wallet, original, ForeignCoins.NONE);
  }

  /// Of one that may spend these coins of others, too, who will have to sign again.
  public static FeeBump of(Wallet wallet, WalletTx original, ForeignCoins foreign) {
    Ledger ledger = wallet.ledger();
    if (ledger.hasSpenders(original.txid())) {
      throw bad("Transaction has descendants in the wallet");
    }
    Optional<PoolTransaction> pooled = wallet.node().pooled(original.txid());
    if (pooled.isPresent() && pooled.get().descendants() > 1) {
      throw bad("Transaction has descendants in the mempool");
    }
    if (ledger.depth(original) != 0) {
      throw refused("Transaction has been mined, or is conflicted with a mined transaction");
    }
    String bumped = original.notes().get("replaced_by_txid");
    if (bumped != null) {
      throw refused(
          "Cannot bump transaction %s which was already bumped by transaction %s"
              .formatted(original.txid(), bumped));
    }
    List<TxOut> spent = new ArrayList<>();
    long in = 0;
    for (TxIn input : original.tx().inputs()) {
      TxOut out =
          ledger
              .ownOutput(input.prevout())
              .or(() -> Optional.ofNullable(foreign.coins().get(input.prevout())).map(Coin::out))
              .orElseThrow(
                  () -> refused("Transaction contains inputs that don't belong to this wallet"));
      spent.add(out);
      in = Math.addExact(in, out.value());
    }
    PresetInputs presets =
        new PresetInputs(
            foreign,
            weights(original, spent, foreign),
            Map.of(),
            Optional.of(new DescriptorInference(wallet.config().params().addresses())));
    return new FeeBump(wallet, original, in - original.valueOut(), presets);
  }

  /// The inputs of others are signed already: as heavy as that, or as it can become.
  private static Map<OutPoint, Long> weights(
      WalletTx original, List<TxOut> spent, ForeignCoins foreign) {
    if (foreign.coins().isEmpty()) {
      return Map.of();
    }
    Map<OutPoint, Long> weights = new HashMap<>();
    PrecomputedTransactionData data = new PrecomputedTransactionData(original.tx(), spent);
    for (int i = 0; i < spent.size(); i++) {
      OutPoint outpoint = original.tx().inputs().get(i).prevout();
      if (foreign.coins().containsKey(outpoint)) {
        weights.put(outpoint, SignedInputSize.maxWeight(data, i, spent.get(i)));
      }
    }
    return weights;
  }

  private static WalletException bad(String message) {
    return new WalletException(WalletException.Kind.BAD_PARAMETER, message);
  }

  private static WalletException refused(String message) {
    return new WalletException(WalletException.Kind.REFUSED, message);
  }

  public WalletTx original() {
    return original;
  }

  /// What the first one paid, in satoshis.
  public long oldFee() {
    return oldFee;
  }

  /// What the replacement asks of [PaymentBuilder]: at the wished fee, or at the least that will
  /// do.
  ///
  /// @param outputs instead of those there are; empty for the same
  /// @param changeAt which of those there are is change, where the wallet is not to tell by itself
  public PaymentRequest request(PaymentRequest wishes, List<TxOut> outputs, OptionalInt changeAt) {
    if (!outputs.isEmpty() && changeAt.isPresent()) {
      throw bad(
          "The options 'outputs' and 'original_change_index' are incompatible. You can only either specify a new set of outputs, or designate a change output to be recycled.");
    }
    if (changeAt.isPresent() && changeAt.getAsInt() >= original.tx().outputs().size()) {
      throw bad("Change position is out of range");
    }
    List<TxOut> wanted = outputs.isEmpty() ? original.tx().outputs() : outputs;
    List<Recipient> payments = new ArrayList<>();
    Optional<Script> change = Optional.empty();
    long sum = 0;
    for (int i = 0; i < wanted.size(); i++) {
      TxOut out = wanted.get(i);
      if (changeAt.isPresent() ? changeAt.getAsInt() == i : isChange(out)) {
        change = Optional.of(out.script());
      } else {
        payments.add(new Recipient(out.script(), out.value(), false));
      }
      sum = Math.addExact(sum, out.value());
    }
    if (payments.isEmpty()) {
      // Nothing but change: what it loses pays the fee.
      payments.add(new Recipient(change.orElseThrow(), sum, true));
      change = Optional.empty();
    }
    return request(wishes, payments, change, true);
  }

  /// A replacement that pays everything back, less the fee.
  public PaymentRequest cancellation(PaymentRequest wishes, Script to) {
    long all = Math.addExact(original.valueOut(), oldFee);
    return request(wishes, List.of(new Recipient(to, all, true)), Optional.empty(), false);
  }

  private boolean isChange(TxOut out) {
    return wallet.keys().find(out.script()).isPresent() && !wallet.book().contains(out.script());
  }

  private PaymentRequest request(
      PaymentRequest wishes,
      List<Recipient> payments,
      Optional<Script> change,
      boolean mayAddCoins) {
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    for (TxIn input : original.tx().inputs()) {
      coins.put(input.prevout(), OptionalLong.empty());
    }
    FeeRate rate = wishes.feeRate().orElseGet(() -> leastRate(wishes));
    return PaymentRequest.to(payments)
        .withCoins(coins, mayAddCoins)
        .withPresets(presets)
        .withChange(change, Optional.empty(), OptionalInt.empty())
        .withReplaceable(Optional.of(wishes.replaceable().orElse(true)))
        // No new unconfirmed coins (BIP-0125, rule 2).
        .withDepths(false, 1, Integer.MAX_VALUE)
        .withFee(Optional.of(rate), OptionalInt.empty(), Optional.empty());
  }

  private FeeRate increment() {
    FeeRate asked = wallet.node().feeLimits().incremental();
    return asked.compareTo(INCREMENT) > 0 ? asked : INCREMENT;
  }

  private FeeRate oldRate() {
    return FeeRate.of(oldFee, original.tx().virtualSize());
  }

  private FeeRate leastRate(PaymentRequest wishes) {
    FeeRate least = new FeeRate(oldRate().satPerKvb() + 1 + increment().satPerKvb());
    return new FeeChoice(wallet)
        .usual(wishes)
        .filter(usual -> usual.compareTo(least) > 0)
        .orElse(least);
  }

  /// Works out a replacement that nodes take. A rate that was wished for stays as it is, also where
  /// it is too low. Throws [WalletException].
  ///
  /// @param request by [#request] or [#cancellation]
  public Payment build(PaymentBuilder builder, PaymentRequest request, PaymentRequest wishes) {
    Payment payment = builder.build(request);
    Optional<FeeRate> more = rateFor(payment);
    if (wishes.feeRate().isEmpty() && more.isPresent()) {
      payment = builder.build(request.withFee(more, OptionalInt.empty(), Optional.empty()));
    }
    check(payment);
    return payment;
  }

  /// Keeps the signed replacement, with the notes of the first one and others, and notes with each
  /// which is the other.
  public void keep(Transaction replacement, Map<String, String> others) {
    Map<String, String> notes = new TreeMap<>(original.notes());
    notes.putAll(others);
    notes.put("replaces_txid", original.txid().toString());
    wallet.keepTransaction(replacement, notes);
    wallet.note(original, "replaced_by_txid", replacement.txid().toString());
  }

  /// The rate that a replacement needs where it is so much smaller than the first one that at its
  /// rate it pays less than that in all, which nodes refuse (BIP-0125, rules 3 and 4).
  private Optional<FeeRate> rateFor(Payment replacement) {
    int size = replacement.virtualSize();
    long needed = Math.addExact(oldFee, increment().fee(size));
    return replacement.feeSats() >= needed
        ? Optional.empty()
        : Optional.of(new FeeRate(Math.ceilDiv(Math.multiplyExact(needed, 1_000L), size)));
  }

  /// Refuses a replacement that no node would take. Throws [WalletException].
  public void check(Payment replacement) {
    FeeLimits limits = wallet.node().feeLimits();
    int size = replacement.virtualSize();
    long more = limits.incremental().fee(size);
    long fee = replacement.feeSats();
    // More in all (BIP-0125, rules 3 and 4).
    if (fee < Math.addExact(oldFee, more)) {
      throw bad(
          "Insufficient total fee %s, must be at least %s (oldFee %s + incrementalFee %s)"
              .formatted(
                  Amount.formatShort(fee),
                  Amount.formatShort(oldFee + more),
                  Amount.formatShort(oldFee),
                  Amount.formatShort(more)));
    }
    // And at a higher rate, which a larger replacement may miss all the same.
    if (fee <= oldRate().fee(size)) {
      throw bad(
          "New fee %s is at no higher rate than that of the transaction it replaces. Choose a higher fee; nothing was sent."
              .formatted(Amount.formatShort(fee)));
    }
    if (fee < limits.mempoolMin().fee(size)) {
      throw refused(
          "New fee %s is lower than what the mempool takes now (%s). Choose a higher fee; nothing was sent."
              .formatted(
                  Amount.formatShort(fee), Amount.formatShort(limits.mempoolMin().fee(size))));
    }
  }
}
