package org.quantumcoin.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.wallet.ResendTimes.Due;

final class ResendTimesTest {
  private static final long HOUR = 3_600;

  @Test
  void resend_isDueOnceBetweenTwelveAndThirtySixHours() {
    long earliest = Long.MAX_VALUE;
    long latest = 0;
    for (int seed = 0; seed < 500; seed++) {
      ResendTimes times = new ResendTimes(1_000, new Random(seed));
      long now = 1_000;
      for (int round = 0; round < 3; round++) {
        long last = now;
        while (times.due(now, true) == Due.NOTHING) {
          now += 60;
        }
        assertThat(now - last).isBetween(12 * HOUR, 36 * HOUR + 60);
        earliest = Math.min(earliest, now - last);
        latest = Math.max(latest, now - last);
        assertThat(times.due(now, true)).isEqualTo(Due.NOTHING);
      }
    }
    assertThat(earliest).isLessThan(13 * HOUR);
    assertThat(latest).isGreaterThan(35 * HOUR);
  }

  @Test
  void resend_waitsUntilTheNodeIsReady() {
    ResendTimes times = new ResendTimes(0, new Random(1));
    assertThat(times.due(100 * HOUR, false)).isEqualTo(Due.NOTHING);
    assertThat(times.due(100 * HOUR, true)).isEqualTo(Due.OLD);
  }

  @Test
  void whatWasRefusedAtTheStart_isTriedOnceMoreWhenTheNodeIsReady() {
    ResendTimes times = new ResendTimes(0, new Random(1));
    times.wereRefused();
    assertThat(times.due(60, false)).isEqualTo(Due.NOTHING);
    assertThat(times.due(120, true)).isEqualTo(Due.ALL);
    times.wereRefused();
    assertThat(times.due(180, true)).isEqualTo(Due.NOTHING);
  }

  @Test
  void transaction_isOldFiveMinutesBeforeTheLastBlock() {
    assertThat(ResendTimes.isOld(700, 1_000)).isTrue();
    assertThat(ResendTimes.isOld(701, 1_000)).isFalse();
  }
}
