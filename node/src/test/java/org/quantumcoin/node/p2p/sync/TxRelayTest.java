package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.FeeFilter;
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

/// What peers are told of the mempool and when, over sockets. Turns come when the test lets time
/// pass, and at no other time.
@Timeout(60)
final class TxRelayTest {
  private static final Duration UNTIL_A_TURN = Duration.ofSeconds(51);

  private final LoopbackNode node = LoopbackNode.start(new RareTurns());

  private static final class RareTurns extends Random {
    private static final long serialVersionUID = 1L;

    @Override
    public double nextExponential() {
      return 10;
    }
  }

  @AfterEach
  void close() {
    node.close();
  }

  private Transaction submit(int number) {
    OutPoint from = new OutPoint(Txid.fromHex("%064x".formatted(number)), 0);
    Transaction tx =
        Transaction.create(
            2,
            List.of(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
            List.of(new TxOut(1_000, Script.fromHex("51"))),
            0);
    node.pool.submit(tx).join();
    return tx;
  }

  /// Returns when so many peers are told of what comes.
  private void awaitPeers(int count) {
    LoopbackNode.await("peers", () -> node.peers() == count);
  }

  private static Inv expectInv(RawPeer peer) throws IOException {
    return (Inv) peer.expect(Inv.class::isInstance);
  }

  @Test
  void transaction_isServed_onceItMayHaveBeenAnnounced() throws IOException {
    try (RawPeer peer = RawPeer.shakeHandsWithWtxids(node.port());
        RawPeer other = RawPeer.shakeHandsWithWtxids(node.port())) {
      awaitPeers(2);
      Transaction tx = submit(1);
      List<InvItem> item = List.of(InvItem.wtx(tx.wtxid()));
      peer.send(new GetData(item));
      assertThat(
              peer.expect(message -> message instanceof NotFound || message instanceof TxMessage))
          .isEqualTo(new NotFound(item));
      node.pass(UNTIL_A_TURN);
      // Those who came to us are told together.
      assertThat(expectInv(peer).items()).isEqualTo(item);
      assertThat(expectInv(other).items()).isEqualTo(item);
      peer.send(new GetData(List.of(InvItem.witnessTx(tx.txid()))));
      assertThat(
              peer.expect(message -> message instanceof NotFound || message instanceof TxMessage))
          .isInstanceOf(TxMessage.class);
    }
  }

  @Test
  void manyTransactions_areAnnouncedInPortions() throws IOException {
    try (RawPeer peer = RawPeer.shakeHandsWithWtxids(node.port())) {
      awaitPeers(1);
      List<InvItem> all = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        all.add(InvItem.wtx(submit(i).wtxid()));
      }
      node.pass(UNTIL_A_TURN);
      List<InvItem> told = new ArrayList<>(expectInv(peer).items());
      assertThat(told).hasSize(35);
      node.pass(UNTIL_A_TURN);
      told.addAll(expectInv(peer).items());
      assertThat(told).containsExactlyInAnyOrderElementsOf(all);
    }
  }

  /// Those of ours that nobody fetched; who came later was not told when they were new.
  @Test
  void unsentTransaction_isAnnouncedAgain_whenTimeIsBroughtForward() throws IOException {
    Transaction tx = submit(1);
    node.pool.awaitBroadcast(tx);
    try (RawPeer late = RawPeer.shakeHandsWithWtxids(node.port())) {
      awaitPeers(1);
      node.manager.bringForward(Duration.ofMinutes(15));
      Ping barrier = new Ping(1);
      late.send(barrier);
      late.expect(message -> message.equals(new Pong(1)));
      node.pass(UNTIL_A_TURN);
      assertThat(expectInv(late).items()).containsExactly(InvItem.wtx(tx.wtxid()));
    }
  }

  @Test
  void feeFilter_isTheLeastRelayFee_whileThePoolHasRoom() throws IOException {
    try (RawPeer peer = RawPeer.shakeHandsWithWtxids(node.port())) {
      assertThat(peer.expect(FeeFilter.class::isInstance)).isEqualTo(new FeeFilter(1_000));
    }
  }
}
