package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.Message;
import org.quantumcoin.node.p2p.message.Ping;
import org.quantumcoin.node.p2p.sync.RawPeer;

/// `sendmsgtopeer` and `mockscheduler` of both programs.
@Timeout(120)
final class PeerTestingInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Eight bytes of a ping's number.
  private static final String NONCE = "0807060504030201";

  @BeforeAll
  static void bitcoind() {
    Bitcoind.assumeAvailable();
  }

  private static void assertSameError(
      Bitcoind theirs, OurNode ours, String method, Object... parameters) {
    Bitcoind.RpcException expected =
        catchThrowableOfType(Bitcoind.RpcException.class, () -> theirs.call(method, parameters));
    Bitcoind.RpcException found =
        catchThrowableOfType(Bitcoind.RpcException.class, () -> ours.call(method, parameters));
    assertThat(found).hasMessage(expected.getMessage());
  }

  @Test
  void refusals_areTheSame() {
    try (Bitcoind theirs = Bitcoind.start();
        OurNode ours = OurNode.start()) {
      assertSameError(theirs, ours, "sendmsgtopeer", 0, "thirteenchars", "");
      assertSameError(theirs, ours, "sendmsgtopeer", 0, "ping", "xy");
      assertSameError(theirs, ours, "sendmsgtopeer", 77, "ping", NONCE);
      assertSameError(theirs, ours, "mockscheduler", 0);
      assertSameError(theirs, ours, "mockscheduler", 3_601);
      assertThat(ours.call("mockscheduler", 3_600)).isEqualTo(theirs.call("mockscheduler", 3_600));
    }
  }

  @Test
  void message_isSentAsItIsGiven() throws IOException {
    try (OurNode ours = OurNode.start();
        RawPeer peer = RawPeer.shakeHands(ours.p2pPort())) {
      Bitcoind.await(PATIENCE, "a peer", () -> ours.call("getpeerinfo").size() == 1);
      long id = ours.call("getpeerinfo").get(0).get("id").asLong();
      assertThat(ours.call("sendmsgtopeer", id, "ping", NONCE).isEmpty()).isTrue();
      Message message = peer.read();
      while (!message.equals(new Ping(0x0102030405060708L))) {
        message = peer.read();
      }
    }
  }
}
