package org.quantumcoin.node.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.quantumcoin.node.consensus.BlockFailure;
import org.quantumcoin.node.params.Chain;
import org.quantumcoin.node.params.Coin;
import org.quantumcoin.node.params.NetworkParams;
import org.quantumcoin.node.params.Networks;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.storage.StorageException;

class ChainManagerTest {
  private static final NetworkParams PARAMS =
      Networks.find(Coin.BITCOIN, Chain.REGTEST).orElseThrow();
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000L));

  @TempDir Path folder;
  private ChainManager chain;

  @BeforeEach
  void open() {
    chain = TestChains.open(TestChains.config(folder.resolve("a"), PARAMS), CLOCK);
  }

  @AfterEach
  void close() {
    chain.close();
  }

  private BlockIndex genesis() {
    return chain.snapshot().tip().ancestor(0);
  }

  private boolean unspent(OutPoint outpoint) {
    return chain.onWriter(view -> view.coins().get(outpoint) != null).join();
  }

  private String hash() {
    return chain.coinsStatistics(CoinsStatistics.HashKind.MUHASH).join().hash().toString();
  }

  @Test
  void tip_followsTheBranchWithMoreWork_andCoinsFollowIt() {
    BlockIndex shared = TestChains.extend(chain, genesis(), 101, 0);
    String before = hash();
    Block first = chain.readBlock(shared.ancestor(1));
    Transaction spend = TestChains.spendCoinbase(first, 1000);
    OutPoint coinbase = new OutPoint(first.transactions().get(0).txid(), 0);

    BlockIndex short1 =
        TestChains.add(chain, TestChains.block(PARAMS, shared, 1, List.of(spend), 1000));
    assertThat(chain.snapshot().tip()).isEqualTo(short1);
    assertThat(unspent(coinbase)).isFalse();

    BlockIndex long1 = TestChains.add(chain, TestChains.block(PARAMS, shared, 2, List.of(), 0));
    assertThat(chain.snapshot().tip()).isEqualTo(short1);
    BlockIndex long2 = TestChains.add(chain, TestChains.block(PARAMS, long1, 2, List.of(), 0));
    assertThat(chain.snapshot().tip()).isEqualTo(long2);
    assertThat(unspent(coinbase)).isTrue();
    assertThat(unspent(new OutPoint(spend.txid(), 0))).isFalse();

    chain.invalidate(long1).join();
    assertThat(chain.snapshot().tip()).isEqualTo(short1);
    chain.invalidate(short1).join();
    assertThat(chain.snapshot().tip()).isEqualTo(shared);
    assertThat(hash()).isEqualTo(before);
    chain.reconsider(long1).join();
    assertThat(chain.snapshot().tip()).isEqualTo(long2);
    assertThat(chain.verify(4, 0).join()).isTrue();
  }

  @Test
  void precious_movesTheTipToTheOtherOfTwoEqualBlocks() {
    BlockIndex one = TestChains.extend(chain, genesis(), 1, 1);
    BlockIndex other = TestChains.add(chain, TestChains.block(PARAMS, genesis(), 2, List.of(), 0));
    assertThat(chain.snapshot().tip()).isEqualTo(one);
    chain.prefer(other).join();
    assertThat(chain.snapshot().tip()).isEqualTo(other);
    chain.prefer(one).join();
    assertThat(chain.snapshot().tip()).isEqualTo(one);
  }

  @Test
  void coinbase_mayClaimFeesAndSubsidy_butNotASatoshiMore() {
    BlockIndex tip = TestChains.extend(chain, genesis(), 101, 0);
    Transaction spend = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(1)), 777);
    Block greedy = TestChains.block(PARAMS, tip, 0, List.of(spend), 778);
    BlockVerdict verdict = chain.submitBlock(greedy, true).join();
    assertThat(verdict)
        .isEqualTo(
            new BlockVerdict.Invalid(
                BlockFailure.CONSENSUS,
                "bad-cb-amount",
                "coinbase pays too much (actual=5000000778 vs limit=5000000777)"));
    assertThat(chain.snapshot().tip()).isEqualTo(tip);
    assertThat(chain.submitBlock(greedy, true).join())
        .isInstanceOfSatisfying(
            BlockVerdict.Invalid.class,
            v -> assertThat(v.failure()).isEqualTo(BlockFailure.CACHED_INVALID));
    TestChains.add(chain, TestChains.block(PARAMS, tip, 1, List.of(spend), 777));
  }

  @Test
  void coinbase_isSpendableAtDepthHundred_notBefore() {
    BlockIndex tip = TestChains.extend(chain, genesis(), 100, 0);
    Transaction second = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(2)), 0);
    Transaction first = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(1)), 0);
    assertThat(chain.submitBlock(TestChains.block(PARAMS, tip, 0, List.of(second), 0), true).join())
        .isInstanceOfSatisfying(
            BlockVerdict.Invalid.class,
            v -> assertThat(v.reason()).isEqualTo("bad-txns-premature-spend-of-coinbase"));
    TestChains.add(chain, TestChains.block(PARAMS, tip, 1, List.of(first), 0));
  }

  @Test
  void coin_spentTwiceInOneBlock_isRefused() {
    BlockIndex tip = TestChains.extend(chain, genesis(), 101, 0);
    Transaction spend = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(1)), 0);
    Transaction again = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(1)), 5);
    assertThat(
            chain
                .submitBlock(TestChains.block(PARAMS, tip, 0, List.of(spend, again), 5), true)
                .join())
        .isInstanceOfSatisfying(
            BlockVerdict.Invalid.class,
            v -> assertThat(v.reason()).isEqualTo("bad-txns-inputs-missingorspent"));
  }

  @Test
  void transactions_ofOneBlock_maySpendEachOther() {
    BlockIndex tip = TestChains.extend(chain, genesis(), 101, 0);
    String before = hash();
    Transaction first = TestChains.spendCoinbase(chain.readBlock(tip.ancestor(1)), 0);
    Transaction second =
        Transaction.create(
            2,
            List.of(new TxIn(new OutPoint(first.txid(), 0), Script.EMPTY, -1)),
            List.of(new TxOut(1, TestChains.OP_TRUE)),
            0);
    BlockIndex block =
        TestChains.add(chain, TestChains.block(PARAMS, tip, 0, List.of(first, second), 0));
    assertThat(unspent(new OutPoint(first.txid(), 0))).isFalse();
    assertThat(unspent(new OutPoint(second.txid(), 0))).isTrue();
    chain.invalidate(block).join();
    assertThat(hash()).isEqualTo(before);
  }

  @Test
  void block_thatWasCopiedFromARunningNode_isFoundAgainAfterReopening() throws IOException {
    BlockIndex tip = TestChains.extend(chain, genesis(), 30, 0);
    chain.flush().join();
    BlockIndex later = TestChains.extend(chain, tip, 5, 0);
    Path copy = folder.resolve("b");
    TestChains.copyTree(folder.resolve("a"), copy);
    try (ChainManager other = TestChains.open(TestChains.config(copy, PARAMS), CLOCK)) {
      assertThat(other.snapshot().height()).isBetween(tip.height(), later.height());
      BlockIndex at = other.snapshot().tip();
      TestChains.extend(other, at, 3, 7);
      assertThat(other.verify(4, 0).join()).isTrue();
    }
  }

  @Test
  void reopening_afterACleanClose_findsTheSameTipAndCoins() {
    BlockIndex tip = TestChains.extend(chain, genesis(), 20, 0);
    String before = hash();
    chain.close();
    chain = TestChains.open(TestChains.config(folder.resolve("a"), PARAMS), CLOCK);
    assertThat(chain.snapshot().tip().hash()).isEqualTo(tip.hash());
    assertThat(hash()).isEqualTo(before);
  }

  @Test
  void listeners_hearEveryBlockInOrder() {
    List<String> heard = new ArrayList<>();
    chain.subscribe(
        new ChainListener() {
          @Override
          public void blockConnected(BlockIndex index, Block block) {
            heard.add("+" + index.height());
          }

          @Override
          public void blockDisconnected(BlockIndex index, Block block) {
            heard.add("-" + index.height());
          }
        });
    BlockIndex one = TestChains.extend(chain, genesis(), 2, 1);
    TestChains.extend(chain, genesis(), 3, 2);
    assertThat(heard).containsExactly("+1", "+2", "-2", "-1", "+1", "+2", "+3");
    assertThat(chain.snapshot().contains(one)).isFalse();
  }

  @Test
  @Timeout(30)
  void failure_ofTheDisk_refusesWhatComesLater_andClosesAllTheSame() {
    StorageException broken = new StorageException("the disk is gone");
    CompletableFuture<Object> failed =
        chain.onWriter(_ -> {
          throw broken;
        });
    assertThat(failed).failsWithin(Duration.ofSeconds(10));
    assertThat(chain.flush())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCause(broken);
    chain.close();
  }

  @Test
  @Timeout(30)
  void bug_onTheWriter_leavesNobodyWaiting() {
    CompletableFuture<Object> unlucky =
        chain.onWriter(_ -> {
          throw new IllegalStateException("a bug");
        });
    CompletableFuture<Void> behind = chain.flush();
    assertThat(behind).failsWithin(Duration.ofSeconds(10));
    assertThat(unlucky).isCompletedExceptionally();
    chain.close();
  }
}
