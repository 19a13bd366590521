package org.quantumcoin.node.mining;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.api.MempoolAccess.NextTransaction;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.mempool.Candidate;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

final class NextBlocksTest {
  private static final int MANY = 50_000;

  /// So many times it is done before it is timed: a window asks every second.
  private static final int ROUNDS = 6;

  @Test
  void nextBlocks_ofAnEmptyMempool_areNone() {
    try (RegtestNode node = RegtestNode.open()) {
      assertThat(of(TemplateOptions.DEFAULT, node, 3)).isEmpty();
    }
  }

  private static List<NextBlock> of(TemplateOptions options, RegtestNode node, int count) {
    return NextBlocks.of(options, node.chain.snapshot().tip(), node.pool.candidates(), count);
  }

  @Test
  void firstBlock_isWhatTheTemplateHolds_andTheNextHaveTheRest() {
    try (RegtestNode node = RegtestNode.open()) {
      List<Block> mined = node.mine(120);
      List<Transaction> sent = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        Transaction parent =
            RegtestNode.spend(1_000 + 500 * i, 2, RegtestNode.coinbaseOf(mined.get(i)));
        Transaction child = RegtestNode.spend(9_000, 1, RegtestNode.output(parent, 0));
        sent.add(parent);
        sent.add(child);
      }
      sent.forEach(node::submit);
      assertThat(node.pool.info().transactions()).isEqualTo(24);

      int third = sent.stream().mapToInt(Transaction::weight).sum() / 3;
      TemplateOptions small = new TemplateOptions(8_000 + third, 8_000, new FeeRate(1_000));
      List<NextBlock> blocks = of(small, node, 8);
      List<Txid> template =
          new BlockTemplateBuilder(node.chain, node.pool, Clock.systemUTC(), small)
              .fromMempool(RegtestNode.PAYS_ANYONE).join().block().transactions().stream()
                  .skip(1)
                  .map(Transaction::txid)
                  .toList();

      assertThat(ids(blocks.getFirst())).isEqualTo(template);
      assertThat(blocks).hasSizeBetween(3, 5);
      List<Txid> all = new ArrayList<>();
      for (NextBlock block : blocks) {
        assertThat(block.weight()).isLessThanOrEqualTo(third);
        assertThat(block.lowest()).isLessThanOrEqualTo(block.median());
        assertThat(block.median()).isLessThanOrEqualTo(block.highest());
        all.addAll(ids(block));
      }
      assertThat(all)
          .containsExactlyInAnyOrderElementsOf(sent.stream().map(Transaction::txid).toList());
      assertThat(blocks.stream().mapToLong(NextBlock::feeSats).sum())
          .isEqualTo(node.pool.info().totalFeeSats());
      // Each parent stands before its child, in its block or an earlier one.
      for (int i = 0; i < sent.size(); i += 2) {
        assertThat(all.indexOf(sent.get(i).txid())).isLessThan(all.indexOf(sent.get(i + 1).txid()));
      }
    }
  }

  private static List<Txid> ids(NextBlock block) {
    return block.transactions().stream().map(NextTransaction::txid).toList();
  }

  @Test
  void threeBlocks_ofFiftyThousandTransactions_takeTheBestAndTakeThemOnce() {
    try (RegtestNode node = RegtestNode.open()) {
      BlockIndex tip = node.chain.snapshot().tip();
      List<Candidate> candidates = many(new Random(7));
      List<NextBlock> blocks = List.of();
      long millis = 0;
      for (int i = 0; i < ROUNDS; i++) {
        long start = System.nanoTime();
        blocks = NextBlocks.of(TemplateOptions.DEFAULT, tip, candidates, 3);
        millis = (System.nanoTime() - start) / 1_000_000;
      }
      System.out.println("three blocks of " + MANY + " transactions: " + millis + " ms");
      assertThat(blocks).hasSize(3);
      Set<Txid> seen = new HashSet<>();
      for (NextBlock block : blocks) {
        assertThat(block.weight()).isBetween(3_900_000L, 3_992_000L);
        ids(block).forEach(txid -> assertThat(seen.add(txid)).isTrue());
      }
      assertThat(blocks.get(1).highest()).isLessThanOrEqualTo(blocks.get(0).highest());
      assertThat(blocks.get(2).highest()).isLessThanOrEqualTo(blocks.get(1).highest());
    }
  }

  /// A fifth of them spend an earlier one.
  private static List<Candidate> many(Random random) {
    List<Candidate> candidates = new ArrayList<>();
    byte[] hash = new byte[32];
    for (int i = 0; i < MANY; i++) {
      random.nextBytes(hash);
      Transaction tx =
          Transaction.create(
              2,
              List.of(new TxIn(new OutPoint(new Txid(Hash256.of(hash)), 0), Script.EMPTY, -1)),
              List.of(new TxOut(1_000, RegtestNode.PAYS_ANYONE), new TxOut(i, Script.EMPTY)),
              0);
      List<Integer> parents =
          i > 0 && random.nextInt(5) == 0 ? List.of(random.nextInt(i)) : List.of();
      long fee = 100L + random.nextInt(10_000);
      candidates.add(new Candidate(tx, fee, fee, tx.virtualSize(), 4, parents));
    }
    return candidates;
  }
}
