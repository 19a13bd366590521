package org.quantumcoin.node.mempool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.node.mempool.RegtestNode.accepted;
import static org.quantumcoin.node.mempool.RegtestNode.coinbaseOf;
import static org.quantumcoin.node.mempool.RegtestNode.output;
import static org.quantumcoin.node.mempool.RegtestNode.spend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.quantumcoin.node.chain.BlockVerdict;
import org.quantumcoin.node.mempool.PackageAcceptance.Member;
import org.quantumcoin.node.mempool.PackageAcceptance.Outcome;
import org.quantumcoin.node.mempool.RegtestNode.TxOutPoint;
import org.quantumcoin.node.mempool.TxAcceptance.Kind;
import org.quantumcoin.node.policy.PolicyLimits;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.node.primitives.Witness;

@Timeout(120)
final class MempoolTest {
  private final RegtestNode node = RegtestNode.open();
  private final List<Block> blocks = node.mine(104);

  @AfterEach
  void close() {
    node.close();
  }

  private TxOutPoint coin(int block) {
    return coinbaseOf(blocks.get(block));
  }

  private void assertAccepted(Transaction tx) {
    assertThat(node.submit(tx)).isInstanceOf(TxAcceptance.Accepted.class);
  }

  private void assertRefused(Transaction tx, String reason) {
    assertThat(node.submit(tx))
        .isInstanceOfSatisfying(
            TxAcceptance.Refused.class, refused -> assertThat(refused.reason()).isEqualTo(reason));
  }

  @Test
  void spend_isKept_mined_andGone() {
    Transaction tx = spend(1000, 1, coin(0));
    assertThat(node.submit(tx)).isEqualTo(accepted(tx, 1000));
    assertThat(node.submit(tx)).isEqualTo(new TxAcceptance.AlreadyKnown("txn-already-in-mempool"));
    assertThat(node.pool.find(tx.txid())).isEqualTo(tx);
    assertThat(node.pool.find(tx.wtxid())).isEqualTo(tx);
    Block block = node.mine(1).getFirst();
    assertThat(block.transactions()).hasSize(2).contains(tx);
    assertThat(node.pool.info().transactions()).isZero();
    assertThat(node.pool.info().memoryBytes()).isZero();
    assertThat(node.submit(tx)).isEqualTo(new TxAcceptance.AlreadyKnown("txn-already-known"));
  }

  @Test
  void coinbase_isSpendableAfterHundredBlocks_andNotOneEarlier() {
    // 104 blocks: the next is 105, and the coinbase of block 5 has exactly 100 on it then.
    assertRefused(spend(1000, 1, coin(5)), "bad-txns-premature-spend-of-coinbase");
    assertAccepted(spend(1000, 1, coin(4)));
  }

  @Test
  void missingInput_isNamed() {
    OutPoint unknown = new OutPoint(Txid.fromHex("77".repeat(32)), 3);
    assertThat(node.submit(spend(1000, 1, new TxOutPoint(unknown, 50_000))))
        .isEqualTo(new TxAcceptance.MissingInputs(Set.of(unknown)));
  }

  @Test
  void feeBelowRelayFee_isRefused_andExactlyItIsNot() {
    Transaction shape = spend(1000, 1, coin(0));
    int size = shape.virtualSize();
    assertThat(node.submit(spend(size - 1, 1, coin(0))))
        .isEqualTo(
            new TxAcceptance.Refused(
                Kind.POLICY, "min relay fee not met", (size - 1) + " < " + size));
    assertAccepted(spend(size, 1, coin(0)));
  }

  @Test
  void badScript_isNamedWithItsInput() {
    TxOutPoint from = coin(0);
    Transaction good = spend(1000, 1, from);
    TxIn wrongScript = good.inputs().get(0).withWitness(Witness.of(List.of(new byte[] {0x52})));
    Transaction wrong = Transaction.create(2, List.of(wrongScript), good.outputs(), 0);
    assertThat(node.submit(wrong))
        .isEqualTo(
            new TxAcceptance.Refused(
                Kind.POLICY,
                "mempool-script-verify-flag-failed (Witness program hash mismatch)",
                "input 0 of %s (wtxid %s), spending %s"
                    .formatted(wrong.txid(), wrong.wtxid(), from.outpoint())));
  }

