package org.quantumcoin.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyncEstimateTest {
  private final SyncEstimate estimate = new SyncEstimate();

  @Test
  void remaining_withLessThanTenSecondsMeasured_saysNothing() {
    estimate.add(0, 0.1);
    estimate.add(9_999, 0.2);
    assertThat(estimate.remaining()).isEmpty();
    estimate.add(10_000, 0.2);
    assertThat(estimate.remaining()).isPresent();
  }

  @Test
  void remaining_atASteadySpeed_isANarrowRangeAroundIt() {
    for (int second = 0; second <= 60; second++) {
      estimate.add(second * 1000L, second / 600.0);
    }
    SyncEstimate.Range range = estimate.remaining().orElseThrow();
    assertThat(range.fromSeconds()).isEqualTo(486);
    assertThat(range.toSeconds()).isEqualTo(594);
  }

  @Test
  void remaining_whenItBecameSlower_spansBothSpeeds() {
    for (int second = 0; second <= 60; second++) {
      estimate.add(second * 1000L, second * 0.01);
    }
    for (int second = 61; second <= 100; second++) {
      estimate.add(second * 1000L, 0.6 + (second - 60) * 0.001);
    }
    SyncEstimate.Range range = estimate.remaining().orElseThrow();
    assertThat(range.fromSeconds()).isLessThan(70);
    assertThat(range.toSeconds()).isGreaterThan(300);
  }

  @Test
  void remaining_whenTheBeginningWasEasy_doesNotPromiseThatSpeed() {
    for (int second = 0; second <= 12; second++) {
      estimate.add(second * 1000L, second <= 2 ? second * 0.1 : 0.2 + second * 0.001);
    }
    assertThat(estimate.remaining().orElseThrow().toSeconds()).isGreaterThan(600);
  }

  @Test
  void remaining_afterProgressFell_startsOver() {
    estimate.add(0, 0.5);
    estimate.add(20_000, 0.6);
    estimate.add(21_000, 0.3);
    assertThat(estimate.remaining()).isEmpty();
  }

  @Test
  void remaining_atTheEnd_saysNothing() {
    estimate.add(0, 0.5);
    estimate.add(20_000, 1.0);
    assertThat(estimate.remaining()).isEmpty();
  }
}
