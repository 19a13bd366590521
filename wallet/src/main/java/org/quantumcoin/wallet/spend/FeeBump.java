package org.quantumcoin.wallet.spend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.quantumcoin.node.api.PoolAccess.FeeLimits;
import org.quantumcoin.node.api.PoolAccess.PoolTransaction;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.WalletTx;

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

  private FeeBump(Wallet wallet, WalletTx original, long oldFee) {
    this.wallet = wallet;
    this.original = original;
    this.oldFee = oldFee;
  }

  /// Throws [WalletException] with Core's words if the transaction cannot be replaced.
  public static FeeBump of(Wallet wallet, WalletTx original) {
    Ledger ledger = wallet.ledger();
    if (ledger.hasSpenders(original.txid())) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER, "Transaction has descendants in the wallet");
    }
    Optional<PoolTransaction> pooled = wallet.node().pooled(original.txid());
    if (pooled.isPresent() && pooled.get().descendants() > 1) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER, "Transaction has descendants in the mempool");
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
    long in = 0;
    for (TxIn input : original.tx().inputs()) {
      TxOut out =
          ledger
              .ownOutput(input.prevout())
              .orElseThrow(
                  () -> refused("Transaction contains inputs that don't belong to this wallet"));
      in = Math.addExact(in, out.value());
    }
    return new FeeBump(wallet, original, in - original.valueOut());
  }

  private static WalletException refused(String message) {
    return new WalletException(WalletException.Kind.REFUSED, message);
  }

  /// What the first one paid, in satoshis.
  public long oldFee() {
    return oldFee;
  }

  /// What the replacement asks of [PaymentBuilder]: at the wished fee, or at the least that will
  /// do.
  public PaymentRequest request(PaymentRequest wishes) {
    List<Recipient> payments = new ArrayList<>();
    Optional<Script> change = Optional.empty();
    for (int i = 0; i < original.tx().outputs().size(); i++) {
      TxOut out = original.tx().outputs().get(i);
      boolean isChange = original.isOurs(i) && !wallet.book().contains(out.script());
      if (isChange && change.isEmpty()) {
        change = Optional.of(out.script());
      } else {
        payments.add(new Recipient(out.script(), out.value(), false));
      }
    }
    if (payments.isEmpty()) {
      // A payment to oneself that looks like change alone: it is what was paid.
      Script only = change.orElseThrow();
      payments.add(new Recipient(only, original.tx().outputs().getFirst().value(), false));
      change = Optional.empty();
    }
    Map<OutPoint, OptionalLong> coins = new LinkedHashMap<>();
    for (TxIn input : original.tx().inputs()) {
      coins.put(input.prevout(), OptionalLong.empty());
    }
    FeeRate rate = wishes.feeRate().orElseGet(() -> leastRate(wishes));
    return PaymentRequest.to(payments)
        .withCoins(coins, true)
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
    FeeRate usual = new FeeChoice(wallet.node(), wallet.config().spending()).rate(wishes);
    return usual.compareTo(least) > 0 ? usual : least;
  }

  /// Refuses a replacement that no node would take. Throws [WalletException].
  public void check(Payment replacement) {
    FeeLimits limits = wallet.node().feeLimits();
    int size = replacement.virtualSize();
    long needed = oldRate().fee(size) + increment().fee(size);
    if (replacement.feeSats() < needed) {
      throw new WalletException(
          WalletException.Kind.BAD_PARAMETER,
          "Insufficient total fee %s, must be at least %s (oldFee %s + incrementalFee %s)"
              .formatted(
                  Amount.format(replacement.feeSats()),
                  Amount.format(needed),
                  Amount.format(oldRate().fee(size)),
                  Amount.format(increment().fee(size))));
    }
    if (replacement.feeSats() < limits.mempoolMin().fee(size)) {
      throw refused(
          "New fee %s is lower than what the mempool takes now (%s). Choose a higher fee; nothing was sent."
              .formatted(
                  Amount.format(replacement.feeSats()),
                  Amount.format(limits.mempoolMin().fee(size))));
    }
  }
}
