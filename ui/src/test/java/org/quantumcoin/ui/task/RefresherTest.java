package org.quantumcoin.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefresherTest {
  private final Deque<Runnable> background = new ArrayDeque<>();
  private final List<Integer> seen = new ArrayList<>();
  private final Refresher<Integer> refresher =
      new Refresher<>(
          new Work(background::add, Runnable::run), 100, seen::add, failed -> seen.add(-1));

  private int fetched;

  private int fetch() {
    fetched++;
    return fetched;
  }

  private void work() {
    background.remove().run();
  }

  @Test
  void ticks_fetchOnceInAPeriod_andNotWhileOneIsUnderWay() {
    refresher.tick(0, this::fetch);
    refresher.tick(500, this::fetch);
    assertThat(background).hasSize(1);
    work();
    refresher.tick(99, this::fetch);
    assertThat(background).isEmpty();
    refresher.tick(100, this::fetch);
    work();
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void now_whileOneIsUnderWay_fetchesOnceMoreAfterIt() {
    refresher.now(this::fetch);
    refresher.now(this::fetch);
    refresher.now(this::fetch);
    work();
    assertThat(background).hasSize(1);
    work();
    assertThat(background).isEmpty();
    assertThat(seen).containsExactly(1, 2);
  }

  @Test
  void failure_isHeard_andTheNextFetchIsMade() {
    refresher.now(() -> {
      throw new IllegalStateException("gone");
    });
    work();
    refresher.now(this::fetch);
    work();
    assertThat(seen).containsExactly(-1, 1);
  }
}
