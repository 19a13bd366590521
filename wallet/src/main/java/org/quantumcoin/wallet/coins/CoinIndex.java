package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.wallet.coins.Ledger.Balances;
import org.quantumcoin.wallet.coins.Ledger.OwnCoin;

/// Which transactions hold coins that nothing spends, and what they are worth together: so that a
/// balance is not summed over a whole history.
///
/// Each transaction is noted with a [Count] of what it adds to the sums. The ledger marks those
/// that changed, and the parents of those, whose outputs may be spent or given back by it; the next
/// question counts them anew. What depends on the last block (maturity) or on others in the mempool
/// (trust) is not counted but worked out at each question, for the few it concerns.
final class CoinIndex {
  /// What one transaction adds.
  ///
  /// @param listed it is among those that hold coins, or among those that wait
  /// @param confirmedSats unspent outputs of ours, if a block has it
  /// @param coinbaseHeight where it is a coinbase of ours in a block, else -1
  record Count(boolean listed, long confirmedSats, int coinbaseHeight) {
    static final Count NOTHING = new Count(false, 0, -1);
    static final Count LISTED = new Count(true, 0, -1);
  }

  /// What [#unspent] says of a transaction none of whose outputs is an unspent one of ours.
  private static final long NONE = -1;

  private final SpendGraph graph;
  private final List<WalletTx> stale = new ArrayList<>();
  private final NavigableMap<Long, WalletTx> holders = new TreeMap<>();
  private final NavigableMap<Long, WalletTx> pooled = new TreeMap<>();
  private final NavigableMap<Long, WalletTx> waiting = new TreeMap<>();
  private final NavigableMap<Integer, Set<WalletTx>> coinbases = new TreeMap<>();
  private long confirmedSats;
  private @Nullable Set<Script> spentScripts;

  CoinIndex(SpendGraph graph) {
    this.graph = graph;
  }

  /// Its state, or which of its outputs are ours, is another than before.
  void mark(WalletTx tx) {
    if (!tx.isStale()) {
      tx.setStale(true);
      stale.add(tx);
    }
  }

  /// The same, where what it spends is to be looked at too.
  void markWithParents(WalletTx tx) {
    mark(tx);
    for (TxIn input : tx.tx().inputs()) {
      WalletTx parent = graph.get(input.prevout().txid());
      if (parent != null) {
        mark(parent);
      }
    }
  }

  /// It is not the wallet's any more; the graph has forgotten it.
  void remove(WalletTx tx) {
    markWithParents(tx);
    stale.remove(tx);
    tx.setStale(false);
    uncount(tx);
    spentScripts = null;
  }

  private void refresh() {
    for (WalletTx tx : stale) {
      tx.setStale(false);
      uncount(tx);
      count(tx);
      if (spentScripts != null) {
        addSpentScripts(tx, spentScripts);
      }
    }
    stale.clear();
  }

  private void uncount(WalletTx tx) {
    Count old = tx.count();
    confirmedSats -= old.confirmedSats();
    if (old.coinbaseHeight() >= 0) {
      coinbases.getOrDefault(old.coinbaseHeight(), Set.of()).remove(tx);
    }
    if (old.listed()) {
      holders.remove(tx.position());
      pooled.remove(tx.position());
      waiting.remove(tx.position());
    }
    tx.setCount(Count.NOTHING);
  }

  private void count(WalletTx tx) {
    switch (tx.state()) {
      case TxState.Confirmed(BlockHash _, int height, int _, long _) -> {
        boolean coinbase = tx.tx().isCoinbase() && tx.hasOurs();
        long unspent = unspent(tx);
        if (unspent != NONE) {
          holders.put(tx.position(), tx);
        }
        if (unspent != NONE || coinbase) {
          long sats = Math.max(unspent, 0);
          confirmedSats = Math.addExact(confirmedSats, sats);
          if (coinbase) {
            coinbases.computeIfAbsent(height, _ -> new HashSet<>()).add(tx);
          }
          tx.setCount(new Count(unspent != NONE, sats, coinbase ? height : -1));
        }
      }
      case TxState.InMempool _ -> {
        if (unspent(tx) != NONE) {
          holders.put(tx.position(), tx);
          pooled.put(tx.position(), tx);
          tx.setCount(Count.LISTED);
        }
      }
      case TxState.Inactive(boolean abandoned) -> {
        if (!abandoned && !tx.tx().isCoinbase()) {
          waiting.put(tx.position(), tx);
          tx.setCount(Count.LISTED);
        }
      }
      case TxState.Conflicted _ -> {}
    }
  }

