package org.quantumcoin.ui.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;
import org.quantumcoin.node.primitives.FeeRate;

class FeeScaleTest {
  private final FeeScale scale =
      new FeeScale(FeeRate.of(1, 1), Optional.empty(), Optional.empty(), Optional.empty());

  private static FeeBand band(long from, long virtualBytes) {
    return new FeeBand(from, 1, virtualBytes, 1);
  }

  @Test
  void bars_standWhereTheirFeesAreOnTheSlider() {
    List<FeeScale.Bar> bars =
        scale.bars(List.of(band(0, 500_000), band(10, 1_000_000), band(100, 200_000)));
    // From 1 to 100 in equal steps of a part more: 10 is in the middle.
    assertThat(bars).hasSize(2);
    assertThat(bars.get(0).from()).isZero();
    assertThat(bars.get(0).to()).isCloseTo(0.5, within(1e-9));
    assertThat(bars.get(0).part()).isEqualTo(0.5);
    assertThat(bars.get(1).to()).isEqualTo(1);
    assertThat(bars.get(1).part()).isEqualTo(1);
  }

  @Test
  void bars_ofLittleThatWaits_areLow() {
    assertThat(scale.bars(List.of(band(0, 25_000), band(10, 250))))
        .extracting(FeeScale.Bar::part)
        .containsExactly(0.1, 0.001);
  }

  @Test
  void anEmptyMempool_hasNoBars() {
    assertThat(scale.bars(List.of(band(0, 0), band(2, 0)))).isEmpty();
    assertThat(scale.bars(List.of())).isEmpty();
  }

  @Test
  void aPlace_andTheRateThere_belongTogether() {
    for (long rate : new long[] {1, 2, 5, 10, 50, 100}) {
      FeeRate exact = FeeRate.of(rate, 1);
      assertThat(scale.at(scale.placeOf(exact))).isEqualTo(exact);
    }
  }
}
