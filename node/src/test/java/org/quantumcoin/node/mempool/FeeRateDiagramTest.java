package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FeeRateDiagramTest {
  private static FeeRateDiagram of(long... feesAndSizes) {
    List<FeeFrac> chunks = new ArrayList<>();
    for (int i = 0; i < feesAndSizes.length; i += 2) {
      chunks.add(new FeeFrac(feesAndSizes[i], feesAndSizes[i + 1]));
    }
    return new FeeRateDiagram(chunks);
  }

  @Test
  void higherFeeForTheSameSize_improves_andEqualOneDoesNot() {
    assertThat(of(101, 100).improves(of(100, 100))).isTrue();
    assertThat(of(100, 100).improves(of(100, 100))).isFalse();
    assertThat(of(99, 100).improves(of(100, 100))).isFalse();
  }

  @Test
  void moreFeesAtALowerRate_doNotImprove() {
    // Of the first 100 bytes a miner would earn less.
    assertThat(of(300, 400).improves(of(100, 100))).isFalse();
    assertThat(of(400, 400).improves(of(100, 100))).isTrue();
  }

  @Test
  void oneChunkMoreAtTheEnd_improves() {
    assertThat(of(100, 100, 1, 100).improves(of(100, 100))).isTrue();
    assertThat(of(100, 100).improves(of(100, 100, 1, 100))).isFalse();
    assertThat(of(100, 100, 0, 100).improves(of(100, 100))).isFalse();
  }

  @Test
  void orderOfChunks_doesNotMatter() {
    assertThat(of(1, 100, 100, 100).improves(of(100, 100))).isTrue();
  }

  @Test
  void halfWayThroughAChunk_isCompared() {
    // 50 in the first 50 bytes against 49 of 98 in 100.
    assertThat(of(98, 100).improves(of(50, 50))).isFalse();
    assertThat(of(100, 100).improves(of(50, 50))).isTrue();
  }

  @Test
  void allTheMoneyThereIs_isCompared() {
    long all = 21_000_000L * 100_000_000L;
    assertThat(of(all, 101_000).improves(of(all - 1, 101_000))).isTrue();
    assertThat(of(all - 1, 101_000).improves(of(all, 101_000))).isFalse();
  }
}
