package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.mempool.TxAcceptance.Kind;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.NotFound;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;

/// Orphans, their parents, and parents that pay too little, over sockets.
@Timeout(60)
final class TxIntakeTest {
  /// Core's three delays of a request.
  private static final Duration LONGEST_DELAY = Duration.ofSeconds(6);

  private final LoopbackNode node = LoopbackNode.start();

  @AfterEach
  void close() {
    node.close();
  }

  private static Transaction spend(OutPoint from, int witness) {
    TxIn input = new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL);
    return Transaction.create(
        2,
        List.of(
            witness == 0
                ? input
                : input.withWitness(Witness.of(List.of(new byte[] {(byte) witness})))),
        List.of(new TxOut(1000, Script.fromHex("51")), new TxOut(1000, Script.fromHex("51"))),
        0);
  }

  private static OutPoint somewhere(int number) {
    return new OutPoint(Txid.fromHex("%064x".formatted(number)), 0);
  }

  private final Transaction parent = spend(somewhere(1), 1);
  private final Transaction child = spend(new OutPoint(parent.txid(), 0), 1);

  private RawPeer connect() throws IOException {
    return RawPeer.shakeHandsWithWtxids(node.port());
  }

  private static void give(RawPeer peer, Transaction tx) throws IOException {
    peer.send(new TxMessage(tx.toBytes()));
  }

  private static void announce(RawPeer peer, Transaction tx) throws IOException {
    peer.send(new Inv(List.of(InvItem.wtx(tx.wtxid()))));
  }

  /// It is asked for nothing else, and for this at the latest when those have had their time who
  /// are asked before somebody that came to us.
  private void expectAskedFor(RawPeer peer, InvItem item) throws IOException {
    List<InvItem> asked = askedUntilNow(peer);
    if (asked.isEmpty()) {
      node.pass(LONGEST_DELAY);
      asked = ((GetData) peer.expect(GetData.class::isInstance)).items();
    }
    assertThat(asked).containsExactly(item);
  }

  /// Chance decides which of two is asked first; answers with it.
  private RawPeer askedFirst(RawPeer one, RawPeer other, InvItem item) throws IOException {
    node.pass(LONGEST_DELAY);
    while (true) {
      for (RawPeer peer : List.of(one, other)) {
        List<InvItem> asked = askedUntilNow(peer);
        if (!asked.isEmpty()) {
          assertThat(asked).containsExactly(item);
          return peer;
        }
      }
    }
  }

  private static InvItem byTxid(Transaction tx) {
    return InvItem.witnessTx(tx.txid());
  }

  /// Everything that the peer sent before is dealt with, and what it is asked for comes back.
  private static List<InvItem> askedUntilNow(RawPeer peer) throws IOException {
    List<InvItem> asked = new ArrayList<>();
    // The mempool's answer comes to the peer thread as a task of its own, so once is too early.
    for (long nonce = 1; nonce <= 3; nonce++) {
      long expected = nonce;
      peer.send(new Ping(nonce));
      peer.expect(message -> {
        if (message instanceof GetData(List<InvItem> items)) {
          asked.addAll(items);
        }
        return message instanceof Pong(long answered) && answered == expected;
      });
    }
    return asked;
  }

  private void awaitBoth() {
    LoopbackNode.await("both", () -> node.pool.wtxids().size() == 2);
  }

  @Test
  void orphansParentThatPaysTooLittle_isTakenWithIt() throws IOException {
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(parent, Kind.FEE);
    try (RawPeer peer = connect()) {
      give(peer, child);
      expectAskedFor(peer, byTxid(parent));
      give(peer, parent);
      awaitBoth();
    }
  }

  @Test
  void parentThatCameFirst_isAskedForAgainForItsChild() throws IOException {
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(parent, Kind.FEE);
    try (RawPeer peer = connect()) {
      give(peer, parent);
      announce(peer, parent);
      assertThat(askedUntilNow(peer)).isEmpty();
      give(peer, child);
      expectAskedFor(peer, byTxid(parent));
      give(peer, parent);
      awaitBoth();
    }
  }

  @Test
  void somebodyElsesChild_isNotTried_untilItsOwnPeerGivesTheParent() throws IOException {
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(parent, Kind.FEE);
    try (RawPeer withChild = connect();
        RawPeer withParent = connect()) {
      give(withChild, child);
      expectAskedFor(withChild, byTxid(parent));
      give(withParent, parent);
      askedUntilNow(withParent);
      assertThat(node.pool.wtxids()).isEmpty();
      give(withChild, parent);
      awaitBoth();
    }
  }

  @Test
  void whoeverAnnouncesAnOrphan_isAskedForItsParents() throws IOException {
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(parent, Kind.FEE);
    try (RawPeer first = connect();
        RawPeer second = connect()) {
      give(first, child);
      expectAskedFor(first, byTxid(parent));
      announce(second, child);
      assertThat(askedUntilNow(second)).isEmpty();
      first.send(new NotFound(List.of(byTxid(parent))));
      expectAskedFor(second, byTxid(parent));
      give(second, parent);
      awaitBoth();
    }
  }

  @Test
  void whoeverAnnouncedItBefore_isAskedToo() throws IOException {
    node.pool.missUntilHere(parent.txid());
    try (RawPeer first = connect();
        RawPeer second = connect()) {
      announce(first, child);
      expectAskedFor(first, InvItem.wtx(child.wtxid()));
      announce(second, child);
      assertThat(askedUntilNow(second)).isEmpty();
      give(first, child);
      askedUntilNow(first);
      RawPeer asked = askedFirst(first, second, byTxid(parent));
      RawPeer other = asked == first ? second : first;
      asked.hangUp();
      expectAskedFor(other, byTxid(parent));
      give(other, parent);
      awaitBoth();
    }
  }

  @Test
  void parentWithAWrongWitness_doesNotKeepTheRightOneAway() throws IOException {
    Transaction malleated = spend(somewhere(1), 2);
    assertThat(malleated.txid()).isEqualTo(parent.txid());
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(malleated, Kind.POLICY);
    try (RawPeer bad = connect();
        RawPeer good = connect()) {
      give(bad, child);
      expectAskedFor(bad, byTxid(parent));
      announce(good, child);
      askedUntilNow(good);
      give(bad, malleated);
      expectAskedFor(good, byTxid(parent));
      give(good, parent);
      awaitBoth();
    }
  }

  @Test
  void parentWithoutItsWitness_doesNotKeepTheRightOneAway() throws IOException {
    Transaction stripped = spend(somewhere(1), 0);
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(stripped, Kind.WITNESS_STRIPPED);
    try (RawPeer bad = connect();
        RawPeer good = connect()) {
      give(bad, stripped);
      askedUntilNow(bad);
      give(good, child);
      expectAskedFor(good, byTxid(parent));
      give(good, parent);
      awaitBoth();
    }
  }

  @Test
  void orphanOfARefusedParent_isNotKept() throws IOException {
    Transaction plain = spend(somewhere(2), 0);
    Transaction onPlain = spend(new OutPoint(plain.txid(), 0), 1);
    node.pool.missUntilHere(plain.txid());
    node.pool.refuse(plain, Kind.POLICY);
    try (RawPeer peer = connect()) {
      give(peer, plain);
      askedUntilNow(peer);
      give(peer, onPlain);
      announce(peer, onPlain);
      assertThat(askedUntilNow(peer)).isEmpty();
      // A kept orphan would be tried again now.
      node.pool.allow(plain);
      node.pool.submit(plain).join();
      askedUntilNow(peer);
      assertThat(node.pool.wtxids()).containsExactly(plain.wtxid());
    }
  }

  @Test
  void orphanOfTwoPoorParents_isNotKept() throws IOException {
    Transaction one = spend(somewhere(3), 0);
    Transaction two = spend(somewhere(4), 0);
    Transaction onBoth =
        Transaction.create(
            2,
            List.of(
                new TxIn(new OutPoint(one.txid(), 0), Script.EMPTY, 0),
                new TxIn(new OutPoint(two.txid(), 0), Script.EMPTY, 0)),
            one.outputs(),
            0);
    node.pool.missUntilHere(one.txid());
    node.pool.missUntilHere(two.txid());
    node.pool.refuse(one, Kind.FEE);
    node.pool.refuse(two, Kind.FEE);
    try (RawPeer peer = connect()) {
      give(peer, one);
      give(peer, two);
      askedUntilNow(peer);
      give(peer, onBoth);
      assertThat(askedUntilNow(peer)).isEmpty();
    }
  }

  @Test
  void familyThatWasRefused_isNotTriedAgain_butAnotherChildIs() throws IOException {
    Transaction better = spend(new OutPoint(parent.txid(), 1), 1);
    node.pool.missUntilHere(parent.txid());
    node.pool.refuse(parent, Kind.FEE);
    node.pool.refuse(child, Kind.FEE);
    try (RawPeer peer = connect()) {
      give(peer, parent);
      give(peer, child);
      askedUntilNow(peer);
      give(peer, parent);
      askedUntilNow(peer);
      assertThat(node.pool.wtxids()).isEmpty();
      give(peer, better);
      expectAskedFor(peer, byTxid(parent));
      give(peer, parent);
      LoopbackNode.await("the better one", () -> node.pool.wtxids().contains(better.wtxid()));
      assertThat(node.pool.wtxids()).containsExactly(parent.wtxid(), better.wtxid());
    }
  }

  @Test
  void familyThatLacksAnotherParent_isTriedOnce() throws IOException {
    Txid elsewhere = somewhere(5).txid();
    Transaction onBoth =
        Transaction.create(
            2,
            List.of(
                new TxIn(new OutPoint(parent.txid(), 0), Script.EMPTY, 0),
                new TxIn(new OutPoint(elsewhere, 0), Script.EMPTY, 0)),
            parent.outputs(),
            0);
    node.pool.missUntilHere(parent.txid());
    node.pool.missUntilHere(elsewhere);
    node.pool.refuse(parent, Kind.FEE);
    try (RawPeer peer = connect()) {
      give(peer, onBoth);
      askedUntilNow(peer);
      for (int i = 0; i < 3; i++) {
        give(peer, parent);
        askedUntilNow(peer);
      }
      assertThat(node.pool.packagesOffered()).isEqualTo(1);
    }
  }
}
