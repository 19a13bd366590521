package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.BlockTxn;
import org.quantumcoin.node.p2p.message.CmpctBlock;
import org.quantumcoin.node.p2p.message.GetBlockTxn;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.SendCmpct;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;

/// What is said about a new block, with the other side driven by hand.
@Timeout(60)
final class CompactBlocksTest {
  private static LoopbackNode nodeWithBlocks() {
    LoopbackNode node = LoopbackNode.start();
    node.chain.mine(3);
    return node;
  }

  private static Block nextBlock(LoopbackNode node, int count) {
    return MadeBlocks.on(node.chain.snapshot().tip(), count);
  }

  /// A peer that has the node's chain and speaks compact blocks.
  private static RawPeer peerOf(LoopbackNode node, boolean highBandwidth) throws IOException {
    RawPeer peer = RawPeer.shakeHands(node.port());
    peer.send(new SendCmpct(highBandwidth, CmpctBlock.VERSION));
    peer.send(new Headers(List.of(node.chain.snapshot().tip().header())));
    return peer;
  }

  /// Everything that the node has to say to what was sent before.
  private static List<Message> until(RawPeer peer, long nonce) throws IOException {
    peer.send(new Ping(nonce));
    List<Message> said = new ArrayList<>();
    while (true) {
      Message next = peer.read();
      if (next instanceof Pong pong && pong.nonce() == nonce) {
        return said;
      }
      said.add(next);
    }
  }