  /// What its unspent outputs of ours are worth, or [#NONE].
  private long unspent(WalletTx tx) {
    long sum = NONE;
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (tx.isOurs(i) && !graph.isSpent(new OutPoint(tx.txid(), i))) {
        sum = Math.addExact(Math.max(sum, 0), outputs.get(i).value());
      }
    }
    return sum;
  }

  private long available(WalletTx tx, Predicate<TxOut> counts) {
    long sum = 0;
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (tx.isOurs(i)
          && counts.test(outputs.get(i))
          && !graph.isSpent(new OutPoint(tx.txid(), i))) {
        sum = Math.addExact(sum, outputs.get(i).value());
      }
    }
    return sum;
  }

  /// In order, those that are neither in a block nor in the mempool, and not given up.
  Collection<WalletTx> waiting() {
    refresh();
    return List.copyOf(waiting.values());
  }

  /// Whether a transaction of the wallet spends a coin of ours that paid to this script. What was
  /// spent once stays so; the set is made when first asked for, which few wallets do.
  boolean wasSpentFrom(Script script) {
    refresh();
    Set<Script> known = spentScripts;
    if (known == null) {
      known = new HashSet<>();
      for (WalletTx tx : graph.inOrder()) {
        addSpentScripts(tx, known);
      }
      spentScripts = known;
    }
    return known.contains(script);
  }

  private void addSpentScripts(WalletTx tx, Set<Script> scripts) {
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      if (tx.isOurs(i) && !graph.spendersOf(new OutPoint(tx.txid(), i)).isEmpty()) {
        scripts.add(outputs.get(i).script());
      }
    }
  }

  /// From the sums, for depths of which only the mempool has fewer.
  Balances balances(int minDepth) {
    if (minDepth > 1) {
      return balances(minDepth, _ -> true);
    }
    refresh();
    long trusted = confirmedSats;
    for (Set<WalletTx> young : coinbases.tailMap(firstImmature(), true).values()) {
      for (WalletTx tx : young) {
        trusted -= tx.count().confirmedSats();
      }
    }
    return withPooled(trusted, minDepth, _ -> true);
  }

  /// Over all that hold coins: `counts` leaves coins out, `minDepth` trusted ones with fewer
  /// confirmations.
  Balances balances(int minDepth, Predicate<TxOut> counts) {
    refresh();
    long trusted = 0;
    for (WalletTx tx : holders.values()) {
      if (tx.isConfirmed() && !graph.isImmatureCoinbase(tx) && graph.depth(tx) >= minDepth) {
        trusted = Math.addExact(trusted, available(tx, counts));
      }
    }
    return withPooled(trusted, minDepth, counts);
  }

  private Balances withPooled(long confirmed, int minDepth, Predicate<TxOut> counts) {
    long trusted = confirmed;
    long pending = 0;
    Set<Txid> trustedParents = new HashSet<>();
    for (WalletTx tx : pooled.values()) {
      if (!graph.isTrusted(tx, trustedParents)) {
        pending = Math.addExact(pending, available(tx, counts));
      } else if (minDepth <= 0) {
        trusted = Math.addExact(trusted, available(tx, counts));
      }
    }
    return new Balances(trusted, pending, immature());
  }

  /// Coinbases from this height on are immature.
  private int firstImmature() {
    return graph.tipHeight() - SpendGraph.MATURITY + 2;
  }

  private long immature() {
    long sum = 0;
    for (Set<WalletTx> young : coinbases.tailMap(firstImmature(), true).values()) {
      for (WalletTx tx : young) {
        sum = Math.addExact(sum, tx.credit());
      }
    }
    return sum;
  }

  List<OwnCoin> coins(boolean withImmature) {
    refresh();
    List<OwnCoin> coins = new ArrayList<>();
    Set<Txid> trustedParents = new HashSet<>();
    for (WalletTx tx : holders.values()) {
      if (withImmature || !graph.isImmatureCoinbase(tx)) {
        addCoins(tx, trustedParents, coins);
      }
    }
    return coins;
  }

  private void addCoins(WalletTx tx, Set<Txid> trustedParents, List<OwnCoin> coins) {
    int depth = graph.depth(tx);
    boolean replacing =
        depth == 0
            && (tx.notes().containsKey("replaces_txid")
                || tx.notes().containsKey("replaced_by_txid"));
    boolean safe = !replacing && graph.isTrusted(tx, trustedParents);
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      OutPoint outpoint = new OutPoint(tx.txid(), i);
      if (tx.isOurs(i) && !graph.isSpent(outpoint)) {
        coins.add(
            new OwnCoin(outpoint, outputs.get(i), tx.source(i).orElseThrow(), tx, depth, safe));
      }
    }
  }
}
