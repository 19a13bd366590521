package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.encoding.ByteString;
import org.quantumcoin.node.p2p.Grant;
import org.quantumcoin.node.p2p.OfferedFilters;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.Subnet;
import org.quantumcoin.node.p2p.message.FilterAdd;
import org.quantumcoin.node.p2p.message.FilterClear;
import org.quantumcoin.node.p2p.message.FilterLoad;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Mempool;
import org.quantumcoin.node.p2p.message.MerkleBlock;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.ServiceFlags;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Peers that have us filter for them (`-peerbloomfilters`), over sockets.
@Timeout(120)
final class BloomFiltersTest {
  private static final PeerRules OFFERED =
      PeerRules.DEFAULTS.offering(new OfferedFilters(true, false));
  private static final byte[] WANTED = {1, 2, 3, 4, 5, 6, 7, 8};
  private static final byte[] ALSO = {8, 7, 6, 5, 4, 3, 2, 1};

  private static LoopbackNode node(PeerRules rules) {
    return LoopbackNode.start(LoopbackNode.config(rules));
  }

  private static Script pushing(byte[] data) {
    byte[] script = new byte[1 + data.length];
    script[0] = (byte) data.length;
    System.arraycopy(data, 0, script, 1, data.length);
    return Script.of(script);
  }

