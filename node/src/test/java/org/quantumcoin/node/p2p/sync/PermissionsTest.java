package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.Grant;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.Subnet;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Mempool;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// What an operator grants to a peer (`-whitelist`), and what others are refused, over sockets.
@Timeout(60)
final class PermissionsTest {
  private static final PeerRules NOTHING = rules(List.of(), 0);

  private static PeerRules rules(List<PeerRules.Range> ranges, long uploadTarget) {
    return new PeerRules(ranges, List.of(), false, false, false, uploadTarget);
  }

  private static PeerRules granted(String permissions, long uploadTarget) {
    Grant grant = Grant.parse(permissions + "@", false).grant();
    Subnet here = Subnet.parse("127.0.0.0/8").orElseThrow();
    return rules(List.of(new PeerRules.Range(here, grant)), uploadTarget);
  }

  private static LoopbackNode node(boolean relays, PeerRules rules) {
    P2pConfig base = LoopbackNode.config();
    return LoopbackNode.start(
        new P2pConfig(
            true,
            base.port(),
            base.bind(),
            base.connect(),
            List.of(),
            List.of(),
            false,
            base.maxConnections(),
            base.userAgent(),
            true,
            relays,
            base.handshakeTimeout(),
            base.connectTimeout(),
            base.extraTransactions(),
            base.encryptedTransport(),
            rules,
            base.reach()));
  }

  private static Transaction transaction(int mark) {
    OutPoint from = new OutPoint(Txid.fromHex("%02x".formatted(mark).repeat(32)), 0);
    return Transaction.create(
        2,
        List.of(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1_000, Script.EMPTY)),
        0);
  }

  private static void give(RawPeer peer, Transaction tx) throws IOException {
    peer.send(new TxMessage(tx.toBytes()));
  }

  @Test
  void blocksOnly_takesTransactionsOfWhomItIsGranted() throws IOException {
    Transaction tx = transaction(1);
    try (LoopbackNode node = node(false, granted("relay", 0));
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.setCatchingUp(false);
      peer.send(new Inv(List.of(InvItem.tx(tx.txid()))));
      peer.expect(GetData.class::isInstance);
      give(peer, tx);
      LoopbackNode.await("the transaction", () -> node.pool.find(tx.txid()) != null);
    }
    try (LoopbackNode node = node(false, NOTHING);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.setCatchingUp(false);
      give(peer, tx);
      assertThat(peer.isCutOff()).isTrue();
      assertThat(node.pool.find(tx.txid())).isNull();
    }
  }

  @Test
  void known_isPassedOnAgain_forWhomThatIsGranted() throws IOException {
    Transaction tx = transaction(1);
    try (LoopbackNode node = node(true, granted("forcerelay", 0))) {
      node.chain.setCatchingUp(false);
      node.pool.submit(tx).join();
      // Whoever comes later hears of what comes later only.
      try (RawPeer listener = RawPeer.shakeHands(node.port());
          RawPeer giver = RawPeer.shakeHands(node.port())) {
        LoopbackNode.await("both", () -> node.peers() == 2);
        give(giver, tx);
        Inv told = (Inv) listener.expect(Inv.class::isInstance);
        assertThat(told.items()).containsExactly(InvItem.tx(tx.txid()));
      }
    }
  }

  @Test
  void mempool_isTold_toWhomThatIsGranted_andAskingEndsOthers() throws IOException {
    Transaction one = transaction(1);
    Transaction two = transaction(2);
    try (LoopbackNode node = node(true, granted("mempool", 0))) {
      node.pool.submit(one).join();
      node.pool.submit(two).join();
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(new Mempool());
        Inv all = (Inv) peer.expect(Inv.class::isInstance);
        assertThat(all.items()).containsExactly(InvItem.tx(one.txid()), InvItem.tx(two.txid()));
      }
    }
    try (LoopbackNode node = node(true, NOTHING);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new Mempool());
      assertThat(peer.isCutOff()).isTrue();
    }
  }

  @Test
  void oldBlocks_beyondTheUploadTarget_areForWhomThatIsGranted() throws IOException {
    try (LoopbackNode node = node(true, granted("download", 1));
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.mine(2);
      peer.send(oldest());
      peer.expect(BlockMessage.class::isInstance);
    }
    try (LoopbackNode node = node(true, rules(List.of(), 1));
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.mine(2);
      peer.send(oldest());
      assertThat(peer.isCutOff()).isTrue();
    }
    // Without a target, or a block that is new.
    try (LoopbackNode node = node(true, NOTHING);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.mine(2);
      peer.send(oldest());
      peer.expect(BlockMessage.class::isInstance);
    }
    try (LoopbackNode node = node(true, rules(List.of(), 1));
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      node.chain.mine(2);
      peer.send(new GetData(List.of(InvItem.block(node.chain.snapshot().tip().hash()))));
      peer.expect(BlockMessage.class::isInstance);
    }
  }

  private static GetData oldest() {
    return new GetData(List.of(InvItem.block(LoopbackNode.REGTEST.genesis().hash())));
  }
}
