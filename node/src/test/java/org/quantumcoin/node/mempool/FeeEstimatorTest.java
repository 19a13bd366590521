package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.mempool.FeeEstimator.Mined;
import org.quantumcoin.node.mempool.FeeEstimator.Waiting;
import org.quantumcoin.node.primitives.FeeRate;

final class FeeEstimatorTest {
  private static final FeeRate RELAY = new FeeRate(1000);
  private static final int FULL = 3_990_000;
  private final FeeEstimator estimator = new FeeEstimator(RELAY);

  private static List<Mined> mined(long satPerKvb) {
    return List.of(new Mined(new FeeFrac(satPerKvb, 1000), true));
  }

  @Test
  void estimate_withoutExperience_isEmpty() {
    estimator.blockConnected(FULL, mined(5000));
    estimator.blockConnected(FULL, mined(5000));
    estimator.blockConnected(FULL, List.of());
    assertThat(estimator.estimate(2, false, List.of(), RELAY)).isEmpty();
    estimator.blockConnected(FULL, mined(5000));
    assertThat(estimator.estimate(2, false, List.of(), RELAY)).contains(new FeeRate(5000));
  }

  @Test
  void estimate_ofBlocksWithRoom_isTheRelayFee() {
    for (int i = 0; i < 5; i++) {
      estimator.blockConnected(100_000, mined(90_000));
    }
    assertThat(estimator.estimate(1, true, List.of(), RELAY)).contains(RELAY);
  }

  @Test
  void estimate_forLaterBlocks_usesTheCheapestOfThem() {
    for (int i = 0; i < 20; i++) {
      estimator.blockConnected(FULL, mined(i % 2 == 0 ? 9000 : 3000));
    }
    assertThat(estimator.estimate(1, true, List.of(), RELAY)).contains(new FeeRate(9000));
    assertThat(estimator.estimate(2, true, List.of(), RELAY)).contains(new FeeRate(3000));
  }

  @Test
  void estimate_outbidsWhatWaits() {
    for (int i = 0; i < 5; i++) {
      estimator.blockConnected(FULL, mined(2000));
    }
    List<Waiting> twoBlocks =
        Collections.nCopies(20, new Waiting(new FeeFrac(7000, 1000), 100_000));
    assertThat(estimator.estimate(1, false, twoBlocks, RELAY)).contains(new FeeRate(7001));
    assertThat(estimator.estimate(3, false, twoBlocks, RELAY)).contains(new FeeRate(2000));
  }
}
