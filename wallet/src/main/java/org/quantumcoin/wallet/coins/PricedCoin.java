package org.quantumcoin.wallet.coins;

import org.quantumcoin.node.primitives.FeeRate;

/// A coin with what spending it costs: now, and in a future at the long-term fee rate.
///
/// @param feeSats with the fees that its unconfirmed ancestors lack
public record PricedCoin(Candidate coin, long feeSats, long longTermFeeSats) {
  public static PricedCoin of(Candidate coin, FeeRate effective, FeeRate longTerm) {
    int size = Math.max(coin.inputVbytes(), 0);
    long fee = Math.addExact(effective.fee(size), coin.ancestorBumpFeesSats());
    return new PricedCoin(coin, fee, longTerm.fee(size));
  }

  static PricedCoin of(Candidate coin, SelectionParams params) {
    return of(coin, params.effectiveFeeRate(), params.longTermFeeRate());
  }

  /// What is left of the coin after its own fee; negative for one that costs more than it brings.
  public long effectiveValueSats() {
    return coin.valueSats() - feeSats;
  }
}
