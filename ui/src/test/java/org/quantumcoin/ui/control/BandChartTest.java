package org.quantumcoin.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.ui.control.BandChart.Sample;

class BandChartTest {
  private static Sample at(double time, Double... values) {
    return new Sample(time, List.of(values));
  }

  @Test
  void columns_sumTheBandsUp_withTheLatestAtTheRight() {
    double[][] columns =
        BandChart.columns(List.of(at(0, 1.0, 2.0), at(5, 3.0, 4.0), at(10, 5.0, 6.0)), 10, 2, 3);
    assertThat(columns[0]).containsExactly(0, 0, 0);
    assertThat(columns[1]).containsExactly(1, 3, 5);
    assertThat(columns[2]).containsExactly(3, 7, 11);
  }

  @Test
  void columns_keepTheLargestOfSamplesThatShareOne() {
    List<Sample> many = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      many.add(at(i, i == 1_234 ? 99.0 : 1.0));
    }
    double[][] columns = BandChart.columns(many, 9_999, 1, 100);
    assertThat(columns[1]).hasSize(100).contains(99).doesNotContain(0);
    assertThat(columns[1][12]).isEqualTo(99);
  }

  @Test
  void columns_withoutASample_haveWhatTheOneBeforeHas_andNothingBeforeTheFirst() {
    double[][] columns = BandChart.columns(List.of(at(4, 7.0), at(8, 9.0)), 8, 1, 5);
    assertThat(columns[1]).containsExactly(0, 0, 7, 7, 9);
  }

  @Test
  void columns_withSamplesOlderThanTheSpan_leaveThemOut() {
    double[][] columns = BandChart.columns(List.of(at(0, 50.0), at(100, 1.0)), 10, 1, 3);
    assertThat(columns[1]).containsExactly(0, 0, 1);
  }

  @Test
  void niceAbove_isRound_andNeverBelow() {
    assertThat(BandChart.niceAbove(10_000)).isEqualTo(10_000);
    assertThat(BandChart.niceAbove(10_001)).isEqualTo(20_000);
    assertThat(BandChart.niceAbove(83)).isEqualTo(100);
  }
}
