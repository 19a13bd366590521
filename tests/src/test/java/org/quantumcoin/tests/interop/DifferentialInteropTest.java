package org.quantumcoin.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quantumcoin.node.chain.BlockIndex;
import org.quantumcoin.node.encoding.Hex;
import org.quantumcoin.node.mempool.MempoolConfig;
import org.quantumcoin.node.mempool.RegtestNode;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// Random transactions with random scripts, good ones and damaged ones, given to bitcoind and to
/// us: first to the mempool, then alone in a block. The same verdicts, for the same reasons.
///
/// Every run is made from a seed and can be made again: `-Ddifferential.seed`, with
/// `-Ddifferential.cases` for how many. Half of the cases meet a mempool that takes standard
/// transactions only; the other half one that takes all, so that the policy of the interpreter is
/// seen at work on scripts that are not standard too.
final class DifferentialInteropTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = Long.getLong("differential.seed", 29);
  private static final int CASES = Integer.getInteger("differential.cases", 6_000);
  private static final int BATCH = 100;

  /// From so many cases on the share of valid ones is no accident.
  private static final int MEANINGFUL = 1_000;

  private static final long COIN = 100_000_000L;

  /// Coinbases that are worth something to begin with, and those that make them ripe.
  private static final int FUNDS = 20;

  private static final int RIPE = 121;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void verdictsOfMempoolAndBlock_areTheSame(boolean requireStandard) {
    List<String> options = new ArrayList<>(Arrays.asList(MempoolVerdicts.CORE_POLICY));
    options.add("-acceptnonstdtxn=" + (requireStandard ? 0 : 1));
    // One thread, so that of two bad inputs it is always the first that is named; and no check of
    // the whole index with each block.
    options.addAll(List.of("-par=1", "-checkblockindex=0", "-checkmempool=0"));
    try (Bitcoind bitcoind = Bitcoind.start(options.toArray(String[]::new));
        RegtestNode ours = RegtestNode.open(MempoolConfig.defaults(requireStandard))) {
      DifferentialReport report = new DifferentialReport();
      try {
        new Run(bitcoind, ours, report).judgeAll(SEED + (requireStandard ? 0 : 1), CASES / 2);
      } finally {
        report.print("seed " + SEED + (requireStandard ? ", standard only" : ", all relayed"));
      }
      assertThat(report.differences()).isEmpty();
      // Of too many good ones or bad ones, most would fail or pass for the same reason.
      if (CASES >= MEANINGFUL) {
        assertThat(report.validByBlock()).isBetween(CASES / 5, CASES * 3 / 10);
      }
    }
  }

  /// Two nodes with one chain.
  private record Run(Bitcoind bitcoind, RegtestNode ours, DifferentialReport report) {
    void judgeAll(long seed, int cases) {
      CaseGenerator generator = new CaseGenerator(new Chance(seed), mineFunds(), FUNDS * 50 * COIN);
      for (int done = 0; done < cases; done += BATCH) {
        BlockIndex tip = ours.chain.snapshot().tip();
        CaseGenerator.Batch batch =
            generator.batch(Math.min(BATCH, cases - done), tip.height(), tip.medianTimePast());
        extend(List.of(batch.funding()));
        for (int i = 0; i < batch.size(); i++) {
          judge(batch.get(i));
        }
      }
    }

    private List<OutPoint> mineFunds() {
      List<OutPoint> funds = new ArrayList<>();
      for (int i = 0; i < RIPE; i++) {
        Block block = extend(List.of());
        if (i < FUNDS) {
          funds.add(new OutPoint(block.transactions().getFirst().txid(), 0));
        }
      }
      return funds;
    }

    private Block next(List<Transaction> transactions) {
      return BlockMaker.block(ours.chain.snapshot().tip(), transactions);
    }

    /// Both take this block.
    private Block extend(List<Transaction> transactions) {
      Block block = next(transactions);
      assertThat(ChainCopy.submit(bitcoind, BlockMaker.hex(block))).isEmpty();
      assertThat(submit(block)).isEmpty();
      return block;
    }

    private String submit(Block block) {
      return ChainCopy.answer(ours.chain.submitBlock(block, true).join());
    }

    private void judge(CaseGenerator.Case next) {
      Transaction tx = next.tx();
      Block block = next(List.of(tx));
      String tried = Hex.encode(tx.toBytes());
      JsonNode theirs =
          JSON.readTree(
              bitcoind.raw(
                  """
                  [{"id":0,"method":"testmempoolaccept","params":[["%s"],0]},
                   {"id":1,"method":"submitblock","params":["%s"]}]\
                  """
                      .formatted(tried, BlockMaker.hex(block))));
      String ourMempool = MempoolVerdicts.of(ours.pool.test(tx).join());
      String ourBlock = submit(block);
      JsonNode theirMempool = theirs.get(0).get("result");
      JsonNode theirBlock = theirs.get(1).get("result");
      String mempool =
          theirMempool == null || theirMempool.isNull()
              ? theirs.get(0).get("error").get("message").asString()
              : MempoolVerdicts.of(theirMempool.get(0));
      String blockAnswer =
          !theirs.get(1).get("error").isNull()
              ? theirs.get(1).get("error").get("message").asString()
              : theirBlock.isNull() ? "" : theirBlock.asString();
      report.add(next, mempool, ourMempool, blockAnswer, ourBlock);
      if (blockAnswer.isEmpty() != ourBlock.isEmpty()) {
        throw new AssertionError("consensus: " + report.differences());
      }
    }
  }
}