  /// What is known to be valid is one witness, not whatever has its txid.
  @Test
  void block_withAnotherWitnessOfAKnownTransaction_isRefused() {
    Transaction good = spend(1000, 1, coin(0));
    assertAccepted(good);
    TxIn stolen = good.inputs().get(0).withWitness(Witness.of(List.of(new byte[] {0x52})));
    Transaction wrong = Transaction.create(2, List.of(stolen), good.outputs(), 0);
    assertThat(wrong.txid()).isEqualTo(good.txid());
    Block template = node.templates.of(RegtestNode.PAYS_ANYONE, List.of(wrong)).join().block();
    assertThat(node.chain.submitBlock(RegtestNode.solve(template), true).join())
        .isInstanceOf(BlockVerdict.Invalid.class);
    assertThat(node.pool.find(good.txid())).isNotNull();
    Block block = node.mine(1).getFirst();
    assertThat(block.transactions()).hasSize(2);
  }

  @Test
  void replacement_needsMoreFee_andMoreThanItsOwnRelay() {
    Transaction first = spend(1000, 1, coin(0));
    assertAccepted(first);
    assertRefused(spend(1000, 2, coin(0)), "insufficient fee");
    assertRefused(spend(1000 + first.virtualSize() - 1, 1, coin(0)), "insufficient fee");
    Transaction second = spend(1000 + first.virtualSize(), 1, coin(0));
    assertAccepted(second);
    assertThat(node.pool.find(first.txid())).isNull();
    assertThat(node.pool.info().transactions()).isEqualTo(1);
  }

  @Test
  void replacement_takesDescendantsWithIt_andMayNotAddUnconfirmed() {
    Transaction parent = spend(1000, 2, coin(0));
    Transaction child = spend(1000, 1, output(parent, 0));
    Transaction other = spend(1000, 1, coin(1));
    assertAccepted(parent);
    assertAccepted(child);
    assertAccepted(other);
    assertRefused(spend(50_000, 1, coin(0), output(other, 0)), "replacement-adds-unconfirmed");
    assertRefused(spend(50_000, 1, coin(0), output(parent, 1)), "bad-txns-spends-conflicting-tx");
    assertAccepted(spend(50_000, 1, coin(0)));
    assertThat(node.pool.find(child.txid())).isNull();
    assertThat(node.pool.info().transactions()).isEqualTo(2);
  }

  @Test
  void chainOfTwentyFive_isAccepted_andTheNextIsNot() {
    Transaction last = spend(1000, 1, coin(0));
    assertAccepted(last);
    for (int i = 2; i <= 25; i++) {
      last = spend(1000, 1, output(last, 0));
      assertAccepted(last);
    }
    assertRefused(spend(1000, 1, output(last, 0)), "too-long-mempool-chain");
    assertThat(node.pool.entry(last.txid()).orElseThrow().ancestorCount()).isEqualTo(25);
    assertThat(node.pool.ancestors(last.txid())).hasSize(24);
    node.mine(1);
    assertAccepted(spend(1000, 1, output(last, 0)));
  }

  @Test
  void sums_followAdditionAndBlocks() {
    Transaction parent = spend(1000, 2, coin(0));
    Transaction one = spend(2000, 1, output(parent, 0));
    Transaction two = spend(3000, 1, output(parent, 1));
    assertAccepted(parent);
    assertAccepted(one);
    assertAccepted(two);
    EntryInfo info = node.pool.entry(parent.txid()).orElseThrow();
    assertThat(info.descendantCount()).isEqualTo(3);
    assertThat(info.descendantFees()).isEqualTo(6000);
    assertThat(info.children()).containsExactlyInAnyOrder(one.txid(), two.txid());
    node.mineOnly(parent);
    assertThat(node.pool.entry(one.txid()).orElseThrow().ancestorCount()).isEqualTo(1);
    assertThat(node.pool.entry(one.txid()).orElseThrow().ancestorFees()).isEqualTo(2000);
    assertThat(node.pool.info().totalFeeSats()).isEqualTo(5000);
  }

  @Test
  void blockWithConflict_removesOursWithItsChildren() {
    Transaction ours = spend(1000, 1, coin(0));
    Transaction child = spend(1000, 1, output(ours, 0));
    assertAccepted(ours);
    assertAccepted(child);
    node.mineOnly(spend(7, 1, coin(0)));
    assertThat(node.pool.info().transactions()).isZero();
  }

