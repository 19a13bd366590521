package org.quantumcoin.ui.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.NodeListener.NodeEvent;

class EventBufferTest {
  @Test
  void ofManyEvents_theLatestAreKept_andGivenOnce() {
    EventBuffer buffer = new EventBuffer();
    for (int height = 1; height <= 1_000; height++) {
      buffer.event(new NodeEvent.Synced(height));
    }
    assertThat(buffer.take())
        .hasSize(40)
        .startsWith(new NodeEvent.Synced(961))
        .endsWith(new NodeEvent.Synced(1_000));
    assertThat(buffer.take()).isEmpty();
  }
}
