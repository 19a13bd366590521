package org.quantumcoin.wallet.coins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.quantumcoin.wallet.TestPayments.coinbase;
import static org.quantumcoin.wallet.TestPayments.foreignCoin;
import static org.quantumcoin.wallet.TestPayments.foreignScript;
import static org.quantumcoin.wallet.TestPayments.output;
import static org.quantumcoin.wallet.TestPayments.pay;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
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
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;

/// Running sums against a look at every output of every transaction, after each of many random
/// events.
class CoinIndexPropertyTest {
  private static final int HISTORIES = 60;
  private static final int EVENTS = 80;
  private static final int OWN_SCRIPTS = 10;
  private static final long NOW = 1_700_000_000;

  private static Optional<ScriptSource> source(Script script) {
    for (int i = 0; i < OWN_SCRIPTS; i++) {
      if (CoinsFixture.script(i).equals(script)) {
        return Optional.of(new ScriptSource(0, i, 0));
      }
    }
    return Optional.empty();
  }

  private static final class OwnScripts implements Ledger.OwnScripts {
    @Override
    public Optional<ScriptSource> find(Script script) {
      return source(script);
    }

    @Override
    public void used(ScriptSource source, Script script) {}
  }

  /// One history.
  private static final class Walk {
    private final SplittableRandom random;
    private final Ledger ledger = new Ledger(new OwnScripts());
    private final List<Block> chain = new ArrayList<>();
    private final List<Transaction> made = new ArrayList<>();
    private final Set<Transaction> pool = new HashSet<>();
    private int nonce;

    Walk(long seed) {
      this.random = new SplittableRandom(seed);
    }

    private Script anyScript() {
      int number = random.nextInt(2 * OWN_SCRIPTS);
      return number < OWN_SCRIPTS ? CoinsFixture.script(number) : foreignScript(number);
    }

    /// Spends outputs that there are, spent or not, so that some contradict each other.
    private Transaction make() {
      Set<OutPoint> coins = new HashSet<>();
      for (int i = random.nextInt(3); i >= 0; i--) {
        coins.add(
            made.isEmpty() || random.nextInt(4) == 0
                ? foreignCoin(random.nextInt(30))
                : output(made.get(random.nextInt(made.size())), random.nextInt(2)));
      }
      Transaction tx =
          pay(
              List.copyOf(coins),
              new TxOut(random.nextInt(1, 1_000), anyScript()),
              new TxOut(random.nextInt(1, 1_000), anyScript()));
      made.add(tx);
      return tx;
    }

    private Transaction anyMade() {
      return made.isEmpty() ? make() : made.get(random.nextInt(made.size()));
    }

    private void connect() {
      List<Transaction> all = new ArrayList<>();
      all.add(coinbase(chain.size() + 1_000 * nonce, anyScript()));
      for (int i = random.nextInt(3); i > 0; i--) {
        all.add(random.nextBoolean() ? make() : anyMade());
      }
      BlockHeader header =
          new BlockHeader(1, BlockHash.ZERO, Hash256.ZERO, NOW - 1_000 + nonce, 0, nonce++);
      Block block = Block.create(header, all.stream().distinct().toList());
      chain.add(block);
      boolean _ =
          ledger.blockConnected(
              block,
              block.hash(),
              chain.size() - 1,
              header.time(),
              OptionalLong.empty(),
              () -> NOW);
      block.transactions().forEach(pool::remove);
    }

    private void act() {
      switch (random.nextInt(9)) {
        case 0, 1, 2 -> connect();
        case 3 -> {
          if (!chain.isEmpty()) {
            Block gone = chain.removeLast();
            ledger.blockDisconnected(gone, chain.size(), () -> NOW);
          }
        }
        case 4 -> {
          Transaction tx = random.nextBoolean() ? make() : anyMade();
          if (pool.add(tx)) {
            boolean _ = ledger.addedToMempool(tx, () -> NOW);
          }
        }
        case 5 -> {
          Transaction tx = anyMade();
          if (pool.remove(tx)) {
            ledger.removedFromMempool(tx);
          }
        }
        case 6 -> {
          WalletTx _ = ledger.addOwn(make(), Map.of(), () -> NOW);
        }
        case 7 -> ledger.find(anyMade().txid()).ifPresent(ledger::remove);
        default -> ledger.find(anyMade().txid()).ifPresent(ledger::abandon);
      }
    }

    private long available(WalletTx tx) {
      long sum = 0;
      for (int i = 0; i < tx.tx().outputs().size(); i++) {
        if (tx.isOurs(i) && !ledger.isSpent(output(tx.tx(), i))) {
          sum += tx.tx().outputs().get(i).value();
        }
      }
      return sum;
    }

    private Balances counted(int minDepth) {
      long trusted = 0;
      long pending = 0;
      long immature = 0;
      for (WalletTx tx : ledger.all()) {
        boolean reliable = ledger.isTrusted(tx);
        if (tx.isAbandoned() || tx.isBlockConflicted()) {
          continue;
        }
        if (ledger.isImmatureCoinbase(tx)) {
          immature += tx.isConfirmed() ? ledger.credit(tx) : 0;
        } else if (reliable && ledger.depth(tx) >= minDepth) {
          trusted += available(tx);
        } else if (!reliable && tx.isInMempool()) {
          pending += available(tx);
        }
      }
      return new Balances(trusted, pending, immature);
    }

    private List<OutPoint> countedCoins() {
      List<OutPoint> coins = new ArrayList<>();
      for (WalletTx tx : ledger.all()) {
        for (int i = 0; i < tx.tx().outputs().size(); i++) {
          boolean stands = tx.isConfirmed() || tx.isInMempool();
          if (stands && tx.isOurs(i) && !ledger.isSpent(output(tx.tx(), i))) {
            coins.add(output(tx.tx(), i));
          }
        }
      }
      return coins;
    }

    private List<WalletTx> countedWaiting() {
      return ledger.all().stream()
          .filter(tx -> tx.state().equals(new TxState.Inactive(false)) && !tx.tx().isCoinbase())
          .toList();
    }

    private void check(String when) {
      for (int minDepth = 0; minDepth <= 3; minDepth++) {
        Balances expected = counted(minDepth);
        assertThat(ledger.balances(minDepth)).as(when).isEqualTo(expected);
        assertThat(ledger.balances(minDepth, _ -> true)).as(when).isEqualTo(expected);
      }
      assertThat(ledger.coins(true).stream().map(OwnCoin::outpoint))
          .as(when)
          .isEqualTo(countedCoins());
      assertThat(ledger.waiting()).as(when).isEqualTo(countedWaiting());
    }
  }

  @Test
  void sums_afterEachEvent_areWhatLookingAtAllSays() {
    for (int seed = 0; seed < HISTORIES; seed++) {
      Walk walk = new Walk(seed);
      for (int event = 0; event < EVENTS; event++) {
        walk.act();
        walk.check("seed " + seed + ", event " + event);
      }
    }
  }

  @Test
  void coinbases_whenTheyMature_moveFromOneSumToTheOther() {
    Walk walk = new Walk(1);
    for (int height = 0; height < 150; height++) {
      walk.connect();
      walk.check("height " + height);
    }
    assertThat(walk.ledger.balances(0).trusted()).isPositive();
    assertThat(walk.ledger.balances(0).immature()).isPositive();
  }
}
