package org.quantumcoin.ui.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;
import org.quantumcoin.node.api.NodeApi;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.spend.PaymentDesk;

/// What fee rates make sense now: the bounds of a slider, and how long each may take.
///
/// @param least what the wallet may pay and the mempool takes
/// @param day that of the estimate for 144 blocks, and so on; empty while too little was seen
record FeeScale(
    FeeRate least, Optional<FeeRate> day, Optional<FeeRate> hour, Optional<FeeRate> soon) {
  private static final int DAY_BLOCKS = 144;
  private static final int HOUR_BLOCKS = 6;
  private static final int SOON_BLOCKS = 2;

  /// The slider goes so many times above the fastest estimate.
  private static final int ABOVE = 4;

  private static final FeeRate USUAL_MOST = new FeeRate(100_000);

  /// How long a rate may take, by the estimates.
  enum Speed {
    SOON,
    HOUR,
    DAY,
    LONGER,
    UNKNOWN
  }

  /// For payments of a wallet.
  static FeeScale of(Wallet wallet) {
    NodeApi node = wallet.node();
    return new FeeScale(
        new PaymentDesk(wallet).leastFee(),
        node.estimateFee(DAY_BLOCKS, false),
        node.estimateFee(HOUR_BLOCKS, false),
        node.estimateFee(SOON_BLOCKS, false));
  }

  FeeRate most() {
    return soon.map(rate -> new FeeRate(Math.max(rate.satPerKvb() * ABOVE, USUAL_MOST.satPerKvb())))
        .orElse(USUAL_MOST);
  }

  /// What is chosen where nobody chose: the next hour.
  FeeRate usual() {
    return hour.filter(rate -> rate.compareTo(least) > 0).orElse(least);
  }

  /// At a place of the slider, from 0 to 1. Each step of it is a like part more, because a person
  /// tells 1 from 2 as well as 50 from 100.
  FeeRate at(double place) {
    double low = Math.log((double) least.satPerKvb());
    double high = Math.log((double) most().satPerKvb());
    double exact = Math.exp(low + (high - low) * Math.clamp(place, 0, 1));
    long rounded =
        exact < 10_000 ? Math.round(exact / 100) * 100 : Math.round(exact / 1_000) * 1_000;
    return new FeeRate(Math.clamp(rounded, least.satPerKvb(), most().satPerKvb()));
  }

  /// The place of a rate on the slider.
  double placeOf(FeeRate rate) {
    double low = Math.log((double) least.satPerKvb());
    double high = Math.log((double) most().satPerKvb());
    double at = Math.log((double) Math.max(rate.satPerKvb(), 1));
    return high <= low ? 0 : Math.clamp((at - low) / (high - low), 0, 1);
  }

  /// Bars of a nearly empty mempool are low: only from here on, a quarter of a block, does the
  /// fullest reach the top.
  private static final long LEAST_FULL_VBYTES = 250_000;

  /// What waits at the fee rates that lie between two places of the slider; `part` is its share of
  /// the fullest.
  record Bar(double from, double to, double part) {}

  /// The mempool beneath the slider. What waits outside of its ends is drawn at them.
  List<Bar> bars(List<FeeBand> bands) {
    long fullest = bands.stream().mapToLong(FeeBand::virtualBytes).max().orElse(0);
    double most = Math.max(fullest, LEAST_FULL_VBYTES);
    List<Bar> bars = new ArrayList<>();
    for (int i = 0; i < bands.size() && fullest > 0; i++) {
      double from = placeOf(FeeRate.of(bands.get(i).fromSatPerVb(), 1));
      double to =
          i + 1 < bands.size() ? placeOf(FeeRate.of(bands.get(i + 1).fromSatPerVb(), 1)) : 1;
      if (to > from) {
        bars.add(new Bar(from, to, bands.get(i).virtualBytes() / most));
      }
    }
    return List.copyOf(bars);
  }

  Speed speed(FeeRate rate) {
    if (day.isEmpty() && hour.isEmpty() && soon.isEmpty()) {
      return Speed.UNKNOWN;
    }
    if (soon.filter(each -> rate.compareTo(each) >= 0).isPresent()) {
      return Speed.SOON;
    }
    if (hour.filter(each -> rate.compareTo(each) >= 0).isPresent()) {
      return Speed.HOUR;
    }
    return day.filter(each -> rate.compareTo(each) >= 0).isPresent() ? Speed.DAY : Speed.LONGER;
  }
}
