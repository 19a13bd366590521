package org.quantumcoin.node.p2p.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

final class OrphanPoolTest {
  private static final Txid PARENT = Txid.fromHex("11".repeat(32));
  private static final long EXPIRY_MILLIS = 20 * 60 * 1000L;

  private final OrphanPool<String> orphans = new OrphanPool<>(new Random(7));

  private static Transaction child(int index) {
    return child(index, 1);
  }

  private static Transaction child(int index, int scriptBytes) {
    return Transaction.create(
        2,
        List.of(new TxIn(new OutPoint(PARENT, index), Script.EMPTY, TxIn.SEQUENCE_FINAL)),
        List.of(new TxOut(1000, Script.of(new byte[scriptBytes]))),
        0);
  }

  @Test
  void oneMoreThanThereMayBe_drivesOutOne_butNotAlwaysTheOldest() {
    List<Transaction> all = new ArrayList<>();
    for (int i = 0; i <= OrphanPool.MAX_ORPHANS; i++) {
      all.add(child(i));
      orphans.add(all.get(i), "a", 0);
    }
    assertThat(orphans.size()).isEqualTo(OrphanPool.MAX_ORPHANS);
    assertThat(all.stream().filter(tx -> !orphans.contains(tx.wtxid()))).hasSize(1);
    assertThat(orphans.contains(all.getFirst().wtxid())).isTrue();
  }

  @Test
  void standardWeight_isKept_andMoreIsNot() {
    int overhead = child(0, 100_000 - 100).weight() - 4 * (100_000 - 100);
    int limit = (OrphanPool.MAX_WEIGHT - overhead) / 4;
    Transaction large = child(0, limit);
    Transaction tooLarge = child(0, limit + 1);
    assertThat(large.weight()).isEqualTo(OrphanPool.MAX_WEIGHT);
    orphans.add(large, "a", 0);
    orphans.add(tooLarge, "a", 0);
    assertThat(orphans.contains(large.wtxid())).isTrue();
    assertThat(orphans.contains(tooLarge.wtxid())).isFalse();
  }

  @Test
  void orphan_staysUntilTheLastOfItsAnnouncersGoes() {
    Transaction tx = child(0);
    orphans.add(tx, "a", 0);
    orphans.add(tx, "b", 0);
    orphans.removeFrom("a");
    assertThat(orphans.isFrom(tx.wtxid(), "a")).isFalse();
    assertThat(orphans.isFrom(tx.wtxid(), "b")).isTrue();
    orphans.removeFrom("b");
    assertThat(orphans.size()).isZero();
    assertThat(orphans.children(PARENT)).isEmpty();
  }

  @Test
  void childrenOfOnePeer_comeNewestFirst_andNobodyElses() {
    Transaction first = child(0);
    Transaction second = child(1);
    Transaction others = child(2);
    orphans.add(first, "a", 0);
    orphans.add(others, "b", 1);
    orphans.add(second, "a", 2);
    assertThat(orphans.childrenFrom("a", PARENT)).containsExactly(second, first);
    assertThat(orphans.children(PARENT))
        .containsExactly(
            new OrphanPool.Child<>(first, "a"),
            new OrphanPool.Child<>(others, "b"),
            new OrphanPool.Child<>(second, "a"));
  }

  @Test
  void orphan_expiresAfterTwentyMinutes() {
    orphans.add(child(0), "a", 1_000);
    orphans.add(child(1), "a", 2_000);
    orphans.expire(1_000 + EXPIRY_MILLIS - 1);
    assertThat(orphans.size()).isEqualTo(2);
    orphans.expire(1_000 + EXPIRY_MILLIS);
    assertThat(orphans.size()).isEqualTo(1);
  }

  @Test
  void whatABlockSpent_canNotBeSpentByAnOrphan() {
    orphans.add(child(0), "a", 0);
    orphans.add(child(1), "a", 0);
    orphans.removeSpenders(Set.of(new OutPoint(PARENT, 1)));
    assertThat(orphans.contains(child(0).wtxid())).isTrue();
    assertThat(orphans.contains(child(1).wtxid())).isFalse();
  }
}
