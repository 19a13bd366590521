package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FeeFilterRounderTest {
  private final FeeFilterRounder rounder = new FeeFilterRounder(1_000, new Random(1));

  @Test
  void nothing_staysNothing_andMoreThanAllIsTheLastStep() {
    assertThat(rounder.round(0)).isZero();
    // What Core says to its peers while it fetches blocks.
    assertThat(rounder.round(2_100_000_000_000_000L)).isEqualTo(9_170_997);
  }

  @Test
  void rate_isRoundedDownTwiceAsOftenAsUp_byATenthAtMost() {
    TreeMap<Long, Long> counts = new TreeMap<>();
    LongStream.range(0, 3_000).forEach(_ -> counts.merge(rounder.round(5_000), 1L, Long::sum));
    assertThat(counts).hasSize(2);
    assertThat(counts.firstKey()).isBetween(4_545L, 5_000L);
    assertThat(counts.lastKey()).isBetween(5_000L, 5_500L);
    assertThat(counts.firstEntry().getValue()).isBetween(1_900L, 2_100L);
  }
}
