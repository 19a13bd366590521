package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.message.BlockLocator;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.GetBlocks;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.SendHeaders;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

@Timeout(120)
final class SyncTest {
  @Test
  void newNode_fetchesMoreThanOneHeadersMessageAndAllBlocks() {
    try (LoopbackNode one = LoopbackNode.start()) {
      one.chain.mine(4100);
      try (LoopbackNode two = LoopbackNode.start(one.address())) {
        two.chain.setCatchingUp(true);
        LoopbackNode.await("synced", () -> two.height() == 4100);
        assertThat(two.chain.snapshot().tip().hash()).isEqualTo(one.chain.snapshot().tip().hash());
        PeerInfo info = two.manager.info().getFirst();
        assertThat(info.syncedHeaders()).isEqualTo(4100);
        assertThat(info.inFlight()).isEmpty();
      }
    }
  }

  @Test
  void newBlocks_reachNodesBehindOtherNodes() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start(one.address());
        LoopbackNode three = LoopbackNode.start(two.address())) {
      one.chain.mine(20);
      LoopbackNode.await("first blocks", () -> three.height() == 20);
      for (int i = 1; i <= 5; i++) {
        int expected = 20 + i;
        one.chain.mine(1);
        LoopbackNode.await("block " + expected, () -> three.height() == expected);
      }
      // With the handshake over, blocks come announced by headers, not by hash.
      assertThat(three.manager.info().getFirst().bytesReceivedPerMessage()).containsKey("headers");
    }
  }

  @Test
  void blocks_areFetchedFromSeveralPeers() {
    try (FakeChain source = new FakeChain(LoopbackNode.REGTEST);
        LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start()) {
      List<Block> blocks = source.mine(600);
      for (Block block : blocks) {
        one.chain.submitBlock(block, true).join();
        two.chain.submitBlock(block, true).join();
      }
      try (LoopbackNode three = LoopbackNode.start(one.address(), two.address())) {
        one.chain.setReadDelayMillis(2);
        two.chain.setReadDelayMillis(2);
        LoopbackNode.await("synced", () -> three.height() == 600);
        assertThat(three.manager.info())
            .allSatisfy(info -> assertThat(info.bytesReceivedPerMessage()).containsKey("block"));
      }
    }
  }

  /// Regtest's genesis block is old, so only one peer at a time is asked for headers.
  @Test
  void peerWithoutChain_doesNotKeepUsFromAskingTheNext() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer empty = RawPeer.shakeHands(node.port());
        FakeChain source = new FakeChain(LoopbackNode.REGTEST)) {
      empty.expect(GetHeaders.class::isInstance);
      empty.send(new Headers(List.of()));
      try (RawPeer full = RawPeer.shakeHands(node.port())) {
        full.expect(GetHeaders.class::isInstance);
        full.send(new Headers(List.of(source.mine(1).getFirst().header())));
        full.expect(GetData.class::isInstance);
      }
    }
  }

  /// Announcements that come while the writer is busy must not get lost.
  @Test
  void blocksMinedFasterThanTheyAreJudged_allArrive() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start(one.address())) {
      LoopbackNode.await("connected", () -> two.peers() == 1);
      two.chain.setDelayMillis(20);
      one.chain.mine(60);
      LoopbackNode.await("all", () -> two.height() == 60);
    }
  }

  @Test
  void longerBranch_replacesOurs() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start()) {
      List<Block> shared = one.chain.mine(10);
      for (Block block : shared) {
        two.chain.submitBlock(block, true).join();
      }
      one.chain.mineOn(one.chain.snapshot().tip(), 5, "one");
      two.chain.mineOn(two.chain.snapshot().tip(), 8, "two");
      one.manager.addNode(two.address());
      LoopbackNode.await("moved over", () -> one.height() == 18);
      assertThat(one.chain.snapshot().tip().hash()).isEqualTo(two.chain.snapshot().tip().hash());
    }
  }

  @Test
  void peerWithBadBlock_isCutOff_andTheChainComesFromOthers() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        FakeChain source = new FakeChain(LoopbackNode.REGTEST)) {
      Block bad = source.mine(1).getFirst();
      node.chain.poison(bad.hash());
      try (RawPeer raw = RawPeer.shakeHands(node.port())) {
        raw.send(new Headers(List.of(bad.header())));
        raw.expect(message -> message instanceof GetData);
        raw.send(new BlockMessage(bad.toBytes()));
        assertThat(raw.isCutOff()).isTrue();
      }
      assertThat(node.height()).isZero();
    }
  }

  @Test
  void headersThatDoNotConnect_areAskedFor_andDiscontinuousOnesCutOff() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        FakeChain source = new FakeChain(LoopbackNode.REGTEST);
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      List<Block> blocks = source.mine(3);
      raw.expect(GetHeaders.class::isInstance);
      raw.send(new Headers(List.of()));
      raw.send(new Headers(List.of(blocks.get(2).header())));
      raw.expect(GetHeaders.class::isInstance);
      raw.send(new Headers(List.of(blocks.get(0).header(), blocks.get(2).header())));
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  @Test
  void malformedBlock_costsTheConnection_onlyWhenItWasAskedFor() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        FakeChain source = new FakeChain(LoopbackNode.REGTEST);
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      raw.send(new BlockMessage(new byte[200]));
      raw.send(new Ping(5));
      raw.expect(new Pong(5)::equals);
      Block block = source.mine(1).getFirst();
      raw.send(new Headers(List.of(block.header())));
      raw.expect(GetData.class::isInstance);
      byte[] bytes = block.toBytes();
      raw.send(new BlockMessage(Arrays.copyOf(bytes, bytes.length - 1)));
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  @Test
  void getBlocks_isAnsweredWithFiveHundred_andTheTipAfterTheLast() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(600);
      try (RawPeer raw = RawPeer.shakeHands(node.port())) {
        BlockHash genesis = LoopbackNode.REGTEST.genesisHash();
        raw.send(new GetBlocks(new BlockLocator(List.of(genesis)), BlockHash.ZERO));
        Inv inv = (Inv) raw.expect(Inv.class::isInstance);
        assertThat(inv.items()).hasSize(500);
        raw.send(new GetData(List.of(inv.items().getLast())));
        raw.expect(BlockMessage.class::isInstance);
        Inv tip = (Inv) raw.expect(Inv.class::isInstance);
        assertThat(tip.items()).containsExactly(InvItem.block(node.chain.snapshot().tip().hash()));
      }
    }
  }

  @Test
  void getHeaders_stopsWhereItWasAskedTo() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(10);
      BlockIndex fifth = node.chain.snapshot().tip().ancestor(5);
      try (RawPeer raw = RawPeer.shakeHands(node.port())) {
        BlockHash genesis = LoopbackNode.REGTEST.genesisHash();
        raw.send(new GetHeaders(new BlockLocator(List.of(genesis)), fifth.hash()));
        Headers answer = (Headers) raw.expect(Headers.class::isInstance);
        assertThat(answer.headers()).hasSize(5);
        raw.send(new GetHeaders(new BlockLocator(List.of()), fifth.hash()));
        answer = (Headers) raw.expect(Headers.class::isInstance);
        assertThat(answer.headers()).containsExactly(fifth.header());
      }
    }
  }

  @Test
  void newBlock_isAnnouncedByHashFirst_andByHeaderAfterSendHeaders() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      // Who has not finished the handshake is told of no block.
      raw.send(new Ping(1));
      raw.expect(Pong.class::isInstance);
      node.chain.mine(1);
      Inv inv = (Inv) raw.expect(Inv.class::isInstance);
      BlockHash first = node.chain.snapshot().tip().hash();
      assertThat(inv.items()).containsExactly(InvItem.block(first));
      raw.send(new SendHeaders());
      raw.send(new GetHeaders(new BlockLocator(List.of(first)), BlockHash.ZERO));
      raw.expect(Headers.class::isInstance);
      node.chain.mine(1);
      Headers announced = (Headers) raw.expect(Headers.class::isInstance);
      assertThat(announced.headers()).containsExactly(node.chain.snapshot().tip().header());
    }
  }

  @Test
  void peerThatReadsNothing_isNotHeard_untilItReads() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(2000);
      try (RawPeer raw = RawPeer.shakeHands(node.port());
          RawPeer other = RawPeer.shakeHands(node.port())) {
        BlockHash genesis = LoopbackNode.REGTEST.genesisHash();
        GetHeaders greedy = new GetHeaders(new BlockLocator(List.of(genesis)), BlockHash.ZERO);
        int requests = 200;
        for (int i = 0; i < requests; i++) {
          raw.send(greedy);
        }
        // More turns than it takes to answer all.
        for (int i = 0; i < 2 * requests; i++) {
          other.send(new Ping(i));
          other.expect(new Pong(i)::equals);
        }
        // 32 MB were asked for; the operating system takes some of it.
        assertThat(node.manager.info().getFirst().bytesSentPerMessage().get("headers"))
            .isLessThan(20_000_000);
        for (int i = 0; i < requests; i++) {
          raw.expect(message -> message instanceof Headers all && all.headers().size() == 2_000);
        }
      }
    }
  }

  private static Transaction spend(OutPoint from) {
    return Transaction.create(
        2,
        List.of(new TxIn(from, Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1000, Script.fromHex("51"))),
        0);
  }

  @Test
  void transactions_travelThroughNodes() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start(one.address());
        LoopbackNode three = LoopbackNode.start(two.address())) {
      // Each side for itself: a transaction is announced to those who are there when it comes.
      LoopbackNode.await(
          "connected", () -> one.peers() == 1 && two.peers() == 2 && three.peers() == 1);
      Transaction tx =
          spend(new OutPoint(LoopbackNode.REGTEST.genesis().transactions().get(0).txid(), 0));
      one.pool.submit(tx).join();
      LoopbackNode.await("arrived", () -> three.pool.find(tx.txid()) != null);
    }
  }

  @Test
  void orphan_waitsForItsParent_whichIsAskedFor() throws IOException {
    Transaction parent = spend(new OutPoint(Txid.fromHex("11".repeat(32)), 0));
    Transaction child = spend(new OutPoint(parent.txid(), 0));
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      node.pool.missUntilHere(parent.txid());
      raw.send(new TxMessage(child.toBytes()));
      GetData asked = (GetData) raw.expect(GetData.class::isInstance);
      assertThat(asked.items()).containsExactly(InvItem.witnessTx(parent.txid()));
      raw.send(new TxMessage(parent.toBytes()));
      LoopbackNode.await("both", () -> node.pool.wtxids().size() == 2);
    }
  }

  @Test
  void announcedTransaction_isAskedOfTheNextPeerWhenTheFirstGoes() throws IOException {
    Transaction tx = spend(new OutPoint(Txid.fromHex("22".repeat(32)), 0));
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer first = RawPeer.shakeHands(node.port());
        RawPeer second = RawPeer.shakeHands(node.port())) {
      first.send(new Inv(List.of(InvItem.tx(tx.txid()))));
      first.expect(GetData.class::isInstance);
      second.send(new Inv(List.of(InvItem.tx(tx.txid()))));
      LoopbackNode.await(
          "heard",
          () ->
              node.manager.info().stream()
                      .filter(i -> i.bytesReceivedPerMessage().containsKey("inv"))
                      .count()
                  == 2);
      first.hangUp();
      GetData asked = (GetData) second.expect(GetData.class::isInstance);
      assertThat(asked.items()).containsExactly(InvItem.witnessTx(tx.txid()));
    }
  }
}
