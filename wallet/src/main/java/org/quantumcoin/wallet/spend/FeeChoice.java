package org.quantumcoin.wallet.spend;

import java.util.Optional;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.api.PoolAccess.FeeLimits;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletConfig;
import org.quantumcoin.wallet.WalletException;

/// What fee rate a payment gets: Core's `GetMinimumFeeRate` and `GetDiscardRate`.
final class FeeChoice {
  /// The farthest target that Core estimates for, in blocks.
  private static final int LONGEST_TARGET = 1008;

  private final NodeApi node;
  private final WalletConfig.Spending usual;
  private final FeeRate payFee;
  private final FeeLimits limits;

  FeeChoice(Wallet wallet) {
    this.node = wallet.node();
    this.usual = wallet.config().spending();
    this.payFee = wallet.payFee();
    this.limits = node.feeLimits();
  }

  FeeRate rate(PaymentRequest request) {
    return rate(request, WalletException.Kind.REFUSED);
  }

  /// @param tooLow the kind of failure where the rate that is wanted is below what is allowed
  FeeRate rate(PaymentRequest request, WalletException.Kind tooLow) {
    FeeRate required = max(usual.minFee(), limits.minRelay());
    if (request.feeRate().isPresent()) {
      FeeRate wanted = request.feeRate().get();
      if (wanted.compareTo(required) < 0) {
        throw new WalletException(
            tooLow,
            "Fee rate (%s sat/vB) is lower than the minimum fee rate setting (%s sat/vB)"
                .formatted(satPerVb(wanted), satPerVb(required)));
      }
      return wanted;
    }
    return usual(request)
        .orElseThrow(() ->
            new WalletException(
                WalletException.Kind.REFUSED,
                "Fee estimation failed. Fallbackfee is disabled. Wait a few blocks or enable -fallbackfee."));
  }

  /// What is paid where nobody asked for a rate; empty where nothing is known and `-fallbackfee` is
  /// off.
  Optional<FeeRate> usual(PaymentRequest request) {
    FeeRate required = max(usual.minFee(), limits.minRelay());
    if (request.confirmTarget().isEmpty() && payFee.satPerKvb() > 0) {
      return Optional.of(max(payFee, required));
    }
    int target = request.confirmTarget().orElse(usual.confirmTarget());
    boolean replaceable = request.replaceable().orElse(usual.replaceable());
    FeeRate estimate =
        node.estimateFee(target, request.conservative().orElse(!replaceable))
            .orElse(usual.fallbackFee());
    return estimate.satPerKvb() == 0
        ? Optional.empty()
        : Optional.of(max(max(estimate, limits.mempoolMin()), required));
  }

  /// What is allowed and taken by the mempool as full as it is.
  FeeRate least() {
    return max(max(usual.minFee(), limits.minRelay()), limits.mempoolMin());
  }

  /// Below it change is not worth keeping.
  FeeRate discardRate() {
    Optional<FeeRate> longest = node.estimateFee(LONGEST_TARGET, false);
    FeeRate discard =
        longest.isPresent() && longest.get().compareTo(usual.discardFee()) < 0
            ? longest.get()
            : usual.discardFee();
    return max(discard, limits.dustRelay());
  }

  FeeRate dustRate() {
    return limits.dustRelay();
  }

  private static FeeRate max(FeeRate one, FeeRate other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private static String satPerVb(FeeRate rate) {
    return "%d.%03d".formatted(rate.satPerKvb() / 1000, rate.satPerKvb() % 1000);
  }
}
