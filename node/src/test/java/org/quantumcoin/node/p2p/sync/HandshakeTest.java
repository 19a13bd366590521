package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.P2pConfig;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.message.Mempool;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.SendAddrV2;
import org.quantumcoin.node.p2p.message.Verack;
import org.quantumcoin.node.p2p.message.Version;
import org.quantumcoin.node.p2p.message.WtxidRelay;

@Timeout(60)
final class HandshakeTest {
  @Test
  void twoNodes_shakeHandsAndTellAboutEachOther() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start(one.address())) {
      LoopbackNode.await("handshake", () -> one.peers() == 1 && two.peers() == 1);
      LoopbackNode.await(
          "ping answered",
          () -> two.manager.info().stream().anyMatch(peer -> peer.pingNanos().isPresent()));
      PeerInfo outbound = two.manager.info().getFirst();
      assertThat(outbound.connectionType()).isEqualTo("manual");
      assertThat(outbound.address()).isEqualTo(one.address());
      assertThat(outbound.inbound()).isFalse();
      assertThat(outbound.version()).isEqualTo(70016);
      assertThat(outbound.userAgent()).isEqualTo("/QuantumCoin:0.1.0/");
      assertThat(outbound.serviceNames())
          .containsExactly("NETWORK", "WITNESS", "NETWORK_LIMITED", "P2P_V2");
      assertThat(outbound.network()).isEqualTo("not_publicly_routable");
      assertThat(outbound.bytesSentPerMessage()).containsKeys("version", "verack", "getaddr");
      PeerInfo inbound = one.manager.info().getFirst();
      assertThat(inbound.connectionType()).isEqualTo("inbound");
      assertThat(inbound.inbound()).isTrue();
      assertThat(one.manager.totals().bytesReceived()).isPositive();
    }
  }

  @Test
  void version_isAnsweredInCoresOrder() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = new RawPeer(node.port())) {
      raw.send(RawPeer.version(70_016, 0, 1));
      assertThat(List.of(raw.read(), raw.read(), raw.read(), raw.read()))
          .hasExactlyElementsOfTypes(
              Version.class, WtxidRelay.class, SendAddrV2.class, Verack.class);
    }
  }

  @Test
  void versionBelow31800_isTurnedAway_and31800IsNot() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer tooOld = new RawPeer(node.port());
        RawPeer oldest = new RawPeer(node.port())) {
      tooOld.send(RawPeer.version(31_799, 1, 1));
      assertThat(tooOld.isCutOff()).isTrue();
      oldest.send(RawPeer.version(31_800, 1, 2));
      // No features: they are newer than this peer.
      assertThat(List.of(oldest.read(), oldest.read()))
          .hasExactlyElementsOfTypes(Version.class, Verack.class);
    }
  }

  @Test
  void secondVersion_endsTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      raw.send(RawPeer.version(70_016, 1, 1));
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  @Test
  void wtxidRelayAfterVerack_endsTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      raw.send(new WtxidRelay());
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  @Test
  void mempoolRequest_withoutBloomFilters_endsTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      raw.send(new Mempool());
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  @Test
  void connectionToItself_isRecognised() {
    try (LoopbackNode node = LoopbackNode.start()) {
      node.manager.connectOnce(node.address());
      LoopbackNode.await("tried", () -> node.manager.totals().bytesSent() > 0);
      LoopbackNode.await("dropped", () -> node.manager.info().isEmpty());
    }
  }

  @Test
  void silentPeer_isDroppedAfterTheHandshakeTimeout() throws IOException {
    P2pConfig quick = withHandshakeTimeout(Duration.ofMillis(300));
    try (LoopbackNode node = LoopbackNode.start(quick);
        RawPeer raw = new RawPeer(node.port())) {
      assertThat(raw.isCutOff()).isTrue();
    }
  }

  private static P2pConfig withHandshakeTimeout(Duration timeout) {
    P2pConfig base = LoopbackNode.config();
    return new P2pConfig(
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
        true,
        timeout,
        base.connectTimeout(),
        base.extraTransactions(),
        base.encryptedTransport(),
        base.rules(),
        base.reach());
  }

  @Test
  void wrongMagic_andWrongLength_costTheConnection_wrongChecksumAndCommandDoNot()
      throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer good = RawPeer.shakeHands(node.port())) {
      byte[] ping = MessageCodec.encode(LoopbackNode.REGTEST.magic(), new Ping(1));
      byte[] wrongMagic = ping.clone();
      wrongMagic[0] ^= 1;
      byte[] wrongChecksum = ping.clone();
      wrongChecksum[23] ^= 1;
      byte[] tooLong = ping.clone();
      tooLong[19] = 0x7f;
      byte[] negative = ping.clone();
      negative[19] = (byte) 0x80;
      byte[] wrongCommand = ping.clone();
      wrongCommand[10] = 'x';
      for (byte[] bad : List.of(wrongMagic, tooLong, negative)) {
        try (RawPeer raw = RawPeer.shakeHands(node.port())) {
          raw.sendBytes(bad);
          assertThat(raw.isCutOff()).isTrue();
        }
      }
      byte[] shortPong = MessageCodec.encode(LoopbackNode.REGTEST.magic(), new Verack());
      System.arraycopy("pong\0\0".getBytes(StandardCharsets.US_ASCII), 0, shortPong, 4, 6);
      for (byte[] bad : List.of(wrongChecksum, wrongCommand, shortPong)) {
        good.sendBytes(bad);
      }
      good.send(new Ping(77));
      assertThat(good.expect(Pong.class::isInstance)).isEqualTo(new Pong(77));
    }
  }

  @Test
  void messageInSmallPieces_isPutTogether() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawPeer raw = RawPeer.shakeHands(node.port())) {
      for (byte b : MessageCodec.encode(LoopbackNode.REGTEST.magic(), new Ping(5))) {
        raw.sendBytes(new byte[] {b});
      }
      assertThat(raw.expect(Pong.class::isInstance)).isEqualTo(new Pong(5));
    }
  }

  @Test
  void messagesBeforeVerack_areIgnored() throws IOException {
    // Where the encrypted transport is offered, whatever is not a version message is a key.
    P2pConfig plain = LoopbackNode.config().withEncryptedTransport(false);
    try (LoopbackNode node = LoopbackNode.start(plain);
        RawPeer raw = new RawPeer(node.port())) {
      raw.send(new Ping(1));
      raw.send(RawPeer.version(70_016, 1, 1));
      raw.send(new Ping(2));
      raw.send(new Verack());
      raw.send(new Ping(3));
      Message pong = raw.expect(Pong.class::isInstance);
      assertThat(pong).isEqualTo(new Pong(3));
    } catch (SocketTimeoutException e) {
      throw new AssertionError("no answer", e);
    }
  }

  @Test
  void operators_addDisconnectAndSwitchOff() {
    try (LoopbackNode one = LoopbackNode.start();
        LoopbackNode two = LoopbackNode.start()) {
      assertThat(two.manager.addNode(one.address())).isTrue();
      assertThat(two.manager.addNode(one.address())).isFalse();
      LoopbackNode.await("connected", () -> two.peers() == 1);
      assertThat(two.manager.addedNodes().getFirst().connections()).hasSize(1);
      assertThat(two.manager.disconnect("1.2.3.4:5")).isFalse();
      long before = two.manager.info().getFirst().id();
      assertThat(two.manager.disconnect(one.address())).isTrue();
      LoopbackNode.await(
          "connected anew",
          () ->
              two.peers() == 1
                  && two.manager.info().stream().anyMatch(peer -> peer.id() != before));
      assertThat(two.manager.removeNode(one.address())).isTrue();
      assertThat(two.manager.removeNode(one.address())).isFalse();
      two.manager.setNetworkActive(false);
      LoopbackNode.await("alone", () -> two.manager.info().isEmpty());
      two.manager.connectOnce(one.address());
      two.manager.setNetworkActive(true);
      two.manager.connectOnce(one.address());
      LoopbackNode.await("connected once more", () -> two.peers() >= 1);
    }
  }
}
