package org.quantumcoin.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private final AtomicLong now = new AtomicLong();
  private final Pace pace = new Pace(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void sameFacts_forAWhile_areLookedAtSeldom() {
    pace.saw("height 7");
    assertThat(pace.millis()).isEqualTo(Pace.LIVELY_MILLIS);
    pass(Duration.ofSeconds(6));
    pace.saw("height 7");
    assertThat(pace.millis()).isEqualTo(Pace.RESTING_MILLIS);
  }

  @Test
  void otherFacts_andPeople_areLookedAtOften() {
    pace.saw("height 7");
    pass(Duration.ofSeconds(6));
    pace.saw("height 8");
    assertThat(pace.millis()).isEqualTo(Pace.LIVELY_MILLIS);
    pass(Duration.ofSeconds(6));
    assertThat(pace.millis()).isEqualTo(Pace.RESTING_MILLIS);
    pace.stir();
    assertThat(pace.millis()).isEqualTo(Pace.LIVELY_MILLIS);
  }

  /// However long a rest is, whoever comes back does not wait for its end.
  @Test
  void await_isEndedByAMove() throws InterruptedException {
    pass(Duration.ofSeconds(6));
    CountDownLatch over = new CountDownLatch(1);
    Thread resting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                while (pace.millis() == Pace.RESTING_MILLIS) {
                  pace.await();
                }
                over.countDown();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
            });
    pace.stir();
    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    resting.join();
  }
}
