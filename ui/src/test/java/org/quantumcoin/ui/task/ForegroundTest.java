package org.quantumcoin.ui.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForegroundTest {
  @Test
  void isBusy_untilTheLastHasEnded() {
    Foreground foreground = new Foreground();
    Object review = new Object();
    Object signature = new Object();
    assertThat(foreground.isBusy()).isFalse();
    foreground.set(review, true);
    foreground.set(review, true);
    foreground.set(signature, true);
    foreground.set(review, false);
    assertThat(foreground.isBusy()).isTrue();
    foreground.set(signature, false);
    assertThat(foreground.isBusy()).isFalse();
  }
}
