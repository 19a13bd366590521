package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.coinbaseOf;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.ChainService.Subscription;
import org.quantumcoin.node.mempool.PackageAcceptance.Member;
import org.quantumcoin.node.mempool.PackageAcceptance.Outcome;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.policy.PolicyLimits;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// What a comparison with bitcoind does not reach: events, limits of memory, sums.
@Timeout(120)
final class PackageAcceptorTest {
  private final RegtestNode node = RegtestNode.open();
  private final List<Block> blocks = node.mine(110);

  @AfterEach
  void close() {
    node.close();
  }

  private TxOutPoint coin(int block) {
    return coinbaseOf(blocks.get(block));
  }

  private static Transaction version3(Transaction tx) {
    return Transaction.create(3, tx.inputs(), tx.outputs(), tx.lockTime());
  }

  private PackageAcceptance submit(Transaction... members) {
    return node.pool.submitPackage(List.of(members)).join();
  }

  private static TxAcceptance answer(PackageAcceptance answers, Transaction tx) {
    return ((Member.Judged) Objects.requireNonNull(answers.members().get(tx.wtxid()))).answer();
  }

  private static String reason(PackageAcceptance answers, Transaction tx) {
    return ((TxAcceptance.Refused) answer(answers, tx)).reason();
  }

  @Test
  void childPaysForParent_atTheirCommonRate() {
    Transaction parent = version3(spend(0, 1, coin(0)));
    Transaction child = version3(spend(1000, 1, output(parent, 0)));
    assertThat(node.submit(parent))
        .isInstanceOfSatisfying(
            TxAcceptance.Refused.class,
            refused -> assertThat(refused.kind()).isEqualTo(TxAcceptance.Kind.FEE));
    List<Txid> told = new ArrayList<>();
    try (Subscription _ =
        node.pool.subscribe(
            new TxPool.Listener() {
              @Override
              public void added(Transaction tx, long feeSats) {
                told.add(tx.txid());
              }
            })) {
      PackageAcceptance answers = submit(parent, child);
      assertThat(answers.outcome()).isEqualTo(Outcome.TAKEN);
      assertThat(answer(answers, parent))
          .isEqualTo(
              new TxAcceptance.Accepted(
                  0,
                  parent.virtualSize(),
                  FeeRate.of(1000, parent.virtualSize() + child.virtualSize()),
                  List.of(parent.wtxid(), child.wtxid()),
                  Set.of()));
    }
    assertThat(told).containsExactly(parent.txid(), child.txid());
    assertThat(node.pool.entry(child.txid()).orElseThrow().ancestorFees()).isEqualTo(1000);
    assertThat(node.mine(1).getFirst().transactions()).hasSize(3);
  }

  @Test
  void replacedFamily_isToldOnce_andIsGone() {
    Transaction parent = version3(spend(0, 1, coin(0)));
    Transaction child = version3(spend(1000, 1, output(parent, 0)));
    submit(parent, child);
    Transaction next = version3(spend(0, 2, coin(0)));
    Transaction paying = version3(spend(5000, 1, output(next, 0)));
    PackageAcceptance answers = submit(next, paying);
    assertThat(((TxAcceptance.Accepted) answer(answers, next)).replaced())
        .containsExactlyInAnyOrder(parent.txid(), child.txid());
    assertThat(((TxAcceptance.Accepted) answer(answers, paying)).replaced()).isEmpty();
    assertThat(node.pool.info().transactions()).isEqualTo(2);
    assertThat(node.pool.info().totalFeeSats()).isEqualTo(5000);
  }

  @Test
  void sibling_isEvicted_onlyByOneThatPaysMore() {
    Transaction parent = version3(spend(1000, 2, coin(0)));
    Transaction first = version3(spend(1000, 1, output(parent, 0)));
    assertThat(submit(parent, first).outcome()).isEqualTo(Outcome.TAKEN);
    int relay = first.virtualSize();
    Transaction poor = version3(spend(1000 + relay - 1, 1, output(parent, 1)));
    assertThat(node.submit(poor))
        .isInstanceOfSatisfying(
            TxAcceptance.Refused.class,
            refused ->
                assertThat(refused.reason())
                    .isEqualTo("insufficient fee (including sibling eviction)"));
    Transaction second = version3(spend(1000 + relay, 1, output(parent, 1)));
    assertThat(node.submit(second)).isInstanceOf(TxAcceptance.Accepted.class);
    assertThat(node.pool.find(first.txid())).isNull();
    assertThat(node.pool.entry(parent.txid()).orElseThrow().descendantCount()).isEqualTo(2);
  }

