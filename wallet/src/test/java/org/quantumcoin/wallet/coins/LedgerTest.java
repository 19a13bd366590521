package org.quantumcoin.wallet.coins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.coinbase;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.quantumcoin.node.primitives.Block;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.BlockHeader;
import org.quantumcoin.node.primitives.Hash256;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.coins.Ledger.Balances;

class LedgerTest {
  private static final int OWN_SCRIPTS = 50;
  private static final long NOW = 1_700_000_000;

  private final Scripts own = new Scripts();
  private final Ledger ledger = new Ledger(own);
  private final List<Block> chain = new ArrayList<>();
  private int nonce;

  /// The first scripts are ours.
  private static final class Scripts implements Ledger.OwnScripts {
    private final Map<Script, ScriptSource> known = new HashMap<>();
    private final Set<ScriptSource> used = new HashSet<>();

    Scripts() {
      for (int i = 0; i < OWN_SCRIPTS; i++) {
        known.put(CoinsFixture.script(i), new ScriptSource(0, i, 0));
      }
    }

    @Override
    public Optional<ScriptSource> find(Script script) {
      return Optional.ofNullable(known.get(script));
    }

    @Override
    public void used(ScriptSource source, Script script) {
      used.add(source);
    }
  }

  private static TxOut own(int number, long sats) {
    return new TxOut(sats, CoinsFixture.script(number));
  }

  private static TxOut foreign(long sats) {
    return new TxOut(sats, foreignScript(1));
  }

  private boolean connect(Transaction... transactions) {
    return connectAll(List.of(transactions));
  }

  /// A block with a foreign coinbase before these.
  private boolean connectAll(List<Transaction> transactions) {
    List<Transaction> all = new ArrayList<>();
    all.add(coinbase(chain.size(), foreignScript(0)));
    all.addAll(transactions);
    return connectExactly(all);
  }

  private boolean connectExactly(List<Transaction> transactions) {
    BlockHeader header =
        new BlockHeader(1, BlockHash.ZERO, Hash256.ZERO, NOW - 1_000 + chain.size(), 0, nonce++);
    Block block = Block.create(header, transactions);
    chain.add(block);
    return ledger.blockConnected(
        block, block.hash(), chain.size() - 1, header.time(), OptionalLong.empty(), () -> NOW);
  }

  private void connectEmpty(int count) {
    for (int i = 0; i < count; i++) {
      connect();
    }
  }

  private void disconnect() {
    Block block = chain.removeLast();
    ledger.blockDisconnected(block, chain.size(), () -> NOW);
  }

  private boolean pool(Transaction tx) {
    return ledger.addedToMempool(tx, () -> NOW);
  }

  private WalletTx get(Transaction tx) {
    return ledger.find(tx.txid()).orElseThrow();
  }

  /// From the running sums, which have to say what looking at every coin says.
  private Balances balances() {
    Balances sums = ledger.balances(0);
    assertThat(ledger.balances(0, _ -> true)).isEqualTo(sums);
    assertThat(ledger.balances(1)).isEqualTo(ledger.balances(1, _ -> true));
    return sums;
  }

  /// Pays us 1,000 satoshis from somewhere, in a block.
  private Transaction received() {
    Transaction tx = pay(List.of(foreignCoin(1)), own(1, 1_000), foreign(77));
    connect(tx);
    return tx;
  }

  @Test
  void block_whenItPaysUs_confirms() {
    Transaction tx = received();
    assertThat(get(tx).isConfirmed()).isTrue();
    assertThat(ledger.depth(get(tx))).isEqualTo(1);
    connect();
    assertThat(ledger.depth(get(tx))).isEqualTo(2);
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
    assertThat(ledger.credit(get(tx))).isEqualTo(1_000);
    assertThat(get(tx).isOurs(0)).isTrue();
    assertThat(get(tx).isOurs(1)).isFalse();
    assertThat(own.used).containsExactly(new ScriptSource(0, 1, 0));
  }

  @Test
  void block_whenNothingIsOurs_leavesNothing() {
    assertThat(connect(pay(List.of(foreignCoin(1)), foreign(5)))).isFalse();
    assertThat(ledger.size()).isZero();
    assertThat(ledger.takeChanged()).isEmpty();
    assertThat(ledger.tipHeight()).isZero();
  }

  @Test
  void takeChanged_whenAskedTwice_isEmptyTheSecondTime() {
    Transaction tx = received();
    assertThat(ledger.takeChanged()).containsExactly(get(tx));
    assertThat(ledger.takeChanged()).isEmpty();
  }

