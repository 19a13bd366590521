package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.TxAcceptance;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.Txid;

/// Our chain, mempool and peers beside a bitcoind: both follow each other.
@Timeout(240)
final class RelayInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ELSEWHERE = "bcrt1qw508d6qejxtdg4y5r3zarvary0c5xw7kygt080";

  @Test
  void chainAndTransactions_travelBothWays() {
    try (Bitcoind bitcoind = Bitcoind.start("-corepolicy=1")) {
      bitcoind.call("createwallet", "w");
      String address = bitcoind.call("getnewaddress").asString();
      bitcoind.call("generatetoaddress", 110, address);
      for (int i = 0; i < 20; i++) {
        bitcoind.call("sendtoaddress", address, "0.5");
        bitcoind.call("generatetoaddress", 1, address);
      }
      try (RealNode ours = RealNode.connectedTo(bitcoind)) {
        Bitcoind.await(PATIENCE, "synced", () -> ours.tip().equals(bitcoind.tip()));

        String sent = bitcoind.call("sendtoaddress", address, "1.25").asString();
        Bitcoind.await(
            PATIENCE, "theirs here", () -> ours.node.pool.find(Txid.fromHex(sent)) != null);
        Block mined = ours.node.mine(1).getFirst();
        assertThat(mined.transactions()).hasSize(2);
        Bitcoind.await(PATIENCE, "our block there", () -> ours.tip().equals(bitcoind.tip()));
        assertThat(bitcoind.call("getrawmempool").size()).isZero();

        ours.node.mine(100);
        Bitcoind.await(PATIENCE, "all there", () -> bitcoind.height() == 231);
        Transaction own = RegtestNode.spend(5_000, 2, RegtestNode.coinbaseOf(mined));
        assertThat(ours.node.submit(own)).isInstanceOf(TxAcceptance.Accepted.class);
        Bitcoind.await(
            PATIENCE,
            "ours there",
            () -> bitcoind.call("getrawmempool").toString().contains(own.txid().toString()));
        bitcoind.call("generatetoaddress", 1, address);
        Bitcoind.await(PATIENCE, "taken", () -> ours.node.pool.info().transactions() == 0);

        String fork = bitcoind.call("getblockhash", 202).asString();
        bitcoind.call("invalidateblock", fork);
        bitcoind.call("generatetoaddress", 35, ELSEWHERE);
        Bitcoind.await(PATIENCE, "reorganised", () -> ours.tip().equals(bitcoind.tip()));
        assertThat(ours.height()).isEqualTo(236);
      }
    }
  }
}