  @Test
  void reorganisation_bringsTransactionsBack_inOrderOfDependence() {
    Transaction parent = spend(1000, 1, coin(0));
    Transaction child = spend(1000, 1, output(parent, 0));
    assertAccepted(parent);
    assertAccepted(child);
    node.mine(1);
    Transaction grandchild = spend(1000, 1, output(child, 0));
    assertAccepted(grandchild);
    BlockHash tip = node.chain.snapshot().tip().hash();
    node.chain.invalidate(Objects.requireNonNull(node.chain.find(tip))).join();
    // The rebuild is the command behind the one that moved the tip.
    node.chain.onWriter(_ -> true).join();
    node.chain.onWriter(_ -> true).join();
    assertThat(node.pool.entries().stream().map(EntryInfo::tx))
        .containsExactly(parent, child, grandchild);
    assertThat(node.pool.entry(grandchild.txid()).orElseThrow().ancestorCount()).isEqualTo(3);
    assertThat(node.mine(1).getFirst().transactions()).hasSize(4);
  }

  @Test
  void reorganisation_dropsWhatSpendsAnImmatureCoinbase() {
    assertAccepted(spend(1000, 1, coin(4)));
    node.chain.invalidate(node.chain.snapshot().tip()).join();
    node.chain.onWriter(_ -> true).join();
    node.chain.onWriter(_ -> true).join();
    assertThat(node.pool.info().transactions()).isZero();
  }

  @Test
  void lockTimes_holdUntilTheNextBlockMayHaveThem() {
    assertRefused(spend(1000, 1, 0, 105, coin(0)), "non-final");
    assertAccepted(spend(1000, 1, 0, 104, coin(0)));
    // Block 2 (index 1) has 103 confirmations in block 105.
    assertRefused(spend(1000, 1, 104, 0, coin(1)), "non-BIP68-final");
    assertAccepted(spend(1000, 1, 103, 0, coin(1)));
  }

  @Test
  void test_answersWithoutKeeping_andSeesEarlierOnes() {
    Transaction parent = spend(1000, 1, coin(0));
    Transaction child = spend(1000, 1, output(parent, 0));
    assertThat(node.pool.test(List.of(parent, child)).join())
        .isEqualTo(
            new PackageAcceptance(
                Outcome.TAKEN,
                "",
                Map.of(
                    parent.wtxid(),
                    new Member.Judged(accepted(parent, 1000)),
                    child.wtxid(),
                    new Member.Judged(accepted(child, 1000)))));
    assertThat(node.pool.info().transactions()).isZero();
  }

  @Test
  void coinbaseAndNonStandard_areRefused() {
    assertRefused(node.mine(1).getFirst().transactions().get(0), "coinbase");
    Transaction shape = spend(1000, 1, coin(0));
    Transaction odd =
        Transaction.create(2, shape.inputs(), List.of(new TxOut(5000, Script.fromHex("5152"))), 0);
    assertRefused(odd, "scriptpubkey");
  }

  @Test
  void fullPool_evictsTheCheapest_andAsksMoreAfterwards() {
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
      List<Transaction> kept = new ArrayList<>();
      for (int i = 0; i < 25; i++) {
        Transaction tx = spend(1000 + 100 * i, 1, coinbaseOf(mined.get(i)));
        kept.add(tx);
        full.submit(tx);
      }
      assertThat(full.pool.info().memoryBytes()).isLessThanOrEqualTo(20_000);
      assertThat(full.pool.find(kept.getFirst().txid())).isNull();
      assertThat(full.pool.find(kept.getLast().txid())).isNotNull();
      assertThat(full.pool.minFeeRateSatPerKvb()).isGreaterThan(1000);
      assertThat(full.submit(kept.getFirst()))
          .isInstanceOfSatisfying(
              TxAcceptance.Refused.class,
              refused -> assertThat(refused.reason()).isEqualTo("mempool min fee not met"));
    }
  }

  @Test
  void priority_countsAsFee() {
    Transaction poor = spend(1, 1, coin(0));
    assertRefused(poor, "min relay fee not met");
    node.pool.prioritise(poor.txid(), 10_000).join();
    assertAccepted(poor);
    assertThat(node.pool.entry(poor.txid()).orElseThrow().modifiedFeeSats()).isEqualTo(10_001);
  }
}
