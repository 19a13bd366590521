package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.BlockLocator;
import org.quantumcoin.node.p2p.message.BlockMessage;
import org.quantumcoin.node.p2p.message.GetData;
import org.quantumcoin.node.p2p.message.GetHeaders;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.message.Inv;
import org.quantumcoin.node.p2p.message.InvItem;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.TimedAddress;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// Peers that send more than anybody needs, over sockets.
@Timeout(60)
final class FloodTest {
  private static <T> List<T> times(int count, T what) {
    return Collections.nCopies(count, what);
  }

  @Test
  void listsLongerThanAllowed_endTheConnection_andTheLongestDoNot() throws IOException {
    InvItem item = InvItem.tx(Txid.fromHex("11".repeat(32)));
    BlockHash hash = LoopbackNode.REGTEST.genesisHash();
    TimedAddress address =
        new TimedAddress(1, 9, NetAddress.parseHost("9.9.9.9", 8333).orElseThrow());
    List<Message> longest =
        List.of(
            new Inv(times(InvItem.MAX_ITEMS, item)),
            new GetData(times(InvItem.MAX_ITEMS, item)),
            new Addr(times(Addr.MAX_ADDRESSES, address)),
            new GetHeaders(new BlockLocator(times(BlockLocator.MAX_HASHES, hash)), BlockHash.ZERO));
    List<Message> tooLong =
        List.of(
            new Inv(times(InvItem.MAX_ITEMS + 1, item)),
            new GetData(times(InvItem.MAX_ITEMS + 1, item)),
            new Addr(times(Addr.MAX_ADDRESSES + 1, address)),
            new GetHeaders(
                new BlockLocator(times(BlockLocator.MAX_HASHES + 1, hash)), BlockHash.ZERO),
            new Headers(times(Headers.MAX_HEADERS + 1, LoopbackNode.REGTEST.genesis().header())));
    try (LoopbackNode node = LoopbackNode.start()) {
      for (Message message : longest) {
        try (RawPeer peer = RawPeer.shakeHands(node.port())) {
          peer.send(message);
          expectPong(peer, 1);
        }
      }
      for (Message message : tooLong) {
        try (RawPeer peer = RawPeer.shakeHands(node.port())) {
          peer.send(message);
          assertThat(peer.isCutOff()).isTrue();
        }
      }
    }
  }

  private static void expectPong(RawPeer peer, long nonce) throws IOException {
    peer.send(new Ping(nonce));
    peer.expect(new Pong(nonce)::equals);
  }

  private static Transaction large(int number) {
    return Transaction.create(
        2,
        List.of(
            new TxIn(
                new OutPoint(Txid.fromHex("22".repeat(32)), number),
                Script.of(new byte[50_000]),
                TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1_000, Script.fromHex("51"))),
        0);
  }

  /// What was said to the first of the node's peers.
  private static boolean wasAnswered(LoopbackNode node) {
    PeerInfo first = node.manager.info().getFirst();
    return first.bytesSentPerMessage().containsKey("pong");
  }

  @Test
  void transactionsBeingJudged_makeTheirSenderWait_andNobodyElse() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer sender = RawPeer.shakeHands(node.port());
        RawPeer other = RawPeer.shakeHands(node.port())) {
      node.pool.holdAnswers(true);
      for (int i = 0; i < 30; i++) {
        sender.send(new TxMessage(large(i).toBytes()));
      }
      sender.send(new Ping(7));
      LoopbackNode.await("some came", () -> node.pool.transactions().size() >= 10);
      for (int i = 0; i < 100; i++) {
        expectPong(other, i);
      }
      assertThat(node.pool.transactions()).hasSizeBetween(10, 11);
      assertThat(wasAnswered(node)).isFalse();
      node.pool.holdAnswers(false);
      sender.expect(new Pong(7)::equals);
      assertThat(node.pool.transactions()).hasSize(30);
    }
  }

  @Test
  void blockThatIsHereAlready_isNotLookedAtAgain() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      Block block = node.chain.mine(1).getFirst();
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        byte[] damaged = block.toBytes();
        // Behind the header, so that it would not parse.
        damaged[80] = (byte) 0xff;
        for (int i = 0; i < 50; i++) {
          peer.send(new BlockMessage(damaged));
        }
        expectPong(peer, 3);
        LoopbackNode.await(
            "known to have it",
            () -> node.manager.info().getFirst().syncedHeaders() == node.height());
      }
    }
  }
}