  @Test
  void block_whenItSpendsOurs_isOursWithoutAnyOutput() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), foreign(900));
    assertThat(connect(spend)).isTrue();
    assertThat(ledger.isFromUs(get(spend))).isTrue();
    assertThat(ledger.debit(spend)).isEqualTo(1_000);
    assertThat(ledger.isSpent(output(from, 0))).isTrue();
    assertThat(ledger.isSpent(output(from, 1))).isFalse();
    assertThat(balances()).isEqualTo(Balances.NOTHING);
    assertThat(ledger.wasSpentFrom(CoinsFixture.script(1))).isTrue();
    assertThat(ledger.wasSpentFrom(CoinsFixture.script(2))).isFalse();
  }

  @Test
  void disconnect_makesInactive_andConnectingConfirmsAgain() {
    Transaction tx = received();
    disconnect();
    assertThat(get(tx).state()).isEqualTo(new TxState.Inactive(false));
    assertThat(ledger.depth(get(tx))).isZero();
    assertThat(ledger.tipHeight()).isEqualTo(-1);
    assertThat(balances()).isEqualTo(Balances.NOTHING);
    connect(tx);
    assertThat(get(tx).isConfirmed()).isTrue();
    assertThat(ledger.size()).isEqualTo(1);
  }

  @Test
  void coinbase_whenDisconnected_isAbandonedWithWhatSpendsIt() {
    Transaction base = coinbase(0, CoinsFixture.script(3));
    connectExactly(List.of(base));
    Transaction child = pay(List.of(output(base, 0)), own(4, 100));
    ledger.addOwn(child, Map.of(), () -> NOW);
    Transaction grandchild = pay(List.of(output(child, 0)), own(5, 90));
    ledger.addOwn(grandchild, Map.of(), () -> NOW);
    disconnect();
    assertThat(get(base).isAbandoned()).isTrue();
    assertThat(get(child).isAbandoned()).isTrue();
    assertThat(get(grandchild).isAbandoned()).isTrue();
    assertThat(balances()).isEqualTo(Balances.NOTHING);
  }

  @Test
  void coinbase_isImmatureBelowDepth101_andTrustedFromThere() {
    Transaction base = coinbase(0, CoinsFixture.script(3));
    connectExactly(List.of(base));
    connectEmpty(99);
    assertThat(ledger.depth(get(base))).isEqualTo(100);
    assertThat(ledger.isImmatureCoinbase(get(base))).isTrue();
    assertThat(balances()).isEqualTo(new Balances(0, 0, 5_000_000_000L));
    assertThat(ledger.coins(false)).isEmpty();
    assertThat(ledger.coins(true)).hasSize(1);
    connect();
    assertThat(ledger.depth(get(base))).isEqualTo(101);
    assertThat(ledger.isImmatureCoinbase(get(base))).isFalse();
    assertThat(balances()).isEqualTo(new Balances(5_000_000_000L, 0, 0));
    assertThat(ledger.coins(false)).hasSize(1);
  }

  @Test
  void block_whenItSpendsOtherwise_conflictsWithDescendants() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    Transaction child = pay(List.of(output(spend, 0)), own(3, 800));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    ledger.addOwn(child, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(output(from, 0)), own(4, 700));
    connect(rival);
    connect();
    assertThat(get(spend).isBlockConflicted()).isTrue();
    assertThat(get(child).isBlockConflicted()).isTrue();
    assertThat(ledger.depth(get(spend))).isEqualTo(-2);
    assertThat(ledger.conflicts(get(spend))).containsExactly(rival.txid());
    assertThat(ledger.conflicts(get(rival))).containsExactly(spend.txid());
    assertThat(balances()).isEqualTo(new Balances(700, 0, 0));
    assertThat(ledger.isSpent(output(spend, 0))).isFalse();
  }

  @Test
  void conflict_whenForeignRivalIsInBlock_givesTheOtherInputsBack() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0), foreignCoin(2)), foreign(900));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    assertThat(ledger.isSpent(output(from, 0))).isTrue();
    connect(pay(List.of(foreignCoin(2)), foreign(1)));
    assertThat(get(spend).isBlockConflicted()).isTrue();
    assertThat(ledger.isSpent(output(from, 0))).isFalse();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void reorganisation_whenTheConflictingBlockGoes_revivesWithDescendants() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    Transaction child = pay(List.of(output(spend, 0)), own(3, 800));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    ledger.addOwn(child, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(output(from, 0)), own(4, 700));
    connect(rival);
    connect();
    disconnect();
    assertThat(get(spend).isBlockConflicted()).isTrue();
    disconnect();
    assertThat(get(spend).state()).isEqualTo(new TxState.Inactive(false));
    assertThat(get(child).state()).isEqualTo(new TxState.Inactive(false));
    connect(spend, child);
    assertThat(get(spend).isConfirmed()).isTrue();
    assertThat(get(child).isConfirmed()).isTrue();
    assertThat(get(rival).isBlockConflicted()).isTrue();
    assertThat(balances()).isEqualTo(new Balances(800, 0, 0));
  }

  /// Who sends a transaction hears that the mempool took it, perhaps after a block did already.
  @Test
  void mempool_whenABlockHasTheTransaction_changesNothing() {
    Transaction tx = received();
    assertThat(pool(tx)).isTrue();
    assertThat(get(tx).isConfirmed()).isTrue();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
    disconnect();
    assertThat(pool(tx)).isTrue();
    assertThat(get(tx).isInMempool()).isTrue();
  }

  @Test
  void mempool_whenABlockContradictsTheTransaction_changesNothing() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(output(from, 0)), own(3, 800));
    connect(rival);
    assertThat(pool(spend)).isTrue();
    assertThat(get(spend).isBlockConflicted()).isTrue();
    assertThat(get(rival).mempoolConflicts()).isEmpty();
    assertThat(balances()).isEqualTo(new Balances(800, 0, 0));
  }

  @Test
  void mempoolConflict_lastsAsLongAsTheOtherIsInTheMempool() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0), foreignCoin(2)), own(2, 900));
    Transaction child = pay(List.of(output(spend, 0)), own(3, 800));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    ledger.addOwn(child, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(foreignCoin(2)), foreign(1));
    assertThat(pool(rival)).isFalse();
    assertThat(get(spend).mempoolConflicts()).containsExactly(rival.txid());
    assertThat(get(child).mempoolConflicts()).containsExactly(rival.txid());
    assertThat(ledger.isSpent(output(from, 0))).isFalse();
    ledger.removedFromMempool(rival);
    assertThat(get(spend).isMempoolConflicted()).isFalse();
    assertThat(get(child).isMempoolConflicted()).isFalse();
    assertThat(ledger.isSpent(output(from, 0))).isTrue();
  }

  @Test
  void mempoolConflict_whenTheOtherGetsIntoABlock_becomesABlocks() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(output(from, 0)), own(3, 800));
    pool(rival);
    assertThat(get(spend).isMempoolConflicted()).isTrue();
    connect(rival);
    assertThat(get(spend).isMempoolConflicted()).isFalse();
    assertThat(get(spend).isBlockConflicted()).isTrue();
  }

  @Test
  void mempool_whenForeignPays_isPending_andWhenRemoved_isNothing() {
    Transaction tx = pay(List.of(foreignCoin(1)), own(1, 1_000));
    connect();
    assertThat(pool(tx)).isTrue();
    assertThat(balances()).isEqualTo(new Balances(0, 1_000, 0));
    assertThat(ledger.coins(false)).singleElement().matches(coin -> !coin.safe());
    ledger.removedFromMempool(tx);
    assertThat(get(tx).state()).isEqualTo(new TxState.Inactive(false));
    assertThat(balances()).isEqualTo(Balances.NOTHING);
    assertThat(ledger.coins(false)).isEmpty();
  }

  @Test
  void change_isTrustedInTheMempool_butCountsNotAboveDepthZero() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), foreign(300), own(2, 600));
    pool(spend);
    assertThat(ledger.isTrusted(get(spend))).isTrue();
    assertThat(balances()).isEqualTo(new Balances(600, 0, 0));
    assertThat(ledger.balances(1)).isEqualTo(Balances.NOTHING);
    assertThat(ledger.coins(false)).singleElement().matches(Ledger.OwnCoin::safe);
  }

  @Test
  void change_whenAnInputIsForeign_isPending() {
    Transaction from = received();
    Transaction joint = pay(List.of(output(from, 0), foreignCoin(5)), own(2, 600));
    pool(joint);
    assertThat(ledger.isTrusted(get(joint))).isFalse();
    assertThat(balances()).isEqualTo(new Balances(0, 600, 0));
  }

  @Test
  void change_whenItSpendsAPendingCoin_isPending() {
    connect();
    Transaction pending = pay(List.of(foreignCoin(1)), own(1, 1_000));
    pool(pending);
    pool(pay(List.of(output(pending, 0)), own(2, 900)));
    assertThat(balances()).isEqualTo(new Balances(0, 900, 0));
  }

  @Test
  void abandon_givesInputsBack_withDescendants() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    Transaction child = pay(List.of(output(spend, 0)), own(3, 800));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    ledger.addOwn(child, Map.of(), () -> NOW);
    assertThat(balances()).isEqualTo(Balances.NOTHING);
    assertThat(ledger.abandon(get(spend))).isTrue();
    assertThat(get(spend).isAbandoned()).isTrue();
    assertThat(get(child).isAbandoned()).isTrue();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void abandon_whenInMempoolOrBlock_isRefused() {
    Transaction from = received();
    assertThat(ledger.abandon(get(from))).isFalse();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    pool(spend);
    assertThat(ledger.abandon(get(spend))).isFalse();
    assertThat(get(spend).isInMempool()).isTrue();
  }

  @Test
  void abandoned_whenSeenInMempool_standsAgain_butNotByADisconnect() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    assertThat(ledger.abandon(get(spend))).isTrue();
    connect();
    disconnect();
    assertThat(get(spend).isAbandoned()).isTrue();
    pool(spend);
    assertThat(get(spend).isInMempool()).isTrue();
    assertThat(ledger.isSpent(output(from, 0))).isTrue();
  }

  @Test
  void remove_whenItPaidUs_takesItsCoinOut_andABlockBringsItBack() {
    Transaction tx = received();
    Block block = chain.getLast();
    ledger.remove(get(tx));
    assertThat(ledger.find(tx.txid())).isEmpty();
    assertThat(ledger.size()).isZero();
    assertThat(ledger.all()).isEmpty();
    assertThat(ledger.takeChanged()).isEmpty();
    assertThat(balances()).isEqualTo(Balances.NOTHING);
    assertThat(ledger.blockRescanned(block, block.hash(), 0, NOW, NOW, () -> NOW)).isTrue();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void remove_whenItSpendsOurs_givesTheCoinBack() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    connect(spend);
    assertThat(ledger.wasSpentFrom(CoinsFixture.script(1))).isTrue();
    ledger.remove(get(spend));
    assertThat(ledger.isSpent(output(from, 0))).isFalse();
    assertThat(ledger.hasSpenders(from.txid())).isFalse();
    assertThat(ledger.wasSpentFrom(CoinsFixture.script(1))).isFalse();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void remove_whenAnotherSpendsIt_leavesThatOne_andItsRivalStillContradicts() {
    Transaction from = received();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    Transaction rival = pay(List.of(output(from, 0)), own(3, 800));
    connect(spend);
    WalletTx _ = ledger.addOwn(rival, Map.of(), () -> NOW);
    ledger.remove(get(from));
    assertThat(get(spend).isConfirmed()).isTrue();
    assertThat(ledger.debit(spend)).isZero();
    assertThat(ledger.conflicts(get(spend))).containsExactly(rival.txid());
    ledger.remove(get(rival));
    assertThat(ledger.conflicts(get(spend))).isEmpty();
    assertThat(balances()).isEqualTo(new Balances(900, 0, 0));
  }

  @Test
  void provenInBlock_isTakenOnlyWhereAnOutputIsOurs() {
    connectEmpty(5);
    TxState.Confirmed where =
        new TxState.Confirmed(chain.get(2).hash(), 2, 7, chain.get(2).header().time());
    Transaction ours = pay(List.of(foreignCoin(1)), own(1, 1_000));
    assertThat(ledger.provenInBlock(ours, where, () -> NOW)).isTrue();
    assertThat(ledger.depth(get(ours))).isEqualTo(3);
    Transaction spend = pay(List.of(output(ours, 0)), foreign(900));
    assertThat(ledger.provenInBlock(spend, where, () -> NOW)).isFalse();
    assertThat(ledger.find(spend.txid())).isEmpty();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void isSpent_whenOutputIsUnknown_isFalse() {
    OutPoint unknown = foreignCoin(9);
    assertThat(ledger.isSpent(unknown)).isFalse();
    assertThat(ledger.ownOutput(unknown)).isEmpty();
  }

  @Test
  void balances_whenCoinsAreLeftOut_doNotCountThem() {
    connect(pay(List.of(foreignCoin(1)), own(1, 1_000), own(2, 500)));
    assertThat(ledger.balances(0, out -> out.value() != 500)).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void reexamine_whenScriptsAreNew_findsWhatPaidToThem() {
    Transaction tx = pay(List.of(foreignCoin(1)), own(1, 1_000), own(OWN_SCRIPTS, 300));
    connect(tx);
    List<WalletTx> _ = ledger.takeChanged();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
    own.known.put(CoinsFixture.script(OWN_SCRIPTS), new ScriptSource(1, 0, 0));
    ledger.reexamine();
    assertThat(balances()).isEqualTo(new Balances(1_300, 0, 0));
    assertThat(ledger.takeChanged()).containsExactly(get(tx));
  }

  @Test
  void rescan_whenBlockIsBelowTheTip_confirmsWithoutMovingTheTip() {
    connectEmpty(5);
    Transaction tx = pay(List.of(foreignCoin(1)), own(1, 1_000));
    Block block = Block.create(chain.getFirst().header(), List.of(tx));
    assertThat(ledger.blockRescanned(block, block.hash(), 2, NOW, NOW, () -> NOW)).isTrue();
    assertThat(ledger.tipHeight()).isEqualTo(4);
    assertThat(ledger.depth(get(tx))).isEqualTo(3);
  }

  @Test
  void all_isInTheOrderOfBecomingKnown() {
    Transaction first = received();
    Transaction second = pay(List.of(foreignCoin(2)), own(2, 5));
    connect(second);
    assertThat(ledger.all()).containsExactly(get(first), get(second));
    assertThat(ledger.latestFirst()).containsExactly(get(second), get(first));
    assertThat(ledger.hasSpenders(first.txid())).isFalse();
  }

  @Test
  void block_whenTheTransactionStandsInAnother_confirmsItThere() {
    Transaction tx = received();
    TxState before = get(tx).state();
    List<WalletTx> _ = ledger.takeChanged();
    connect(tx);
    assertThat(get(tx).state()).isNotEqualTo(before).isInstanceOf(TxState.Confirmed.class);
    assertThat(ledger.depth(get(tx))).isEqualTo(1);
    assertThat(ledger.takeChanged()).containsExactly(get(tx));
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void rescan_whenTheTransactionStandsInThatBlockAlready_changesNothing() {
    Transaction tx = received();
    List<WalletTx> _ = ledger.takeChanged();
    Block block = chain.getFirst();
    assertThat(
            ledger.blockRescanned(
                block, block.hash(), 0, block.header().time(), block.header().time(), () -> NOW))
        .isTrue();
    assertThat(ledger.takeChanged()).isEmpty();
    assertThat(get(tx).isConfirmed()).isTrue();
  }

  @Test
  void unconfirmUnless_whenBlocksStand_changesNothing() {
    received();
    List<WalletTx> _ = ledger.takeChanged();
    ledger.unconfirmUnless((_, _) -> true);
    assertThat(ledger.takeChanged()).isEmpty();
    assertThat(balances()).isEqualTo(new Balances(1_000, 0, 0));
  }

  @Test
  void unconfirmUnless_whenBlocksAreGone_takesBackWhatTheyConfirmedAndContradicted() {
    Transaction from = received();
    BlockHash first = chain.getFirst().hash();
    Transaction spend = pay(List.of(output(from, 0)), own(2, 900));
    ledger.addOwn(spend, Map.of(), () -> NOW);
    Transaction rival = pay(List.of(output(from, 0)), own(4, 700));
    connect(rival);
    assertThat(get(spend).isBlockConflicted()).isTrue();
    ledger.unconfirmUnless((hash, _) -> hash.equals(first));
    assertThat(get(from).isConfirmed()).isTrue();
    assertThat(get(rival).state()).isEqualTo(new TxState.Inactive(false));
    assertThat(get(spend).state()).isEqualTo(new TxState.Inactive(false));
    assertThat(ledger.isSpent(output(from, 0))).isTrue();
    assertThat(balances()).isEqualTo(Balances.NOTHING);
  }

  @Test
  void unconfirmUnless_whenACoinbaseIsGone_abandonsItAndNotWhatSpendsIt() {
    Transaction base = coinbase(0, CoinsFixture.script(3));
    connectExactly(List.of(base));
    Transaction child = pay(List.of(output(base, 0)), own(4, 100));
    ledger.addOwn(child, Map.of(), () -> NOW);
    ledger.unconfirmUnless((_, _) -> false);
    assertThat(get(base).isAbandoned()).isTrue();
    assertThat(get(child).isAbandoned()).as("the block may come again").isFalse();
  }
}
