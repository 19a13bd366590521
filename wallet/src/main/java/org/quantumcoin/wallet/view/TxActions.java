package org.quantumcoin.wallet.view;

import java.util.List;
import java.util.Optional;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.view.TxAction.Kind;
import org.quantumcoin.wallet.view.TxAction.Reason;

/// What can be done about a transaction, by the rules of [org.quantumcoin.wallet.spend.FeeBump] and
/// [org.quantumcoin.wallet.spend.ChildPays]. Within the wallet's lock.
final class TxActions {
  private final Wallet wallet;
  private final Ledger ledger;
  private final WalletTx tx;
  private final boolean pooled;

  private TxActions(Wallet wallet, WalletTx tx) {
    this.wallet = wallet;
    this.ledger = wallet.ledger();
    this.tx = tx;
    this.pooled = wallet.node().pooled(tx.txid()).isPresent();
  }

  static List<TxAction> of(Wallet wallet, WalletTx tx) {
    TxActions actions = new TxActions(wallet, tx);
    Reason replacing = actions.replacing();
    return List.of(
        TxAction.of(Kind.BUMP, replacing),
        TxAction.of(Kind.CANCEL, replacing),
        TxAction.of(Kind.CHILD_PAYS, actions.child()),
        TxAction.of(Kind.ABANDON, actions.abandoning()));
  }

  /// What keeps anything from being done about it.
  private Reason settled() {
    int depth = ledger.depth(tx);
    if (depth > 0) {
      return Reason.CONFIRMED;
    }
    if (depth < 0) {
      return Reason.CONFLICTED;
    }
    if (tx.tx().isCoinbase()) {
      return Reason.MINED;
    }
    return tx.isAbandoned() ? Reason.ABANDONED : Reason.NONE;
  }

  private Reason replacing() {
    Reason settled = tx.tx().isCoinbase() ? Reason.MINED : settled();
    if (settled != Reason.NONE) {
      return settled;
    }
    if (tx.notes().containsKey("replaced_by_txid") || tx.isMempoolConflicted()) {
      return Reason.REPLACED;
    }
    if (ledger.hasSpenders(tx.txid())
        || wallet.node().pooled(tx.txid()).filter(each -> each.descendants() > 1).isPresent()) {
      return Reason.HAS_CHILDREN;
    }
    boolean treasury = false;
    for (TxIn input : tx.tx().inputs()) {
      Optional<TxOut> own = ledger.ownOutput(input.prevout());
      if (own.isEmpty()) {
        return Reason.FOREIGN_COINS;
      }
      Script script = own.get().script();
      treasury |= wallet.treasury().filter(each -> each.holds(script)).isPresent();
    }
    return treasury ? Reason.TREASURY : Reason.NONE;
  }

  private Reason child() {
    Reason settled = settled();
    if (settled != Reason.NONE) {
      return settled;
    }
    if (!pooled) {
      return Reason.NOT_IN_MEMPOOL;
    }
    Reason reason = Reason.NO_COIN;
    for (int i = 0; i < tx.tx().outputs().size(); i++) {
      OutPoint outpoint = new OutPoint(tx.txid(), i);
      if (tx.isOurs(i)
          && !ledger.isSpent(outpoint)
          && !wallet.lockedCoins().contains(outpoint)
          && !wallet.reservedCoins().contains(outpoint)) {
        TxOut out = tx.tx().outputs().get(i);
        if (wallet.treasury().filter(each -> each.holds(out.script())).isEmpty()) {
          return Reason.NONE;
        }
        reason = Reason.TREASURY;
      }
    }
    return reason;
  }

  private Reason abandoning() {
    Reason settled = settled();
    if (settled != Reason.NONE) {
      return settled;
    }
    return tx.isInMempool() ? Reason.IN_MEMPOOL : Reason.NONE;
  }
}
