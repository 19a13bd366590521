package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.FakeChain;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.message.MessageCodec;
import org.quantumcoin.node.p2p.message.PacketContents;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.message.Pong;
import org.quantumcoin.node.p2p.message.WtxidRelay;

@Timeout(60)
final class EncryptedTransportTest {
  private static final int MAX_GARBAGE = 4095;
  private static final int LENGTH_BYTES = 3;

  private static LoopbackNode plainNode(String... connect) {
    return LoopbackNode.start(LoopbackNode.config(connect).withEncryptedTransport(false));
  }

  private static PeerInfo only(LoopbackNode node) {
    return node.manager.info().getFirst();
  }

  private static boolean answers(RawEncryptedPeer peer, long nonce) throws IOException {
    peer.send(new Ping(nonce));
    return peer.expect(Pong.class::isInstance).equals(new Pong(nonce));
  }

  @Test
  void twoNodes_speakEncrypted_andKnowItByTheSameSession() {
    FakeChain chain = new FakeChain(LoopbackNode.REGTEST);
    chain.mine(400);
    try (LoopbackNode one = LoopbackNode.start(chain);
        LoopbackNode two = LoopbackNode.start(one.address())) {
      LoopbackNode.await("synced", () -> two.height() == 400);
      assertThat(only(one).transportProtocolType()).isEqualTo("v2");
      assertThat(only(two).transportProtocolType()).isEqualTo("v2");
      assertThat(only(two).sessionId()).hasSize(64).isEqualTo(only(one).sessionId());
      assertThat(only(two).bytesReceived())
          .isGreaterThan(
              only(two).bytesReceivedPerMessage().values().stream()
                  .mapToLong(Long::longValue)
                  .sum());
    }
  }

  @Test
  void nodeWithoutIt_isMetAgainByTheOldTransport() {
    try (LoopbackNode old = plainNode();
        LoopbackNode node = LoopbackNode.start(old.address())) {
      LoopbackNode.await("connected", () -> node.peers() == 1);
      assertThat(only(node).transportProtocolType()).isEqualTo("v1");
      assertThat(only(node).sessionId()).isEmpty();
    }
  }

  @Test
  void nodeThatConnectsByTheOldTransport_isUnderstood() {
    try (LoopbackNode node = LoopbackNode.start();
        LoopbackNode old = plainNode(node.address())) {
      LoopbackNode.await("connected", () -> node.peers() == 1 && old.peers() == 1);
      assertThat(only(node).transportProtocolType()).isEqualTo("v1");
    }
  }

  @Test
  void longestGarbage_andDecoys_arePassedOver() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), MAX_GARBAGE)) {
      assertThat(only(node).transportProtocolType()).isEqualTo("detecting");
      peer.finishKeys(3);
      peer.send(RawPeer.version(70_016, 1033, 1));
      peer.expect(WtxidRelay.class::isInstance);
      LoopbackNode.await("ready", () -> only(node).transportProtocolType().equals("v2"));
      assertThat(only(node).sessionId()).isEqualTo(peer.sessionId());
    }
  }

  @Test
  void garbageWithoutEnd_costsTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), MAX_GARBAGE + 1)) {
      peer.sendBytes(peer.random(15));
      assertThat(peer.isCutOff()).isTrue();
    }
  }

  @Test
  void garbageThatIsNotTheOneVouchedFor_costsTheConnection() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), 10)) {
      // Somebody between the two sides added a byte.
      peer.sendBytes(new byte[] {1});
      try {
        peer.finishKeys(0);
      } catch (IOException cutOffAlready) {
        assertThat(cutOffAlready).isNotNull();
      }
      assertThat(peer.isCutOff()).isTrue();
    }
  }

  @Test
  void unknownTypes_andDecoys_areIgnored() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), 0)) {
      peer.shakeHands();
      peer.sendBytes(peer.packet(new byte[0], false));
      peer.sendBytes(peer.packet(new byte[] {99, 1, 2}, false));
      peer.sendBytes(peer.packet(new byte[] {0, 'a', 'b'}, false));
      peer.sendBytes(peer.packet(peer.random(5000), true));
      peer.sendBytes(peer.packet(PacketContents.encode(0, new Ping(1000)), true));
      // More packets than one key is used for.
      for (int i = 0; i < 500; i++) {
        assertThat(answers(peer, i)).isTrue();
      }
    }
  }

  @Test
  void packetsInSmallPieces_arePutTogether() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), 20)) {
      peer.socket.setTcpNoDelay(true);
      peer.shakeHands();
      for (byte b : peer.packet(peer.random(30), true)) {
        peer.sendBytes(new byte[] {b});
      }
      assertThat(answers(peer, 9)).isTrue();
    }
  }

  @Test
  void changedPacket_costsTheConnection() throws IOException {
    for (int at : List.of(LENGTH_BYTES, 10, 25)) {
      try (LoopbackNode node = LoopbackNode.start();
          RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), 0)) {
        peer.shakeHands();
        byte[] packet = peer.packet(new byte[9], false);
        packet[at] ^= 1;
        peer.sendBytes(packet);
        assertThat(peer.isCutOff()).isTrue();
      }
    }
  }

  @Test
  void packetAboveTheBound_costsTheConnection_atItsLength() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        RawEncryptedPeer peer = new RawEncryptedPeer(node.port(), 0)) {
      peer.shakeHands();
      byte[] largest = peer.packet(new byte[13 + MessageCodec.MAX_PAYLOAD_BYTES], true);
      peer.sendBytes(largest);
      assertThat(answers(peer, 1)).isTrue();
      byte[] larger = peer.packet(new byte[14 + MessageCodec.MAX_PAYLOAD_BYTES], true);
      peer.sendBytes(Arrays.copyOf(larger, LENGTH_BYTES));
      assertThat(peer.isCutOff()).isTrue();
    }
  }

  @Test
  void versionOfAnotherNetwork_isTurnedAway() throws IOException {
    try (LoopbackNode node = LoopbackNode.start();
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(10_000);
      byte[] version =
          MessageCodec.encode(LoopbackNode.REGTEST.magic() ^ 1, RawPeer.version(70_016, 1033, 1));
      socket.getOutputStream().write(version, 0, 16);
      // It took the first bytes for a key, and answers that, before it sees what they are.
      assertThat(socket.getInputStream().readAllBytes().length).isLessThan(64 + MAX_GARBAGE + 1);
    }
  }
}
