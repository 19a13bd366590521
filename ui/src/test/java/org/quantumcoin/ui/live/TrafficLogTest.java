package org.quantumcoin.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.PeerAccess.Traffic;

class TrafficLogTest {
  private final TrafficLog log = new TrafficLog();

  @Test
  void add_keepsBytesASecond_newestFirst() {
    log.add(0, new Traffic(100, 10));
    assertThat(log.size()).isZero();
    log.add(250, new Traffic(150, 10));
    log.add(1_000, new Traffic(300, 10));
    log.add(2_000, new Traffic(350, 60));
    assertThat(log.size()).isEqualTo(2);
    assertThat(log.received(0)).isEqualTo(50);
    assertThat(log.received(1)).isEqualTo(200);
    assertThat(log.sent(0)).isEqualTo(50);
  }

  @Test
  void add_afterAPause_fillsTheSecondsBetween() {
    log.add(0, new Traffic(0, 0));
    log.add(4_000, new Traffic(400, 0));
    assertThat(log.size()).isEqualTo(4);
    assertThat(log.received(3)).isEqualTo(100);
  }

  @Test
  void add_forgetsTheOldest_andNoRestartIsNegative() {
    log.add(0, new Traffic(0, 0));
    for (int second = 1; second <= TrafficLog.CAPACITY + 5; second++) {
      log.add(second * 1_000L, new Traffic(second * 10L, 0));
    }
    assertThat(log.size()).isEqualTo(TrafficLog.CAPACITY);
    log.add((TrafficLog.CAPACITY + 6) * 1_000L, new Traffic(0, 0));
    assertThat(log.received(0)).isZero();
  }
}
