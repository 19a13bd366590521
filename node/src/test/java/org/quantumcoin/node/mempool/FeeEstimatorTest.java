package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.mempool.FeeEstimator.Waiting;
import org.quantumcoin.node.primitives.FeeRate;

final class FeeEstimatorTest {
  private static final FeeRate RELAY = new FeeRate(1000);
  private static final SmartFeeEstimate HISTORY =
      new SmartFeeEstimate(Optional.of(new FeeRate(2000)), 2);

  private static final List<Waiting> TWO_BLOCKS =
      Collections.nCopies(20, new Waiting(new FeeFrac(7000, 1000), 100_000));

  @Test
  void estimate_withoutExperience_isEmpty() {
    SmartFeeEstimate nothing = new SmartFeeEstimate(Optional.empty(), 0);
    assertThat(FeeEstimator.estimate(nothing, 1, TWO_BLOCKS, RELAY)).isEmpty();
  }

  @Test
  void estimate_isNoLessThanThePoolTakes() {
    assertThat(FeeEstimator.estimate(HISTORY, 1, List.of(), new FeeRate(2500)))
        .contains(new FeeRate(2500));
  }

  @Test
  void estimate_outbidsWhatWaits() {
    assertThat(FeeEstimator.estimate(HISTORY, 1, TWO_BLOCKS, RELAY)).contains(new FeeRate(7001));
    assertThat(FeeEstimator.estimate(HISTORY, 3, TWO_BLOCKS, RELAY)).contains(new FeeRate(2000));
  }
}
