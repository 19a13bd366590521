package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.p2p.PeerInfo;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;

/// New blocks as compact ones between us and a bitcoind, with the messages counted that each takes.
@Timeout(240)
final class CompactBlocksInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /// What a block may be asked for or brought by.
  private static final List<String> CARRIERS =
      List.of("block", "blocktxn", "cmpctblock", "getblocktxn", "getdata", "headers");

  /// Messages of those kinds that grew, from one look to the next.
  private static final class Traffic {
    private Map<String, Long> received = Map.of();
    private Map<String, Long> sent = Map.of();

    List<String> received(PeerInfo peer) {
      List<String> grown = grown(received, peer.bytesReceivedPerMessage());
      received = peer.bytesReceivedPerMessage();
      return grown;
    }

    List<String> sent(PeerInfo peer) {
      List<String> grown = grown(sent, peer.bytesSentPerMessage());
      sent = peer.bytesSentPerMessage();
      return grown;
    }

    private static List<String> grown(Map<String, Long> before, Map<String, Long> now) {
      return CARRIERS.stream()
          .filter(kind -> now.getOrDefault(kind, 0L) > before.getOrDefault(kind, 0L))
          .toList();
    }
  }

  private static PeerInfo peer(RealNode node) {
    return node.peers.info().getFirst();
  }

  private static void awaitSameTip(RealNode ours, Bitcoind bitcoind) {
    Bitcoind.await(PATIENCE, "same tip", () -> ours.tip().equals(bitcoind.tip()));
  }

  private static String log(Bitcoind bitcoind) {
    try {
      return Files.readString(bitcoind.debugLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void blocksOfBitcoind_comeInOneMessage_orWithOneRoundTripForWhatWeLack() {
    try (Bitcoind bitcoind = Bitcoind.start("-corepolicy=1", "-debug=cmpctblock")) {
      bitcoind.call("createwallet", "w");
      String address = bitcoind.call("getnewaddress").asString();
      bitcoind.call("generatetoaddress", 110, address);
      try (RealNode ours = RealNode.connectedTo(bitcoind)) {
        awaitSameTip(ours, bitcoind);
        // Whoever brings a new block is chosen to announce the next ones.
        bitcoind.call("generatetoaddress", 1, address);
        awaitSameTip(ours, bitcoind);
        Bitcoind.await(PATIENCE, "chosen", () -> peer(ours).compactTo());
        Bitcoind.await(
            PATIENCE,
            "told",
            () -> bitcoind.call("getpeerinfo").get(0).get("bip152_hb_from").asBoolean());

        // From now on one message is a block.
        Traffic traffic = new Traffic();
        String sent = bitcoind.call("sendtoaddress", address, "1.25").asString();
        Bitcoind.await(
            PATIENCE, "transaction here", () -> ours.node.pool.find(Txid.fromHex(sent)) != null);
        traffic.received(peer(ours));
        traffic.sent(peer(ours));
        bitcoind.call("generatetoaddress", 1, address);
        awaitSameTip(ours, bitcoind);
        assertThat(traffic.received(peer(ours))).containsExactly("cmpctblock");
        assertThat(traffic.sent(peer(ours))).isEmpty();

        // A transaction that we never heard of costs one question.
        String hidden = hiddenTransaction(bitcoind, address);
        bitcoind.call("generateblock", address, List.of(hidden));
        awaitSameTip(ours, bitcoind);
        assertThat(traffic.received(peer(ours))).containsExactly("blocktxn", "cmpctblock");
        assertThat(traffic.sent(peer(ours))).containsExactly("getblocktxn");
      }
    }
  }

  /// Signed and in no mempool.
  private static String hiddenTransaction(Bitcoind bitcoind, String address) {
    JsonNode coin = bitcoind.call("listunspent").get(0);
    JsonNode raw =
        bitcoind.call(
            "createrawtransaction",
            List.of(Map.of("txid", coin.get("txid").asString(), "vout", coin.get("vout").asInt())),
            List.of(Map.of(address, "0.4")));
    return bitcoind.call("signrawtransactionwithwallet", raw).get("hex").asString();
  }

  @Test
  void blocksOfOurs_reachBitcoindInOneMessage_orWithOneRoundTripForWhatItLacks() {
    try (Bitcoind bitcoind = Bitcoind.start("-corepolicy=1", "-debug=cmpctblock");
        RealNode ours = RealNode.connectedTo(bitcoind)) {
      Block first = ours.node.mine(1).getFirst();
      ours.node.mine(104);
      awaitSameTip(ours, bitcoind);
      ours.node.mine(1);
      awaitSameTip(ours, bitcoind);
      Bitcoind.await(PATIENCE, "we are chosen", () -> peer(ours).compactFrom());

      Traffic traffic = new Traffic();
      Transaction known = RegtestNode.spend(5_000, 2, RegtestNode.coinbaseOf(first));
      assertThat(ours.node.submit(known)).isInstanceOf(TxAcceptance.Accepted.class);
      Bitcoind.await(
          PATIENCE,
          "transaction there",
          () -> bitcoind.call("getrawmempool").toString().contains(known.txid().toString()));
      traffic.received(peer(ours));
      traffic.sent(peer(ours));
      Block mined = ours.node.mine(1).getFirst();
      awaitSameTip(ours, bitcoind);
      assertThat(traffic.sent(peer(ours))).containsExactly("cmpctblock");
      assertThat(traffic.received(peer(ours))).isEmpty();
      assertThat(log(bitcoind))
          .contains(
              "Successfully reconstructed block %s with 1 txn prefilled, 1 txn from mempool"
                  .formatted(mined.hash()));

      Transaction unknown = RegtestNode.spend(5_000, 1, RegtestNode.output(known, 0));
      ours.node.mineOnly(unknown);
      awaitSameTip(ours, bitcoind);
      assertThat(traffic.sent(peer(ours))).containsExactly("blocktxn", "cmpctblock");
      assertThat(traffic.received(peer(ours))).containsExactly("getblocktxn");
    }
  }

  @Test
  void newBlocks_passThroughUsAsCompactOnes() {
    try (Bitcoind first = Bitcoind.start("-corepolicy=1");
        Bitcoind second = Bitcoind.start("-corepolicy=1", "-debug=cmpctblock");
        RealNode ours = RealNode.connectedTo(first, second)) {
      first.generate(50);
      awaitSameTip(ours, first);
      awaitSameTip(ours, second);
      // Each new block passes through us, from one announcement to the next.
      for (int i = 0; i < 5; i++) {
        first.generate(1);
        awaitSameTip(ours, first);
        awaitSameTip(ours, second);
      }
      String last = second.tip();
      assertThat(log(second)).contains("Successfully reconstructed block " + last);
    }
  }
}