  @Test
  void handshake_offersCompactBlocksWithoutAskingForThem() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      assertThat(peer.expect(SendCmpct.class::isInstance)).isEqualTo(new SendCmpct(false, 2));
    }
  }

  @Test
  void announcedHeader_isFetchedAsACompactBlock_andThePeerIsChosenForMore() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      Block block = nextBlock(node, 3);
      peer.send(new Headers(List.of(block.header())));
      GetData asked = (GetData) peer.expect(GetData.class::isInstance);
      assertThat(asked.items()).containsExactly(InvItem.compactBlock(block.hash()));
      peer.send(CmpctBlock.of(block, 5));
      assertThat(peer.expect(GetBlockTxn.class::isInstance))
          .isEqualTo(new GetBlockTxn(block.hash(), List.of(1, 2, 3)));
      peer.send(new BlockTxn(block.hash(), block.transactions().subList(1, 4)));
      LoopbackNode.await("connected", () -> node.height() == 4);
      assertThat(peer.expect(m -> m instanceof SendCmpct choice && choice.highBandwidth()))
          .isEqualTo(new SendCmpct(true, 2));
      assertThat(node.manager.info().getFirst().compactTo()).isTrue();
    }
  }

  @Test
  void blockOfKnownTransactions_needsNoAnswer() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      Block block = nextBlock(node, 4);
      block.transactions().subList(1, 5).forEach(tx -> node.pool.submit(tx).join());
      peer.send(CmpctBlock.of(block, 5));
      LoopbackNode.await("connected", () -> node.height() == 4);
      assertThat(until(peer, 1))
          .noneMatch(GetData.class::isInstance)
          .noneMatch(GetBlockTxn.class::isInstance);
    }
  }

  @Test
  void wrongTransactions_areAnsweredByAskingForTheWholeBlock() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      Block block = nextBlock(node, 2);
      peer.send(CmpctBlock.of(block, 5));
      peer.expect(GetBlockTxn.class::isInstance);
      peer.send(new BlockTxn(block.hash(), block.transactions().reversed().subList(0, 2)));
      GetData asked = (GetData) peer.expect(GetData.class::isInstance);
      assertThat(asked.items()).containsExactly(InvItem.witnessBlock(block.hash()));
      peer.send(new BlockMessage(block.toBytes()));
      LoopbackNode.await("connected", () -> node.height() == 4);
    }
  }

  @Test
  void wrongNumberOfTransactions_costsTheConnection() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      Block block = nextBlock(node, 2);
      peer.send(CmpctBlock.of(block, 5));
      peer.expect(GetBlockTxn.class::isInstance);
      peer.send(new BlockTxn(block.hash(), block.transactions().subList(1, 2)));
      assertThat(peer.isCutOff()).isTrue();
      assertThat(node.height()).isEqualTo(3);
    }
  }

  @Test
  void collidingShortIds_areAnsweredByAskingForTheWholeBlock() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      Block block = nextBlock(node, 2);
      peer.send(
          CmpctBlock.of(
              block.header(),
              5,
              List.of(9L, 9L),
              List.of(new CmpctBlock.Prefilled(0, block.transactions().getFirst()))));
      GetData asked = (GetData) peer.expect(GetData.class::isInstance);
      assertThat(asked.items()).containsExactly(InvItem.witnessBlock(block.hash()));
    }
  }

  @Test
  void stallingPeer_doesNotKeepAnotherFromCompletingTheBlock() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer staller = peerOf(node, false);
        RawPeer other = peerOf(node, false)) {
      // The other one earns that it may be asked beside the first.
      Block before = nextBlock(node, 0);
      other.send(CmpctBlock.of(before, 4));
      other.expect(m -> m instanceof SendCmpct choice && choice.highBandwidth());
      Block block = nextBlock(node, 2);
      staller.send(CmpctBlock.of(block, 5));
      staller.expect(GetBlockTxn.class::isInstance);
      other.send(CmpctBlock.of(block, 6));
      other.expect(GetBlockTxn.class::isInstance);
      other.send(new BlockTxn(block.hash(), block.transactions().subList(1, 3)));
      LoopbackNode.await("connected", () -> node.height() == 5);
      // What the first one sends at last is not wanted any more, and nothing to blame it for.
      staller.send(new BlockTxn(block.hash(), block.transactions().subList(1, 2)));
      until(staller, 2);
    }
  }

  @Test
  void fourthPeer_isNotAsked_andThreeAnnounceAtMost() throws IOException {
    try (LoopbackNode node = nodeWithBlocks()) {
      List<RawPeer> peers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        RawPeer peer = peerOf(node, false);
        peers.add(peer);
        peer.send(CmpctBlock.of(nextBlock(node, 0), i));
        peer.expect(m -> m instanceof SendCmpct choice && choice.highBandwidth());
      }
      // The first one was asked to stop when the fourth came.
      assertThat(peers.getFirst().expect(m -> m instanceof SendCmpct c && !c.highBandwidth()))
          .isNotNull();
      assertThat(node.manager.info()).filteredOn(info -> info.compactTo()).hasSize(3);
      Block block = nextBlock(node, 2);
      for (int i = 1; i < 3; i++) {
        peers.get(i).send(CmpctBlock.of(block, 10 + i));
        peers.get(i).expect(GetBlockTxn.class::isInstance);
      }
      // The last place is not for one more of those that connected to us.
      peers.get(3).send(CmpctBlock.of(block, 13));
      assertThat(until(peers.get(3), 3)).noneMatch(GetBlockTxn.class::isInstance);
      for (RawPeer peer : peers) {
        peer.close();
      }
    }
  }

  /// Headers on old blocks cost little work and would fill our memory.
  @Test
  void headerWithLessWorkThanADayBelowTheTip_isIgnored() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(200);
      BlockIndex tip = node.chain.snapshot().tip();
      Block tooLow = MadeBlocks.on(tip.ancestor(54), 0);
      Block enough = MadeBlocks.on(tip.ancestor(55), 0);
      try (RawPeer peer = peerOf(node, false)) {
        peer.send(CmpctBlock.of(tooLow, 1));
        peer.send(CmpctBlock.of(enough, 2));
        LoopbackNode.await("placed", () -> node.chain.find(enough.hash()) != null);
        assertThat(node.chain.find(tooLow.hash())).isNull();
      }
    }
  }

  @Test
  void newBlock_isSentAtOnceToThoseWhoWantThat_andPartsOfItToThoseWhoAsk() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer eager = peerOf(node, true);
        RawPeer other = peerOf(node, false)) {
      until(eager, 1);
      until(other, 1);
      Block block = nextBlock(node, 3);
      node.chain.submitBlock(block, true).join();
      CmpctBlock announced = (CmpctBlock) eager.expect(CmpctBlock.class::isInstance);
      assertThat(announced.header()).isEqualTo(block.header());
      assertThat(announced.shortIdCount()).isEqualTo(3);
      assertThat(until(other, 2)).noneMatch(CmpctBlock.class::isInstance);

      eager.send(new GetBlockTxn(block.hash(), List.of(1, 3)));
      BlockTxn answer = (BlockTxn) eager.expect(BlockTxn.class::isInstance);
      assertThat(answer.transactions())
          .containsExactly(block.transactions().get(1), block.transactions().get(3));
      other.send(new GetData(List.of(InvItem.compactBlock(block.hash()))));
      other.expect(CmpctBlock.class::isInstance);
      // Out of the block: nobody asks so by mistake.
      other.send(new GetBlockTxn(block.hash(), List.of(4)));
      assertThat(other.isCutOff()).isTrue();
    }
  }

  @Test
  void depth_decidesWhetherPartsAreServed() throws IOException {
    try (LoopbackNode node = nodeWithBlocks();
        RawPeer peer = peerOf(node, false)) {
      List<Block> blocks = node.chain.mine(20);
      BlockHash fiveDeep = blocks.get(14).hash();
      node.chain.submitBlock(nextBlock(node, 0), true).join();
      peer.send(new GetData(List.of(InvItem.compactBlock(blocks.get(15).hash()))));
      peer.expect(CmpctBlock.class::isInstance);
      peer.send(new GetData(List.of(InvItem.compactBlock(fiveDeep))));
      peer.expect(BlockMessage.class::isInstance);
      peer.send(new GetBlockTxn(blocks.get(10).hash(), List.of(0)));
      peer.expect(BlockTxn.class::isInstance);
      peer.send(new GetBlockTxn(blocks.get(9).hash(), List.of(0)));
      peer.expect(BlockMessage.class::isInstance);
    }
  }
}
