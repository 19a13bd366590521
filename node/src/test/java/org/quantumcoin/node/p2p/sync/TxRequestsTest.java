package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Wtxid;

final class TxRequestsTest {
  private static final long MINUTE = 60_000;

  private final TxRequests requests = new TxRequests();
  private final Random random = new Random(1);

  private InvItem announce(SilentPeer... by) {
    byte[] bytes = new byte[Hash256.SIZE_BYTES];
    random.nextBytes(bytes);
    InvItem item = InvItem.wtx(new Wtxid(Hash256.of(bytes)));
    for (SilentPeer peer : by) {
      requests.announced(peer.sync(), item);
    }
    return item;
  }

  private static List<InvItem> asked(SilentPeer of) {
    List<InvItem> items = new ArrayList<>();
    for (Message message : of.sent()) {
      if (message instanceof GetData asked) {
        items.addAll(asked.items());
      }
    }
    return items;
  }

  @Test
  void nextAnnouncer_isAsked_whenOneDoesNotDeliver() {
    SilentPeer one = SilentPeer.connect(1);
    SilentPeer two = SilentPeer.connect(2);
    InvItem item = announce(one, two);
    requests.send(0);
    assertThat(asked(one)).containsExactly(item);
    requests.send(MINUTE);
    assertThat(asked(two)).isEmpty();
    requests.send(MINUTE + 1);
    assertThat(asked(two)).containsExactly(item);
    requests.notFound(two.sync(), item.hash());
    requests.send(MINUTE + 2);
    assertThat(requests.isEmpty()).isTrue();
    assertThat(one.sync().requestsKnown + two.sync().requestsKnown).isZero();
  }

  @Test
  void announcer_thatHasEnoughToDo_isAskedLater() {
    SilentPeer one = SilentPeer.connect(1);
    List<InvItem> items = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      items.add(announce(one));
    }
    requests.send(0);
    assertThat(asked(one)).isEqualTo(items.subList(0, TxRequests.MAX_IN_FLIGHT));
    for (InvItem item : items.subList(0, 30)) {
      requests.done(item.hash());
    }
    requests.send(1);
    assertThat(asked(one)).isEqualTo(items.subList(100, 130));
    requests.send(MINUTE + 1);
    assertThat(asked(one)).hasSize(70);
    requests.send(2 * MINUTE + 2);
    requests.send(3 * MINUTE + 3);
    requests.send(4 * MINUTE + 4);
    assertThat(requests.isEmpty()).isTrue();
    assertThat(one.sync().requestsInFlight).isZero();
  }

  @Test
  void announcementsOfAPeer_areBounded_andGoWithIt() {
    SilentPeer one = SilentPeer.connect(1);
    SilentPeer two = SilentPeer.connect(2);
    for (int i = 0; i < TxRequests.MAX_ANNOUNCED + 10; i++) {
      announce(one);
    }
    assertThat(requests.size()).isEqualTo(TxRequests.MAX_ANNOUNCED);
    InvItem both = announce(two, one);
    requests.send(0);
    requests.disconnected(one.sync());
    requests.send(1);
    assertThat(requests.size()).isEqualTo(1);
    assertThat(asked(two)).containsExactly(both);
  }

  /// A hundred and twenty-five peers with all they may announce, and one more announcement after
  /// the other.
  @Test
  void flood_doesNotMakeAnAnnouncementDear() {
    for (int i = 0; i < 125; i++) {
      SilentPeer flooding = SilentPeer.connect(i);
      for (int j = 0; j < TxRequests.MAX_ANNOUNCED; j++) {
        announce(flooding);
      }
    }
    requests.send(0);
    SilentPeer honest = SilentPeer.connect(1_000);
    long started = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      InvItem item = announce(honest);
      requests.send(1);
      assertThat(asked(honest)).containsExactly(item);
      requests.done(item.hash());
    }
    // Walking through all 625,000 each time takes twice as long and more.
    assertThat((System.nanoTime() - started) / 1_000_000).isLessThan(10_000);
  }
}