  private static Transaction paying(int mark, byte[] data) {
    OutPoint from = new OutPoint(Txid.fromHex("%02x".formatted(mark).repeat(32)), 0);
    return Transaction.create(
        2,
        List.of(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1_000, pushing(data))),
        0);
  }

  /// Nothing yet, with room for some elements.
  private static FilterLoad load() {
    return new FilterLoad(ByteString.of(new byte[500]), 10, 3, 1);
  }

  private static FilterAdd adding(byte[] element) {
    return new FilterAdd(ByteString.of(element));
  }

  /// Everything said before was heard.
  private static void settle(RawPeer peer) throws IOException {
    peer.send(new Ping(5));
    peer.expect(message -> message instanceof Pong pong && pong.nonce() == 5);
  }

  private static List<InvItem> told(RawPeer peer) throws IOException {
    return ((Inv) peer.expect(Inv.class::isInstance)).items();
  }

  @Test
  void notOffered_endsWhoSendsFilters() throws IOException {
    for (Message message : List.of(load(), adding(WANTED), new FilterClear())) {
      try (LoopbackNode node = node(PeerRules.DEFAULTS);
          RawPeer peer = RawPeer.shakeHands(node.port())) {
        assertThat(node.manager.services() & ServiceFlags.BLOOM).isZero();
        peer.send(message);
        assertThat(peer.isCutOff()).as("%s", message).isTrue();
      }
    }
  }

  @Test
  void granted_isOfferedToThatPeerAlone() throws IOException {
    Grant grant = Grant.parse("bloom@", false).grant();
    Subnet here = Subnet.parse("127.0.0.0/8").orElseThrow();
    PeerRules rules =
        new PeerRules(List.of(new PeerRules.Range(here, grant)), List.of(), false, false, false, 0);
    try (LoopbackNode node = node(rules);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      assertThat(node.manager.services() & ServiceFlags.BLOOM).isZero();
      assertThat(peer.services() & ServiceFlags.BLOOM).isNotZero();
      peer.send(load());
      settle(peer);
    }
  }

  @Test
  void tooLargeFilters_elements_andElementsWithoutFilter_areMisbehaviour() throws IOException {
    List<List<Message>> bad =
        List.of(
            List.of(new FilterLoad(ByteString.of(new byte[36_001]), 1, 0, 0)),
            List.of(new FilterLoad(ByteString.of(new byte[1]), 51, 0, 0)),
            List.of(load(), adding(new byte[521])),
            List.of(adding(WANTED)),
            List.of(load(), new FilterClear(), adding(WANTED)));
    for (List<Message> messages : bad) {
      try (LoopbackNode node = node(OFFERED);
          RawPeer peer = RawPeer.shakeHands(node.port())) {
        for (Message message : messages) {
          peer.send(message);
        }
        assertThat(peer.isCutOff()).as("%s", messages).isTrue();
      }
    }
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new FilterLoad(ByteString.of(new byte[36_000]), 50, 0, 0));
      peer.send(adding(new byte[520]));
      settle(peer);
    }
  }

  @Test
  void transactionsThatMatch_areTold_andAllAgainWithoutFilter() throws IOException {
    Transaction other = paying(1, new byte[] {9, 9, 9, 9});
    Transaction wanted = paying(2, WANTED);
    Transaction later = paying(3, new byte[] {9, 9, 9, 8});
    try (LoopbackNode node = node(OFFERED);
        RawPeer peer = RawPeer.shakeHandsWithoutRelay(node.port())) {
      LoopbackNode.await("connected", () -> node.peers() == 1);
      assertThat(node.manager.info().getFirst().relayTransactions()).isFalse();
      peer.send(load());
      peer.send(adding(WANTED));
      settle(peer);
      assertThat(node.manager.info().getFirst().relayTransactions()).isTrue();
      node.pool.submit(other).join();
      node.pool.submit(wanted).join();
      assertThat(told(peer)).containsExactly(InvItem.tx(wanted.txid()));
      peer.send(new FilterClear());
      settle(peer);
      node.pool.submit(later).join();
      assertThat(told(peer)).containsExactly(InvItem.tx(later.txid()));
    }
  }

  @Test
  void mempool_isTold_asFarAsItMatches() throws IOException {
    Transaction wanted = paying(2, WANTED);
    try (LoopbackNode node = node(OFFERED)) {
      node.pool.submit(paying(1, new byte[] {9, 9, 9, 9})).join();
      node.pool.submit(wanted).join();
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(load());
        peer.send(adding(WANTED));
        peer.send(new Mempool());
        assertThat(told(peer)).containsExactly(InvItem.tx(wanted.txid()));
      }
    }
  }

  @Test
  void filteredBlocks_proveWhatMatches_andFollowItFromBlockToBlock() throws IOException {
    try (LoopbackNode node = node(OFFERED)) {
      Block first =
          MadeBlocks.with(
              node.chain, List.of(paying(1, new byte[] {9, 9, 9, 9}), paying(2, WANTED)));
      Transaction match = first.transactions().get(2);
      Transaction spender =
          Transaction.create(
              2,
              List.of(new TxIn(new OutPoint(match.txid(), 0), Script.EMPTY, TxIn.SEQUENCE_FINAL)),
              List.of(new TxOut(500, pushing(ALSO))),
              0);
      Block second = MadeBlocks.with(node.chain, List.of(paying(4, ALSO), spender));
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(load());
        peer.send(adding(WANTED));
        peer.send(
            new GetData(
                List.of(
                    new InvItem(InvItem.MSG_FILTERED_BLOCK, first.hash().hash()),
                    new InvItem(InvItem.MSG_FILTERED_BLOCK, second.hash().hash()))));
        for (Block block : List.of(first, second)) {
          MerkleBlock proof = (MerkleBlock) peer.expect(MerkleBlock.class::isInstance);
          assertThat(proof.header()).isEqualTo(block.header());
          var proven = proof.tree().proof().orElseThrow();
          assertThat(proven.root()).isEqualTo(block.header().merkleRoot());
          assertThat(proven.matches()).hasSize(1);
          assertThat(proven.matches().getFirst().index()).isEqualTo(2);
          TxMessage tx = (TxMessage) peer.read();
          assertThat(tx.bytes()).isEqualTo(block.transactions().get(2).toBytes());
        }
        // Without a filter there is no answer, and none is waited for.
        peer.send(new FilterClear());
        peer.send(
            new GetData(List.of(new InvItem(InvItem.MSG_FILTERED_BLOCK, first.hash().hash()))));
        peer.send(new Ping(9));
        assertThat(peer.expect(m -> m instanceof MerkleBlock || m instanceof Pong))
            .isEqualTo(new Pong(9));
      }
    }
  }
}
