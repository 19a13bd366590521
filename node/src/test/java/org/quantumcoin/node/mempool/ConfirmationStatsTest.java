package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.encoding.ByteReader;
import org.quantumcoin.node.encoding.ByteWriter;
import org.quantumcoin.node.encoding.DecodeException;

final class ConfirmationStatsTest {
  /// Upper bounds in satoshis per kvB.
  private static final double[] BUCKETS = {1_000, 2_000, 4_000, 1e99};

  private static final int CHEAP = 1;
  private static final int DEAR = 2;
  private static final int BLOCKS = 100;
  private static final double MOST = .85;

  private ConfirmationStats stats;

  @BeforeEach
  void open() {
    stats = ConfirmationStats.empty(BUCKETS, FeeHorizon.SHORT);
  }

  /// In each block two that came right before it, and two that came `cheapWait` blocks before.
  private void live(int cheapWait) {
    for (int height = 1; height <= BLOCKS; height++) {
      stats.nextBlock(height);
      for (int i = 0; i < 2; i++) {
        if (height > 1) {
          stats.left(height - 1, height, DEAR, true);
          stats.record(1, DEAR, 3_000);
        }
        if (height > cheapWait) {
          stats.left(height - cheapWait, height, CHEAP, true);
          stats.record(cheapWait, CHEAP, 1_500);
        }
        stats.entered(height, DEAR);
        stats.entered(height, CHEAP);
      }
    }
  }

  private RawFeeEstimate estimate(int target) {
    return stats.estimate(target, FeeHorizon.SHORT.sufficient, MOST, BLOCKS);
  }

  @Test
  void estimate_withoutExperience_isNone() {
    RawFeeEstimate nothing = estimate(1);
    assertThat(nothing.median()).isEqualTo(-1);
    assertThat(nothing.pass()).isEqualTo(FeeRange.NONE);
  }

  @Test
  void estimate_isTheCheapestRateThatWasEnough() {
    live(3);
    assertThat(estimate(1).median()).isCloseTo(3_000, within(1e-6));
    assertThat(estimate(2).median()).isCloseTo(3_000, within(1e-6));
    assertThat(estimate(3).median()).isCloseTo(1_500, within(1e-6));
  }

  @Test
  void estimate_namesTheRangeThatFailed() {
    live(3);
    FeeRange fail = estimate(1).fail();
    assertThat(fail.start()).isEqualTo(1_000);
    assertThat(fail.end()).isEqualTo(2_000);
    assertThat(fail.withinTarget()).isZero();
  }

  /// A count of `n` in each block tends to `n / (1 - decay)`: the weight of the past is bounded.
  @Test
  void nextBlock_takesFromThePast() {
    live(1);
    double decay = FeeHorizon.SHORT.decay;
    double sum = 2 * (1 - Math.pow(decay, BLOCKS - 1)) / (1 - decay);
    FeeRange pass = estimate(1).pass();
    assertThat(pass.totalConfirmed()).isCloseTo(sum, within(1e-6));
    stats.nextBlock(BLOCKS + 1);
    FeeRange later = stats.estimate(1, 0.1, MOST, BLOCKS + 1).pass();
    assertThat(later.totalConfirmed()).isCloseTo(sum * decay, within(1e-6));
  }

  /// Not only those that were mined in time count, but those that wait still, or went away.
  @Test
  void whatWaitsOrFailed_countsAgainstARate() {
    live(1);
    assertThat(estimate(2).median()).isCloseTo(1_500, within(1e-6));
    for (int i = 0; i < 20; i++) {
      stats.entered(BLOCKS - 5, CHEAP);
    }
    assertThat(estimate(2).median()).isCloseTo(3_000, within(1e-6));
    assertThat(estimate(2).fail().inMempool()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      stats.left(BLOCKS - 5, BLOCKS, CHEAP, false);
    }
    assertThat(estimate(2).fail().inMempool()).isZero();
    assertThat(estimate(2).fail().leftMempool()).isEqualTo(20);
    assertThat(estimate(6).median()).as("none waited as long").isCloseTo(1_500, within(1e-6));
  }

  @Test
  void whatWaitsBeyondTheHorizon_isNotForgotten() {
    live(1);
    for (int i = 0; i < 20; i++) {
      stats.entered(BLOCKS, CHEAP);
    }
    int last = BLOCKS + 3 * stats.maxConfirms();
    for (int height = BLOCKS + 1; height <= last; height++) {
      stats.nextBlock(height);
    }
    assertThat(stats.estimate(2, 0.001, MOST, last).fail().inMempool()).isGreaterThanOrEqualTo(20);
  }

  @Test
  void whatWasWritten_isReadAlike() {
    live(3);
    ByteWriter out = new ByteWriter();
    stats.write(out);
    ConfirmationStats read = ConfirmationStats.read(new ByteReader(out.toByteArray()), BUCKETS);
    assertThat(read.maxConfirms()).isEqualTo(stats.maxConfirms());
    for (int target = 1; target <= stats.maxConfirms(); target++) {
      assertThat(read.estimate(target, 0.5, MOST, BLOCKS).median())
          .isEqualTo(estimate(target).median());
    }
  }

  @Test
  void read_ofOtherBuckets_isRefused() {
    ByteWriter out = new ByteWriter();
    stats.write(out);
    double[] fewer = {1_000, 1e99};
    assertThatExceptionOfType(DecodeException.class)
        .isThrownBy(() -> ConfirmationStats.read(new ByteReader(out.toByteArray()), fewer));
  }
}
