package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.Grant;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.PeerRules;
import org.quantumcoin.node.p2p.Subnet;
import org.quantumcoin.node.p2p.message.Addr;
import org.quantumcoin.node.p2p.message.GetAddr;
import org.quantumcoin.node.p2p.message.NetAddress;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.TimedAddress;

/// What peers are told of addresses and how much they may tell, over sockets.
@Timeout(60)
final class AddressExchangeTest {
  private static List<TimedAddress> addresses(int first, int count) {
    List<TimedAddress> all = new ArrayList<>();
    long now = System.currentTimeMillis() / 1000 - 60;
    for (int i = first; i < first + count; i++) {
      NetAddress address =
          NetAddress.parseHost("%d.%d.1.1".formatted(20 + i % 150, i / 150), 8333).orElseThrow();
      all.add(new TimedAddress(now, 9, address));
    }
    return all;
  }

  private static void know(LoopbackNode node, int first, int count) {
    long now = System.currentTimeMillis() / 1000;
    for (TimedAddress each : addresses(first, count)) {
      boolean _ = node.manager.addresses(book -> book.add(List.of(each), each.address(), 0, now));
    }
  }

  private static List<TimedAddress> answer(RawPeer peer) throws IOException {
    peer.send(new GetAddr());
    Addr answer = (Addr) peer.expect(Addr.class::isInstance);
    return answer.addresses();
  }

  private static P2pConfig config(int maxConnections, PeerRules rules) {
    P2pConfig base = LoopbackNode.config();
    return new P2pConfig(
        true,
        base.port(),
        base.bind(),
        base.connect(),
        List.of(),
        List.of(),
        false,
        maxConnections,
        base.userAgent(),
        true,
        true,
        base.handshakeTimeout(),
        base.connectTimeout(),
        base.extraTransactions(),
        base.encryptedTransport(),
        rules,
        base.reach());
  }

  private static PeerRules granted(String permissions) {
    Grant grant = Grant.parse(permissions + "@", false).grant();
    Subnet here = Subnet.parse("127.0.0.0/8").orElseThrow();
    return new PeerRules(
        List.of(new PeerRules.Range(here, grant)), List.of(), true, false, false, 0);
  }

  @Test
  void getaddr_isAnsweredWithAShare_theSameForAll_andOnce() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer first = RawPeer.shakeHands(node.port());
        RawPeer second = RawPeer.shakeHands(node.port())) {
      know(node, 0, 400);
      List<TimedAddress> answer = answer(first);
      assertThat(answer).hasSizeBetween(80, 92);
      know(node, 400, 400);
      assertThat(answer(second)).isEqualTo(answer);
      // Asked again there is silence: the answer to the ping comes without another before it.
      first.send(new GetAddr());
      first.send(new Ping(7));
      Predicate<Object> either = message -> message instanceof Pong || message instanceof Addr;
      assertThat(first.expect(either::test)).isEqualTo(new Pong(7));
    }
  }

  @Test
  void peerWithAddrPermission_getsAFreshAnswer() throws IOException {
    try (LoopbackNode node = LoopbackNode.start(config(125, granted("addr")));
        RawPeer first = RawPeer.shakeHands(node.port());
        RawPeer second = RawPeer.shakeHands(node.port())) {
      know(node, 0, 400);
      assertThat(answer(first)).isNotEqualTo(answer(second));
    }
  }

  /// Returns when the node has handled all that it was sent.
  private static void expectPong(RawPeer peer) throws IOException {
    peer.send(new Ping(1));
    assertThat(peer.expect(Pong.class::isInstance)).isEqualTo(new Pong(1));
  }

  private static PeerInfo afterFlood(LoopbackNode node) throws IOException {
    try (RawPeer peer = RawPeer.shakeHands(node.port())) {
      peer.send(new Addr(addresses(0, 1000)));
      expectPong(peer);
      return node.manager.info().getFirst();
    }
  }

  @Test
  void flood_isLimitedToOneAndATenthASecond() throws IOException {
    try (LoopbackNode node = LoopbackNode.start()) {
      PeerInfo info = afterFlood(node);
      assertThat(info.addressesProcessed()).isBetween(1L, 5L);
      assertThat(info.addressesProcessed() + info.addressesRateLimited()).isEqualTo(1000);
    }
  }

  @Test
  void flood_ofAPeerWithAddrPermission_isTaken() throws IOException {
    try (LoopbackNode node = LoopbackNode.start(config(125, granted("addr")))) {
      PeerInfo info = afterFlood(node);
      assertThat(info.permissions()).containsExactly("addr");
      assertThat(info.addressesProcessed()).isEqualTo(1000);
      assertThat(info.addressesRateLimited()).isZero();
    }
  }

  @Test
  void wholePlaces_areKept_whenNobodyIsLessUseful() throws IOException {
    // Eleven places are for our own connections.
    try (LoopbackNode node = LoopbackNode.start(config(13, PeerRules.DEFAULTS));
        RawPeer first = RawPeer.shakeHands(node.port());
        RawPeer second = RawPeer.shakeHands(node.port());
        RawPeer third = new RawPeer(node.port())) {
      assertThat(third.isCutOff()).isTrue();
      expectPong(first);
      expectPong(second);
    }
  }

  @Test
  void banned_areTurnedAway_unlessTheyHaveNoban() throws IOException {
    long forever = System.currentTimeMillis() / 1000 + 1_000;
    Subnet here = new Subnet(InetAddress.getLoopbackAddress(), 32);
    try (LoopbackNode node = LoopbackNode.start()) {
      int _ = node.manager.ban(here, forever);
      try (RawPeer peer = new RawPeer(node.port())) {
        assertThat(peer.isCutOff()).isTrue();
      }
    }
    try (LoopbackNode node = LoopbackNode.start(config(125, granted("noban")))) {
      int _ = node.manager.ban(here, forever);
      try (RawPeer peer = RawPeer.shakeHands(node.port())) {
        expectPong(peer);
      }
    }
  }
}