  @Test
  void blockWithTwoChildrenOfVersionThree_takenBack_leavesOne() {
    Transaction parent = version3(spend(1000, 2, coin(0)));
    Transaction one = version3(spend(1000, 1, output(parent, 0)));
    Transaction two = version3(spend(9000, 1, output(parent, 1)));
    node.mineOnly(parent, one, two);
    node.chain.invalidate(node.chain.snapshot().tip()).join();
    node.chain.onWriter(_ -> true).join();
    node.chain.onWriter(_ -> true).join();
    assertThat(node.pool.transactions()).containsExactly(parent, two);
    assertThat(node.pool.entry(parent.txid()).orElseThrow().descendantFees()).isEqualTo(10_000);
  }

  @Test
  void dust_livesOnlyWithTheChildThatSpendsIt() {
    Transaction free = version3(spend(0, 1, coin(0)));
    long value = free.outputs().getFirst().value();
    Transaction dusty =
        Transaction.create(
            3,
            free.inputs(),
            List.of(
                new TxOut(value - 1, RegtestNode.PAYS_ANYONE),
                new TxOut(1, RegtestNode.PAYS_ANYONE)),
            0);
    Transaction leaving = version3(spend(2000, 1, output(dusty, 0)));
    PackageAcceptance left = submit(dusty, leaving);
    assertThat(left.error()).isEqualTo("unspent-dust");
    assertThat(reason(left, leaving)).isEqualTo("missing-ephemeral-spends");
    Transaction sweeping = version3(spend(2000, 1, output(dusty, 0), output(dusty, 1)));
    assertThat(submit(dusty, sweeping).outcome()).isEqualTo(Outcome.TAKEN);
  }

  @Test
  void fullPool_takesNoPackageBelowItsFee_andEvictsWholeFamilies() {
    MempoolConfig small =
        new MempoolConfig(
            20_000,
            Duration.ofDays(1),
            MempoolConfig.DEFAULT_RELAY_FEE,
            MempoolConfig.DEFAULT_RELAY_FEE,
            true,
            PolicyLimits.DEFAULT,
            25,
            101_000,
            25,
            101_000,
            true);
    try (RegtestNode full = RegtestNode.open(small)) {
      List<Block> mined = full.mine(130);
      for (int i = 0; i < 25; i++) {
        full.submit(spend(1000 + 100 * i, 1, coinbaseOf(mined.get(i))));
      }
      long floor = full.pool.minFeeRateSatPerKvb();
      assertThat(floor).isGreaterThan(1000);
      Transaction parent = spend(200, 1, coinbaseOf(mined.get(26)));
      Transaction poor = spend(200, 1, output(parent, 0));
      PackageAcceptance refused = full.pool.submitPackage(List.of(parent, poor)).join();
      assertThat(refused.outcome()).isEqualTo(Outcome.MEMBER_REFUSED);
      assertThat(reason(refused, poor)).isEqualTo("mempool min fee not met");
      long enough = new FeeRate(floor).fee(parent.virtualSize() + poor.virtualSize());
      // The evicted must pay less than the newcomers, or these would go at once.
      Transaction rich = spend(enough + 5_000, 1, output(parent, 0));
      assertThat(full.pool.submitPackage(List.of(parent, rich)).join().outcome())
          .isEqualTo(Outcome.TAKEN);
      assertThat(full.pool.info().memoryBytes()).isLessThanOrEqualTo(20_000);
      Transaction barely = spend(200, 1, coinbaseOf(mined.get(27)));
      Transaction just = spend(enough - 199, 1, output(barely, 0));
      PackageAcceptance evicted = full.pool.submitPackage(List.of(barely, just)).join();
      assertThat(evicted.outcome()).isEqualTo(Outcome.MEMBER_REFUSED);
      assertThat(full.pool.find(barely.txid())).isNull();
      assertThat(full.pool.find(just.txid())).isNull();
      assertThat(full.pool.info().memoryBytes()).isLessThanOrEqualTo(20_000);
    }
  }
}
