package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.p2p.sync.TxRequests.MAX_ANNOUNCED;
import static org.quantumcoin.node.p2p.sync.TxRequests.MAX_IN_FLIGHT;
import static org.quantumcoin.node.p2p.sync.TxRequests.NOT_PREFERRED_DELAY_MILLIS;
import static org.quantumcoin.node.p2p.sync.TxRequests.OVERLOADED_DELAY_MILLIS;
import static org.quantumcoin.node.p2p.sync.TxRequests.TIMEOUT_MILLIS;
import static org.quantumcoin.node.p2p.sync.TxRequests.TXID_DELAY_MILLIS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Wtxid;

final class TxRequestsTest {
  private final Random random = new Random(1);
  private final Set<InvItem> unwanted = new HashSet<>();
  private final TxRequests requests = new TxRequests(random, unwanted::contains);

  /// One that we chose, which is asked at once.
  private SilentPeer chosen(long id) {
    return known(SilentPeer.chosen(id));
  }

  /// One that came to us.
  private SilentPeer inbound(long id) {
    return known(SilentPeer.connect(id));
  }

  private SilentPeer known(SilentPeer peer) {
    requests.connected(peer.sync());
    return peer;
  }

  private InvItem item() {
    byte[] bytes = new byte[Hash256.SIZE_BYTES];
    random.nextBytes(bytes);
    return InvItem.wtx(new Wtxid(Hash256.of(bytes)));
  }

