package org.quantumcoin.node.p2p;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InputBudgetTest {
  private static final int MUCH = 4_000_000;
  private static final int LITTLE = 50_000;

  private final InputBudget budget = new InputBudget();
  private final VirtualTime time = new VirtualTime();

  private TestPeers.Connection connect(long id) {
    TestPeers.Connection connection = TestPeers.inbound(id, time.source(), () -> {});
    connection.peer().draw(budget);
    return connection;
  }

  private static boolean isRead(TestPeers.Connection connection) {
    return connection.channel().config().isAutoRead();
  }

  /// Floods of many, each within its own bound.
  private List<TestPeers.Connection> spend() {
    List<TestPeers.Connection> loud = new ArrayList<>();
    for (int id = 1; !budget.isSpent(); id++) {
      TestPeers.Connection each = connect(id);
      each.peer().inputQueued(MUCH);
      loud.add(each);
    }
    return loud;
  }

  @Test
  void peersTogether_areNotReadFrom_whenMuchWaits_butThoseWithLittleAre() {
    TestPeers.Connection last = spend().getLast();
    TestPeers.Connection quiet = connect(100);
    quiet.peer().inputQueued(LITTLE);
    assertThat(isRead(last)).isFalse();
    assertThat(isRead(quiet)).isTrue();
    last.peer().inputProcessed(MUCH);
    assertThat(isRead(last)).isTrue();
  }

  @Test
  void whatAnEndedConnectionSent_countsNoMore() {
    List<TestPeers.Connection> loud = spend();
    loud.getFirst().peer().inputDropped();
    loud.getLast().peer().inputDropped();
    assertThat(budget.isSpent()).isFalse();
    TestPeers.Connection other = connect(100);
    other.peer().inputQueued(LITTLE * 3);
    assertThat(isRead(other)).isTrue();
  }

  /// Alone it may have more waiting than its share, and less than its own bound.
  @Test
  void peerAlone_hasABoundOfItsOwn() {
    TestPeers.Connection peer = connect(1);
    peer.peer().inputQueued(MUCH);
    assertThat(isRead(peer)).isTrue();
    peer.peer().inputQueued(MUCH);
    assertThat(isRead(peer)).isFalse();
    peer.peer().inputProcessed(MUCH);
    assertThat(isRead(peer)).isTrue();
  }
}
