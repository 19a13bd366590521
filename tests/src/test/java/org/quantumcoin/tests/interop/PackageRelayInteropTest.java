package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.PackageAcceptance;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.Transaction;

/// A parent without fee and the child that pays for it travel between a bitcoind and us: the child
/// comes first, is an orphan, and brings its parent.
@Timeout(300)
final class PackageRelayInteropTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static Transaction version3(Transaction tx) {
    return Transaction.create(3, tx.inputs(), tx.outputs(), tx.lockTime());
  }

  private record Family(Transaction parent, Transaction child) {
    static Family of(TxOutPoint coin, long fee) {
      Transaction parent = version3(spend(0, 2, coin));
      return new Family(parent, version3(spend(fee, 1, output(parent, 0))));
    }

    List<Transaction> members() {
      return List.of(parent, child);
    }
  }

  private static boolean has(Bitcoind bitcoind, Family family) {
    String pool = bitcoind.call("getrawmempool").toString();
    return pool.contains(family.parent.txid().toString())
        && pool.contains(family.child.txid().toString());
  }

  private static boolean has(RealNode ours, Family family) {
    return ours.node.pool.find(family.parent.txid()) != null
        && ours.node.pool.find(family.child.txid()) != null;
  }

  private static void give(Bitcoind bitcoind, Family family) {
    List<String> hex = family.members().stream().map(tx -> Hex.encode(tx.toBytes())).toList();
    assertThat(bitcoind.call("submitpackage", hex).get("package_msg").asString())
        .isEqualTo("success");
  }

  private static void give(RealNode ours, Family family) {
    assertThat(ours.node.pool.submitPackage(family.members()).join().outcome())
        .isEqualTo(PackageAcceptance.Outcome.TAKEN);
  }

  @Test
  void families_travelBothWays_andReplaceEachOther() {
    try (Bitcoind bitcoind = Bitcoind.start(MempoolVerdicts.CORE_POLICY);
        RealNode ours = RealNode.connectedTo(bitcoind)) {
      List<TxOutPoint> coins = new ArrayList<>();
      for (Block block : ours.node.mine(110)) {
        coins.add(RegtestNode.coinbaseOf(block));
      }
      Bitcoind.await(PATIENCE, "our blocks there", () -> bitcoind.height() == 110);

      Family theirs = Family.of(coins.get(0), 1_000);
      give(bitcoind, theirs);
      Bitcoind.await(PATIENCE, "their family here", () -> has(ours, theirs));

      Family own = Family.of(coins.get(1), 1_000);
      give(ours, own);
      Bitcoind.await(PATIENCE, "our family there", () -> has(bitcoind, own));

      Family better = Family.of(coins.get(0), 9_000);
      give(bitcoind, better);
      Bitcoind.await(PATIENCE, "their better family here", () -> has(ours, better));
      assertThat(ours.node.pool.find(theirs.child.txid())).isNull();

      Family best = Family.of(coins.get(1), 9_000);
      give(ours, best);
      Bitcoind.await(PATIENCE, "our better family there", () -> has(bitcoind, best));
      assertThat(bitcoind.call("getrawmempool").size()).isEqualTo(4);

      Transaction second = version3(spend(30_000, 1, output(best.parent, 1)));
      bitcoind.call("sendrawtransaction", Hex.encode(second.toBytes()));
      Bitcoind.await(
          PATIENCE, "the sibling here", () -> ours.node.pool.find(second.txid()) != null);
      assertThat(ours.node.pool.find(best.child.txid())).isNull();

      Block mined = ours.node.mine(1).getFirst();
      assertThat(mined.transactions()).hasSize(5);
      Bitcoind.await(PATIENCE, "taken", () -> bitcoind.call("getrawmempool").isEmpty());
    }
  }
}
