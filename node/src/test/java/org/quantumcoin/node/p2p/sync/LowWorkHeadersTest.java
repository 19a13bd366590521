package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;

/// What a node makes of headers whose chain has less work than its own.
@Timeout(120)
final class LowWorkHeadersTest {
  private static final int OURS = 4_200;

  private static List<BlockHeader> branch(BlockIndex from, int count) {
    List<BlockHeader> headers = new ArrayList<>();
    BlockHeader at = from.header();
    for (int i = 0; i < count; i++) {
      at = MadeBlocks.header(at.hash(), at.time() + 1);
      headers.add(at);
    }
    return headers;
  }

  private static Headers part(List<BlockHeader> headers, int from) {
    return new Headers(headers.subList(from, Math.min(headers.size(), from + Headers.MAX_HEADERS)));
  }

  /// Waits until the node has looked at everything sent so far.
  private static void settle(RawPeer peer, long nonce) throws IOException {
    peer.send(new Ping(nonce));
    peer.expect(message -> message instanceof Pong pong && pong.nonce() == nonce);
  }

  private static GetHeaders askedBehind(RawPeer peer, BlockHeader last) throws IOException {
    return (GetHeaders)
        peer.expect(message ->
            message instanceof GetHeaders asked
                && asked.locator().hashes().getFirst().equals(last.hash()));
  }

  @Test
  void shortBranchFarBelowTheTip_isNotKept_andOneNearItIs() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(300);
      BlockIndex tip = node.chain.snapshot().tip();
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        // 144 blocks' work below the tip, and a little less.
        List<BlockHeader> near = branch(tip.ancestor(155), 1);
        List<BlockHeader> far = branch(tip.ancestor(154), 1);
        peer.send(new Headers(near));
        peer.send(new Headers(far));
        settle(peer, 1);
        LoopbackNode.await("kept", () -> node.chain.find(near.getFirst().hash()) != null);
        assertThat(node.chain.find(far.getFirst().hash())).isNull();
      }
    }
  }

  @Test
  void longChainOfLowWork_isLookedAtWithoutBeingKept() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(OURS);
      BlockIndex genesis = node.chain.snapshot().tip().ancestor(0);
      List<BlockHeader> headers = branch(genesis, 4_010);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(part(headers, 0));
        GetHeaders asked = askedBehind(peer, headers.get(1_999));
        assertThat(asked.locator().hashes()).endsWith(genesis.hash());
        assertThat(node.manager.info().getFirst().presyncedHeaders()).isEqualTo(2_000);
        peer.send(part(headers, 2_000));
        askedBehind(peer, headers.get(3_999));
        peer.send(part(headers, 4_000));
        settle(peer, 2);
        assertThat(node.manager.info().getFirst().presyncedHeaders()).isEqualTo(-1);
        assertThat(headers).noneMatch(header -> node.chain.find(header.hash()) != null);
      }
    }
  }

  @Test
  void announcementWhileAChainIsLookedAt_isAskedFor_whenThatWasTooLittle() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(OURS);
      BlockIndex tip = node.chain.snapshot().tip();
      List<BlockHeader> headers = branch(tip.ancestor(0), 2_010);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(part(headers, 0));
        askedBehind(peer, headers.get(1_999));
        peer.send(new Inv(List.of(InvItem.block(MadeBlocks.header(tip.hash(), 1).hash()))));
        peer.send(part(headers, 2_000));
        askedBehind(peer, tip.header());
      }
    }
  }

  @Test
  void chainThatTurnsOutToHaveEnoughWork_isFetchedTwiceAndKept() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(OURS);
      BlockIndex genesis = node.chain.snapshot().tip().ancestor(0);
      List<BlockHeader> headers = branch(genesis, 5_000);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        for (int phase = 0; phase < 2; phase++) {
          for (int from = 0; from < headers.size(); from += Headers.MAX_HEADERS) {
            peer.send(part(headers, from));
            if (from + Headers.MAX_HEADERS < headers.size()) {
              askedBehind(peer, headers.get(from + Headers.MAX_HEADERS - 1));
            } else if (phase == 0) {
              // From the start again.
              askedBehind(peer, genesis.header());
            }
          }
        }
        LoopbackNode.await("kept", () -> node.chain.find(headers.getLast().hash()) != null);
        peer.expect(GetData.class::isInstance);
      }
    }
  }

  /// As when a block is announced while the answer to a question is on its way.
  @Test
  void twoAnswersUnderWay_doNotChaseEachOtherForEver() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(OURS);
      BlockIndex genesis = node.chain.snapshot().tip().ancestor(0);
      List<BlockHeader> headers = branch(genesis, 5_000);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(part(headers, 0));
        peer.send(part(headers, 0));
        int questions = 0;
        while (node.chain.find(headers.getLast().hash()) == null) {
          // The last one is followed by nothing that would be waited for.
          Message message =
              peer.expect(each -> each instanceof GetHeaders || each instanceof GetData);
          if (message instanceof GetHeaders asked) {
            questions++;
            peer.send(part(headers, behind(asked, headers)));
          }
          assertThat(questions).isLessThan(15);
        }
      }
    }
  }

  /// Where a node with these headers goes on for who asks.
  private static int behind(GetHeaders asked, List<BlockHeader> headers) {
    for (BlockHash hash : asked.locator().hashes()) {
      for (int i = 0; i < headers.size(); i++) {
        if (headers.get(i).hash().equals(hash)) {
          return i + 1;
        }
      }
    }
    return 0;
  }

  @Test
  void blockOfLowWork_thatNobodyAskedFor_isNotKept() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(300);
      BlockIndex tip = node.chain.snapshot().tip();
      Block far = MadeBlocks.on(tip.ancestor(154), 1);
      Block near = MadeBlocks.on(tip.ancestor(155), 1);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        peer.send(new BlockMessage(far.toBytes()));
        peer.send(new BlockMessage(near.toBytes()));
        LoopbackNode.await("kept", () -> node.chain.find(near.hash()) != null);
        assertThat(node.chain.find(far.hash())).isNull();
        // An honest peer may be on another chain: it is not held against it.
        settle(peer, 3);
      }
    }
  }

  @Test
  void headerWithoutProofOfWork_costsItsSenderTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer peer = RawPeer.shakeHands(node.port())) {
      BlockHeader header = branch(node.chain.snapshot().tip(), 1).getFirst();
      BlockHeader bad = header;
      do {
        bad = bad.withNonce(bad.nonce() + 1);
      } while (MadeBlocks.hasWork(bad));
      peer.send(new Headers(List.of(bad)));
      assertThat(peer.isCutOff()).isTrue();
    }
  }
}
