package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.sync.LoopbackNode;
import tools.jackson.databind.JsonNode;

/// Both transports with a bitcoind, whoever connects and whichever each side knows.
@Timeout(180)
final class TransportInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static LoopbackNode ours(boolean encrypted, String... connect) {
    return LoopbackNode.start(LoopbackNode.config(connect).withEncryptedTransport(encrypted));
  }

  private static Bitcoind bitcoind(boolean encrypted) {
    return Bitcoind.start("-v2transport=" + (encrypted ? 1 : 0));
  }

  private static void assertTransport(LoopbackNode node, Bitcoind bitcoind, boolean encrypted) {
    PeerInfo here = node.manager.info().getFirst();
    JsonNode there = bitcoind.call("getpeerinfo").get(0);
    String expected = encrypted ? "v2" : "v1";
    assertThat(here.transportProtocolType()).isEqualTo(expected);
    assertThat(there.get("transport_protocol_type").asString()).isEqualTo(expected);
    assertThat(here.sessionId()).isEqualTo(there.get("session_id").asString());
    assertThat(here.sessionId()).hasSize(encrypted ? 64 : 0);
  }

  @ParameterizedTest(name = "ours {0}, bitcoind {1}")
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void weConnect(boolean weKnowIt, boolean theyKnowIt) {
    try (Bitcoind bitcoind = bitcoind(theyKnowIt)) {
      bitcoind.generate(600);
      try (LoopbackNode node = ours(weKnowIt, "127.0.0.1:" + bitcoind.p2pPort())) {
        Bitcoind.await(PATIENCE, "synced", () -> node.height() == 600);
        assertTransport(node, bitcoind, weKnowIt && theyKnowIt);
        node.chain.mine(1);
        Bitcoind.await(PATIENCE, "and back", () -> bitcoind.height() == 601);
      }
    }
  }

  @ParameterizedTest(name = "ours {0}, bitcoind {1}")
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void bitcoindConnects(boolean weKnowIt, boolean theyKnowIt) {
    try (Bitcoind bitcoind = bitcoind(theyKnowIt);
        LoopbackNode node = ours(weKnowIt)) {
      node.chain.mine(600);
      bitcoind.call("addnode", node.address(), "add", theyKnowIt);
      Bitcoind.await(PATIENCE, "synced", () -> bitcoind.height() == 600);
      assertTransport(node, bitcoind, weKnowIt && theyKnowIt);
      bitcoind.generate(1);
      Bitcoind.await(PATIENCE, "and back", () -> node.height() == 601);
    }
  }
}
