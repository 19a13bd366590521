package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.p2p.sync.LoopbackNode;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;

/// Our peer-to-peer side against a real bitcoind, with a chain behind it that takes everything.
@Timeout(180)
final class PeerInteropTest {
  private static final String ELSEWHERE = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void ourNode_fetchesTheChainOfBitcoind_andFollowsIt() {
    try (Bitcoind bitcoind = Bitcoind.start()) {
      bitcoind.generate(2300);
      try (LoopbackNode node = LoopbackNode.start("127.0.0.1:" + bitcoind.p2pPort())) {
        Bitcoind.await(PATIENCE, "synced", () -> node.height() == 2300);
        assertThat(node.chain.snapshot().tip().hash().toString()).isEqualTo(bitcoind.tip());
        bitcoind.generate(1);
        Bitcoind.await(PATIENCE, "new block", () -> node.height() == 2301);
        BlockIndex fork = node.chain.snapshot().tip().ancestor(2290);
        bitcoind.call("invalidateblock", fork.hash().toString());
        // Paid elsewhere, or the first block would be the very one that was just invalidated.
        bitcoind.call("generatetoaddress", 15, ELSEWHERE);
        Bitcoind.await(PATIENCE, "reorganised", () -> node.height() == 2304);
        assertThat(node.chain.snapshot().tip().hash().toString()).isEqualTo(bitcoind.tip());

        JsonNode seen = bitcoind.call("getpeerinfo").get(0);
        assertThat(seen.get("subver").asString()).isEqualTo("/QuantumCoin:0.1.0/");
        assertThat(seen.get("version").asInt()).isEqualTo(70016);
        assertThat(seen.get("services").asString()).isEqualTo("0000000000000c09");
        assertThat(seen.get("inbound").asBoolean()).isTrue();
        PeerInfo info = node.manager.info().getFirst();
        assertThat(info.version()).isEqualTo(70016);
        assertThat(info.syncedBlocks()).isEqualTo(2304);
      }
    }
  }

  @Test
  void bitcoind_fetchesOurChain_andFollowsIt() {
    try (Bitcoind bitcoind = Bitcoind.start();
        LoopbackNode node = LoopbackNode.start()) {
      node.chain.mine(2100);
      bitcoind.call("addnode", node.address(), "add");
      Bitcoind.await(PATIENCE, "synced", () -> bitcoind.height() == 2100);
      assertThat(bitcoind.tip()).isEqualTo(node.chain.snapshot().tip().hash().toString());
      for (int i = 1; i <= 3; i++) {
        int expected = 2100 + i;
        node.chain.mine(1);
        Bitcoind.await(PATIENCE, "block " + expected, () -> bitcoind.height() == expected);
      }
      node.chain.mineOn(node.chain.snapshot().tip().ancestor(2100), 12, "b");
      Bitcoind.await(PATIENCE, "reorganised", () -> bitcoind.height() == 2112);
      assertThat(bitcoind.tip()).isEqualTo(node.chain.snapshot().tip().hash().toString());
    }
  }

  @Test
  void transactions_travelBothWays() {
    try (Bitcoind bitcoind = Bitcoind.start()) {
      bitcoind.call("createwallet", "w");
      String address = bitcoind.call("getnewaddress").asString();
      bitcoind.call("generatetoaddress", 101, address);
      try (LoopbackNode node = LoopbackNode.start("127.0.0.1:" + bitcoind.p2pPort())) {
        Bitcoind.await(PATIENCE, "synced", () -> node.height() == 101);
        String txid = bitcoind.call("sendtoaddress", address, "1.5").asString();
        Bitcoind.await(PATIENCE, "transaction here", () -> node.pool.wtxids().size() == 1);
        assertThat(node.pool.find(Txid.fromHex(txid))).isNotNull();
      }
    }
  }

  @Test
  void secondBitcoind_getsBlocksThroughUs() {
    try (Bitcoind first = Bitcoind.start();
        Bitcoind second = Bitcoind.start()) {
      first.generate(120);
      try (LoopbackNode node =
          LoopbackNode.start("127.0.0.1:" + first.p2pPort(), "127.0.0.1:" + second.p2pPort())) {
        Bitcoind.await(PATIENCE, "through", () -> second.height() == 120);
        second.generate(5);
        Bitcoind.await(PATIENCE, "and back", () -> first.height() == 125);
        assertThat(node.height()).isEqualTo(125);
        assertThat(node.peers()).isEqualTo(2);
      }
    }
  }
}
