package org.quantumcoin.wallet.coins;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.quantumcoin.node.primitives.BlockHash;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Transaction;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.primitives.Txid;

/// The wallet's transactions and how they hang together: which spends what of which.
///
/// What blocks ask for each of their inputs is one look at each of two hash tables, since nearly
/// all of them are not ours.
final class SpendGraph {
  /// Blocks on top of a coinbase before it can be spent (BIP-0034's elders), and one more to be
  /// taken by the mempool: Core's `COINBASE_MATURITY + 1`.
  static final int MATURITY = 101;

  private final Map<Txid, WalletTx> byId = new HashMap<>();
  private final List<WalletTx> inOrder = new ArrayList<>();
  private final Map<OutPoint, List<WalletTx>> spenders = new HashMap<>();
  private int tipHeight = -1;

  int tipHeight() {
    return tipHeight;
  }

  void setTipHeight(int height) {
    tipHeight = height;
  }

  void add(WalletTx tx) {
    byId.put(tx.txid(), tx);
    int place = inOrder.size();
    while (place > 0 && inOrder.get(place - 1).position() > tx.position()) {
      place--;
    }
    inOrder.add(place, tx);
    if (!tx.tx().isCoinbase()) {
      for (TxIn input : tx.tx().inputs()) {
        spenders.merge(input.prevout(), List.of(tx), SpendGraph::joined);
      }
    }
  }

  void remove(WalletTx tx) {
    byId.remove(tx.txid());
    inOrder.remove(tx);
    for (TxIn input : tx.tx().inputs()) {
      spenders.computeIfPresent(input.prevout(), (_, some) -> without(some, tx));
    }
  }

  private static @Nullable List<WalletTx> without(List<WalletTx> some, WalletTx tx) {
    List<WalletTx> others = some.stream().filter(each -> each != tx).toList();
    return others.isEmpty() ? null : others;
  }

  /// Nearly every list has one element, so the smallest of lists is kept.
  private static List<WalletTx> joined(List<WalletTx> some, List<WalletTx> more) {
    List<WalletTx> all = new ArrayList<>(some);
    all.addAll(more);
    return List.copyOf(all);
  }

  @Nullable WalletTx get(Txid txid) {
    return byId.get(txid);
  }

  int size() {
    return byId.size();
  }

  /// In the order in which they became known.
  List<WalletTx> inOrder() {
    return Collections.unmodifiableList(inOrder);
  }

  Collection<WalletTx> latestFirst() {
    return Collections.unmodifiableCollection(inOrder.reversed());
  }

  /// Whether it spends an output of a transaction of ours, or what one of ours spends. Each of ours
  /// that is no coinbase does the latter.
  boolean touches(Transaction tx) {
    for (TxIn input : tx.inputs()) {
      if (spenders.containsKey(input.prevout()) || byId.containsKey(input.prevout().txid())) {
        return true;
      }
    }
    return false;
  }

  List<WalletTx> spendersOf(OutPoint coin) {
    return spenders.getOrDefault(coin, List.of());
  }

  List<WalletTx> children(WalletTx tx) {
    List<WalletTx> children = new ArrayList<>();
    for (int i = 0; i < tx.tx().outputs().size(); i++) {
      children.addAll(spendersOf(new OutPoint(tx.txid(), i)));
    }
    return children;
  }

  /// Others that spend one of its inputs.
  Set<Txid> conflicts(WalletTx tx) {
    Set<Txid> others = new TreeSet<>();
    for (TxIn input : tx.tx().inputs()) {
      for (WalletTx spender : spendersOf(input.prevout())) {
        if (spender != tx) {
          others.add(spender.txid());
        }
      }
    }
    return others;
  }

  boolean isSpent(OutPoint coin) {
    for (WalletTx tx : spendersOf(coin)) {
      if (!tx.isAbandoned() && !tx.isBlockConflicted() && !tx.isMempoolConflicted()) {
        return true;
      }
    }
    return false;
  }

  /// Confirmations: 1 in the last block, 0 without a block, negative for those that a block
  /// contradicts.
  int depth(WalletTx tx) {
    return switch (tx.state()) {
      case TxState.Confirmed(BlockHash _, int height, int _, long _) -> tipHeight - height + 1;
      case TxState.Conflicted(BlockHash _, int height) -> -(tipHeight - height + 1);
      case TxState.InMempool _, TxState.Inactive _ -> 0;
    };
  }

  boolean isImmatureCoinbase(WalletTx tx) {
    return tx.tx().isCoinbase() && depth(tx) < MATURITY;
  }

  private @Nullable WalletTx ownParent(TxIn input) {
    WalletTx parent = byId.get(input.prevout().txid());
    return parent != null && parent.isOurs(input.prevout().index()) ? parent : null;
  }

  /// The output that an input spends, if it is ours.
  Optional<TxOut> ownOutput(OutPoint coin) {
    WalletTx parent = byId.get(coin.txid());
    return parent != null && parent.isOurs(coin.index())
        ? Optional.of(parent.tx().outputs().get(coin.index()))
        : Optional.empty();
  }

  /// What a transaction spends of ours, in satoshis.
  long debit(Transaction tx) {
    long sum = 0;
    for (TxIn input : tx.inputs()) {
      sum = Math.addExact(sum, ownOutput(input.prevout()).map(TxOut::value).orElse(0L));
    }
    return sum;
  }

  boolean isFromUs(WalletTx tx) {
    return !tx.tx().isCoinbase() && debit(tx.tx()) > 0;
  }

  boolean isTrusted(WalletTx tx) {
    return isTrusted(tx, new HashSet<>());
  }

  /// The same for several: `trustedParents` are those of which it is known already.
  boolean isTrusted(WalletTx tx, Set<Txid> trustedParents) {
    if (tx.isConfirmed()) {
      return true;
    }
    if (!tx.isInMempool() || !isFromUs(tx)) {
      return false;
    }
    for (TxIn input : tx.tx().inputs()) {
      WalletTx parent = ownParent(input);
      if (parent == null) {
        return false;
      }
      if (!trustedParents.contains(parent.txid())) {
        if (!isTrusted(parent, trustedParents)) {
          return false;
        }
        trustedParents.add(parent.txid());
      }
    }
    return true;
  }
}
