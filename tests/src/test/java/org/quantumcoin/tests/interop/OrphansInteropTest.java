package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.TxMessage;
import org.quantumcoin.node.p2p.sync.RawPeer;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The same orphan at both programs, and what `getorphantxs` tells of it.
@Timeout(120)
final class OrphansInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// How long an orphan is kept, in seconds.
  private static final long EXPIRY = 20 * 60;

  private static final Transaction ORPHAN =
      Transaction.create(
          2,
          List.of(
              new TxIn(
                  new OutPoint(Txid.fromHex("%064x".formatted(7)), 0),
                  Script.EMPTY,
                  TxIn.SEQUENCE_FINAL)),
          List.of(
              new TxOut(10_000, Script.fromHex("0014751e76e8199196d454941c45d1b3a323f1433bd6"))),
          0);

  /// The answer to one without its times, which are checked.
  private static ObjectNode timeless(JsonNode answer) {
    assertThat(answer.size()).isEqualTo(1);
    ObjectNode orphan = (ObjectNode) answer.get(0);
    long entry = orphan.remove("entry").asLong();
    assertThat(orphan.remove("expiration").asLong()).isEqualTo(entry + EXPIRY);
    assertThat(entry).isCloseTo(System.currentTimeMillis() / 1_000, within(60L));
    return orphan;
  }

  @Test
  void orphans_areToldOfAsByBitcoind() throws IOException {
    try (Bitcoind bitcoind = Bitcoind.start("-maxtipage=999999999");
        OurNode ours = OurNode.start("-maxtipage=999999999");
        RawPeer atTheirs = RawPeer.shakeHands(bitcoind.p2pPort());
        RawPeer atOurs = RawPeer.shakeHands(ours.p2pPort())) {
      assertThat(ours.call("getorphantxs")).isEqualTo(bitcoind.call("getorphantxs"));
      for (RawPeer peer : List.of(atTheirs, atOurs)) {
        peer.send(new TxMessage(ORPHAN.toBytes()));
      }
      Bitcoind.await(PATIENCE, "theirs", () -> bitcoind.call("getorphantxs").size() == 1);
      Bitcoind.await(PATIENCE, "ours", () -> ours.call("getorphantxs").size() == 1);
      assertThat(ours.call("getorphantxs")).isEqualTo(bitcoind.call("getorphantxs"));
      for (int verbosity = 1; verbosity <= 2; verbosity++) {
        assertThat(timeless(ours.call("getorphantxs", verbosity)))
            .isEqualTo(timeless(bitcoind.call("getorphantxs", verbosity)));
      }
    }
  }
}
