package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class MessageThreadTest {
  /// What is saved at the end comes behind whatever peers said before.
  @Test
  void close_doesWhatWaits() throws InterruptedException {
    MessageThread thread = new MessageThread();
    CountDownLatch busy = new CountDownLatch(1);
    AtomicBoolean saved = new AtomicBoolean();
    thread.execute(() -> {
      try {
        busy.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    });
    thread.execute(() -> saved.set(true));
    Thread closer = Thread.ofPlatform().start(thread::close);
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    busy.countDown();
    closer.join();
    assertThat(saved).isTrue();
  }

  @Test
  void close_endsWhatRepeats() {
    MessageThread thread = new MessageThread();
    AtomicInteger turns = new AtomicInteger();
    thread.every(1, turns::incrementAndGet);
    thread.close();
    int then = turns.get();
    thread.execute(turns::incrementAndGet);
    assertThat(turns.get()).isEqualTo(then);
  }
}
