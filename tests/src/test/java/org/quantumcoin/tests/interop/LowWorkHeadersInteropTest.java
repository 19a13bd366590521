package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.p2p.message.Headers;
import org.quantumcoin.node.p2p.sync.LoopbackNode;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;

/// A bitcoind whose chain has less work than ours, and then more: its headers go through both
/// phases.
@Timeout(180)
final class LowWorkHeadersInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int OURS = 2_300;
  private static final int THEIRS = 2_100;

  /// A header and its count of transactions.
  private static final int HEADER_BYTES = 81;

  private static long headerBytes(LoopbackNode node) {
    return node.manager.info().getFirst().bytesReceivedPerMessage().getOrDefault("headers", 0L);
  }

  @Test
  void bitcoindsHeaders_areKept_onlyWhenTheyHaveTheWork() {
    try (Bitcoind bitcoind = Bitcoind.start("-whitelist=noban@127.0.0.1");
        LoopbackNode node = LoopbackNode.start()) {
      Block first = node.chain.mine(OURS).getFirst();
      bitcoind.generate(THEIRS);
      // Or it would follow us.
      bitcoind.call("submitheader", HexFormat.of().formatHex(first.header().toBytes()));
      bitcoind.call("invalidateblock", first.hash().toString());
      BlockHash theirFirst = BlockHash.fromHex(bitcoind.call("getblockhash", 1).asString());
      node.manager.addNode("127.0.0.1:" + bitcoind.p2pPort());
      Bitcoind.await(
          PATIENCE,
          "all headers were looked at",
          () -> node.peers() == 1 && headerBytes(node) > THEIRS * HEADER_BYTES);
      Bitcoind.await(
          PATIENCE, "and given up", () -> node.manager.info().getFirst().presyncedHeaders() == -1);
      assertThat(node.chain.find(theirFirst)).isNull();

      bitcoind.generate(OURS - THEIRS + 50);
      BlockHash tip = BlockHash.fromHex(bitcoind.tip());
      Bitcoind.await(PATIENCE, "kept", () -> node.chain.find(tip) != null);
      assertThat(node.chain.snapshot().bestHeader().hash()).isEqualTo(tip);
      // Twice, but for what is behind the last full message.
      assertThat(headerBytes(node))
          .isGreaterThan((THEIRS + 2L * Headers.MAX_HEADERS) * HEADER_BYTES);
    }
  }
}