  private InvItem announce(SilentPeer... by) {
    InvItem item = item();
    for (SilentPeer peer : by) {
      requests.announced(peer.sync(), item, 0);
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

  private List<InvItem> askedAt(long millis, SilentPeer of) {
    requests.send(millis);
    return asked(of);
  }

  @Test
  void chosenPeer_isAskedAtOnce_anotherAfterTwoSeconds() {
    SilentPeer one = chosen(1);
    SilentPeer other = inbound(2);
    InvItem first = announce(one);
    InvItem second = announce(other);
    assertThat(askedAt(0, one)).containsExactly(first);
    assertThat(askedAt(NOT_PREFERRED_DELAY_MILLIS - 1, other)).isEmpty();
    assertThat(askedAt(NOT_PREFERRED_DELAY_MILLIS, other)).containsExactly(second);
  }

  @Test
  void chosenPeer_isAsked_whoeverAnnouncedFirst() {
    SilentPeer early = inbound(1);
    InvItem item = announce(early);
    SilentPeer chosen = chosen(2);
    requests.announced(chosen.sync(), item, NOT_PREFERRED_DELAY_MILLIS);
    assertThat(askedAt(NOT_PREFERRED_DELAY_MILLIS, chosen)).containsExactly(item);
    assertThat(asked(early)).isEmpty();
  }

  @Test
  void txid_waitsForAWtxid() {
    SilentPeer one = chosen(1);
    InvItem item = InvItem.witnessTx(new Txid(item().hash()));
    requests.announced(one.sync(), item, 0);
    assertThat(askedAt(TXID_DELAY_MILLIS - 1, one)).isEmpty();
    assertThat(askedAt(TXID_DELAY_MILLIS, one)).containsExactly(item);
  }

  @Test
  void nextAnnouncer_isAsked_whenOneDoesNotDeliver() {
    SilentPeer one = chosen(1);
    SilentPeer two = inbound(2);
    InvItem item = announce(one, two);
    assertThat(askedAt(0, one)).containsExactly(item);
    assertThat(askedAt(TIMEOUT_MILLIS - 1, two)).isEmpty();
    assertThat(askedAt(TIMEOUT_MILLIS, two)).containsExactly(item);
    // Who has failed is not asked again for it.
    requests.announced(one.sync(), item, TIMEOUT_MILLIS);
    requests.notFound(two.sync(), item.hash());
    requests.send(TIMEOUT_MILLIS + 1);
    assertThat(asked(one)).isEmpty();
    assertThat(requests.isEmpty()).isTrue();
    assertThat(requests.announced(one.sync()) + requests.announced(two.sync())).isZero();
    assertThat(requests.inFlight(one.sync()) + requests.inFlight(two.sync())).isZero();
  }

  @Test
  void notFound_ofSomethingNotAskedFor_changesNothing() {
    SilentPeer one = chosen(1);
    SilentPeer two = chosen(2);
    InvItem item = announce(one);
    requests.send(0);
    requests.announced(two.sync(), item, 0);
    requests.notFound(two.sync(), item.hash());
    requests.notFound(one.sync(), item.hash());
    assertThat(askedAt(1, two)).containsExactly(item);
  }

  @Test
  void announcer_thatHasEnoughToDo_isAskedLater() {
    SilentPeer one = chosen(1);
    for (int i = 0; i < MAX_IN_FLIGHT; i++) {
      announce(one);
    }
    requests.send(0);
    assertThat(asked(one)).hasSize(MAX_IN_FLIGHT);
    InvItem more = announce(one);
    assertThat(askedAt(OVERLOADED_DELAY_MILLIS - 1, one)).isEmpty();
    assertThat(askedAt(OVERLOADED_DELAY_MILLIS, one)).containsExactly(more);
    requests.send(2 * TIMEOUT_MILLIS);
    assertThat(requests.isEmpty()).isTrue();
    assertThat(requests.inFlight(one.sync())).isZero();
  }

  @Test
  void announcementsOfAPeer_areBounded_andGoWithIt() {
    SilentPeer one = chosen(1);
    SilentPeer two = chosen(2);
    for (int i = 0; i < MAX_ANNOUNCED - 1; i++) {
      announce(one);
    }
    InvItem both = announce(one, two);
    announce(one);
    assertThat(requests.size()).isEqualTo(MAX_ANNOUNCED);
    assertThat(requests.hasRoom(one.sync(), 1)).isFalse();
    requests.send(0);
    asked(two);
    requests.disconnected(one.sync());
    requests.send(1);
    assertThat(requests.size()).isEqualTo(1);
    assertThat(requests.announcers(both.hash())).containsExactly(two.sync());
    requests.disconnected(two.sync());
    assertThat(requests.isEmpty()).isTrue();
  }

  /// However many announce it before, whoever really has it is asked some time.
  @Test
  void honestPeer_isNotShutOut_byManyThatDoNotDeliver() {
    InvItem item = item();
    for (int i = 0; i < 50; i++) {
      requests.announced(inbound(i).sync(), item, 0);
    }
    SilentPeer honest = inbound(100);
    requests.announced(honest.sync(), item, 0);
    for (int i = 0; i <= 51; i++) {
      requests.send(NOT_PREFERRED_DELAY_MILLIS + i * TIMEOUT_MILLIS);
    }
    assertThat(asked(honest)).containsExactly(item);
  }

  @Test
  void chanceDecides_amongEquals() {
    SilentPeer first = chosen(1);
    SilentPeer second = chosen(2);
    for (int i = 0; i < 1_000; i++) {
      announce(first, second);
    }
    requests.send(0);
    assertThat(asked(first)).hasSizeBetween(400, 600);
    assertThat(asked(second)).hasSizeBetween(400, 600);
  }

  @Test
  void whatIsJudged_isNotAskedOfOthers_beforeTheVerdict() {
    SilentPeer one = chosen(1);
    SilentPeer two = chosen(2);
    InvItem item = announce(one);
    requests.send(0);
    requests.hold(one.sync(), item.hash());
    requests.announced(two.sync(), item, 0);
    assertThat(askedAt(TIMEOUT_MILLIS, two)).isEmpty();
    requests.resume(item.hash(), TIMEOUT_MILLIS);
    assertThat(asked(two)).containsExactly(item);
    requests.hold(two.sync(), item.hash());
    requests.done(item.hash());
    assertThat(requests.isEmpty()).isTrue();
  }

  @Test
  void whatCameAnotherWay_isNotAskedFor() {
    SilentPeer one = inbound(1);
    InvItem item = announce(one);
    unwanted.add(item);
    assertThat(askedAt(NOT_PREFERRED_DELAY_MILLIS, one)).isEmpty();
    assertThat(requests.isEmpty()).isTrue();
  }

  /// A hundred and twenty-five peers with all they may announce, and one more announcement after
  /// the other.
  @Test
  void flood_doesNotMakeAnAnnouncementDear() {
    for (int i = 0; i < 125; i++) {
      SilentPeer flooding = inbound(i);
      for (int j = 0; j < MAX_ANNOUNCED; j++) {
        announce(flooding);
      }
    }
    requests.send(NOT_PREFERRED_DELAY_MILLIS);
    SilentPeer honest = chosen(1_000);
    long started = System.nanoTime();
    for (int i = 0; i < 2_000; i++) {
      InvItem item = announce(honest);
      requests.send(NOT_PREFERRED_DELAY_MILLIS);
      assertThat(asked(honest)).containsExactly(item);
      requests.done(item.hash());
    }
    // Walking through all 625,000 each time takes twice as long and more.
    assertThat((System.nanoTime() - started) / 1_000_000).isLessThan(10_000);
  }
}
