package org.quantumcoin.node.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

final class PackageRulesTest {
  private static TxOutPoint coin(int number) {
    return new TxOutPoint(new OutPoint(Txid.fromHex("%064x".formatted(number)), 0), 5_000_000_000L);
  }

  private static List<Transaction> unrelated(int count) {
    List<Transaction> list = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      list.add(spend(1000, 1, coin(i)));
    }
    return list;
  }

  /// Of exactly so many weight units.
  private static Transaction weighing(int weight, int coin) {
    Transaction small = spend(1000, 1, coin(coin));
    TxOut data = new TxOut(0, Script.of(new byte[300]));
    Transaction shape = Transaction.create(2, small.inputs(), List.of(data), 0);
    int missing = weight - shape.weight();
    // A length of over 252 bytes takes two bytes more in either case.
    TxOut larger = new TxOut(0, Script.of(new byte[300 + missing / 4 / 2 * 2]));
    Transaction tx = Transaction.create(2, small.inputs(), List.of(larger), 0);
    assertThat(tx.weight()).isBetween(weight - 8, weight + 8);
    return tx;
  }

  @Test
  void atMostTwentyFive() {
    assertThat(PackageRules.brokenBy(unrelated(25))).isEmpty();
    assertThat(PackageRules.brokenBy(unrelated(26))).contains("package-too-many-transactions");
  }

  @Test
  void atMostSoHeavyTogether_butOneAloneMayBeHeavier() {
    assertThat(PackageRules.brokenBy(List.of(weighing(201_980, 1), weighing(201_980, 2))))
        .isEmpty();
    assertThat(PackageRules.brokenBy(List.of(weighing(202_020, 1), weighing(202_020, 2))))
        .contains("package-too-large");
    assertThat(PackageRules.brokenBy(List.of(weighing(410_000, 1)))).isEmpty();
  }

  @Test
  void parentsFirst_noneTwice_noConflicts() {
    Transaction parent = spend(1000, 2, coin(1));
    Transaction child = spend(1000, 1, output(parent, 0));
    assertThat(PackageRules.brokenBy(List.of(parent, child))).isEmpty();
    assertThat(PackageRules.brokenBy(List.of(child, parent))).contains("package-not-sorted");
    assertThat(PackageRules.brokenBy(List.of(parent, parent)))
        .contains("package-contains-duplicates");
    assertThat(PackageRules.brokenBy(List.of(parent, spend(9, 1, coin(1)))))
        .contains("conflict-in-package");
    Transaction empty = Transaction.create(2, List.<TxIn>of(), parent.outputs(), 0);
    assertThat(PackageRules.brokenBy(List.of(empty))).contains("conflict-in-package");
  }

  @Test
  void family_isAChildOfAllOthers_thatAreNotRelated() {
    Transaction one = spend(1000, 2, coin(1));
    Transaction two = spend(1000, 2, coin(2));
    Transaction onOne = spend(1000, 1, output(one, 0));
    Transaction onBoth = spend(1000, 1, output(one, 1), output(two, 0));
    assertThat(PackageRules.isChildWithParentsTree(List.of(one, two, onBoth))).isTrue();
    assertThat(PackageRules.isChildWithParentsTree(List.of(one, two, onOne))).isFalse();
    assertThat(PackageRules.isChildWithParents(List.of(one))).isFalse();
    Transaction onChain = spend(1000, 1, output(one, 1), output(onOne, 0));
    assertThat(PackageRules.isChildWithParents(List.of(one, onOne, onChain))).isTrue();
    assertThat(PackageRules.isChildWithParentsTree(List.of(one, onOne, onChain))).isFalse();
  }

  @Test
  void hash_doesNotDependOnTheOrder() {
    List<Transaction> list = unrelated(3);
    Hash256 hash = PackageRules.hash(list);
    assertThat(PackageRules.hash(list.reversed())).isEqualTo(hash);
    assertThat(PackageRules.hash(list.subList(0, 2))).isNotEqualTo(hash);
  }
}
