package org.quantumcoin.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimationTest {
  @Test
  void tenThousandValues_keepEveryPeak() {
    int count = 10_000;
    Decimation columns = Decimation.of(400, count, count, age -> age == 1_234 ? 99 : 5);
    assertThat(columns.columns()).isEqualTo(400);
    assertThat(columns.max()).isEqualTo(99);
    int column = (count - 1 - 1_234) * 400 / count;
    assertThat(columns.greatest(column)).isEqualTo(99);
    assertThat(columns.least(column)).isEqualTo(5);
    assertThat(columns.greatest(column - 1)).isEqualTo(5);
  }

  @Test
  void fewValues_standAtTheRight_andTheRestIsZero() {
    Decimation columns = Decimation.of(10, 10, 2, age -> age + 1);
    assertThat(columns.greatest(9)).isEqualTo(1);
    assertThat(columns.greatest(8)).isEqualTo(2);
    assertThat(columns.greatest(7)).isZero();
    assertThat(columns.least(7)).isZero();
  }
}
