package org.quantumcoin.wallet.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxIn;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.Ledger;
import org.quantumcoin.wallet.coins.TxState;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.view.HistoryLine.Kind;
import org.quantumcoin.wallet.view.HistoryLine.State;

/// What a transaction is for a wallet. Within the wallet's lock.
final class TxReader {
  /// Addresses that a line of a list names.
  private static final int MAX_NAMED = 5;

  /// Blocks on a coinbase before it can be spent, and one more: Core's `COINBASE_MATURITY + 1`.
  private static final int MATURITY = 101;

  private final Wallet wallet;
  private final Ledger ledger;
  private final Addresses addresses;

  TxReader(Wallet wallet) {
    this.wallet = wallet;
    this.ledger = wallet.ledger();
    this.addresses = new Addresses(wallet.config().params().addresses());
  }

  /// A script of ours that was never given out (Core's `ScriptIsChange`).
  boolean isChange(WalletTx tx, int output) {
    return tx.isOurs(output) && !wallet.book().contains(tx.tx().outputs().get(output).script());
  }

  Optional<String> address(Script script) {
    return addresses.encode(script);
  }

  String labelOf(Script script) {
    return wallet.book().find(script).map(AddressRow::label).orElse("");
  }

  long net(WalletTx tx) {
    return ledger.credit(tx) - debit(tx);
  }

  private long debit(WalletTx tx) {
    return tx.tx().isCoinbase() ? 0 : ledger.debit(tx.tx());
  }

  private boolean spendsOursAlone(WalletTx tx) {
    if (tx.tx().isCoinbase()) {
      return false;
    }
    for (TxIn input : tx.tx().inputs()) {
      if (ledger.ownOutput(input.prevout()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /// Where all that it spends is ours.
  OptionalLong ownFee(WalletTx tx) {
    return spendsOursAlone(tx) ? OptionalLong.of(debit(tx) - tx.valueOut()) : OptionalLong.empty();
  }

  Kind kind(WalletTx tx) {
    if (tx.tx().isCoinbase()) {
      return Kind.MINED;
    }
    long debit = debit(tx);
    // One that others pay for too is income if it brings more than it takes.
    if (debit == 0 || (ledger.credit(tx) > debit && !spendsOursAlone(tx))) {
      return Kind.RECEIVED;
    }
    for (int i = 0; i < tx.tx().outputs().size(); i++) {
      if (!tx.isOurs(i)) {
        return Kind.SENT;
      }
    }
    return Kind.TO_SELF;
  }

  State state(WalletTx tx) {
    return switch (tx.state()) {
      case TxState.Confirmed _ -> ledger.isImmatureCoinbase(tx) ? State.IMMATURE : State.CONFIRMED;
      case TxState.InMempool _ -> State.PENDING;
      case TxState.Conflicted _ ->
          tx.notes().containsKey("replaced_by_txid") ? State.REPLACED : State.CONFLICTED;
      case TxState.Inactive(boolean abandoned) -> {
        if (tx.tx().isCoinbase()) {
          yield State.ORPHANED;
        }
        if (abandoned) {
          yield State.ABANDONED;
        }
        yield tx.isMempoolConflicted() || tx.notes().containsKey("replaced_by_txid")
            ? State.REPLACED
            : State.WAITING;
      }
    };
  }

  /// Core's `GetTxBlocksToMaturity`.
  int blocksToMaturity(WalletTx tx) {
    return tx.tx().isCoinbase() ? Math.max(0, MATURITY - ledger.depth(tx)) : 0;
  }

  /// Outputs that tell whom it concerns: not the change of what we pay, nor what others pay to
  /// others.
  private List<Script> named(WalletTx tx, Kind kind) {
    List<Script> named = new ArrayList<>();
    List<Script> ours = new ArrayList<>();
    List<TxOut> outputs = tx.tx().outputs();
    boolean incoming = kind == Kind.RECEIVED || kind == Kind.MINED;
    for (int i = 0; i < outputs.size(); i++) {
      Script script = outputs.get(i).script();
      if (tx.isOurs(i)) {
        ours.add(script);
      }
      if (incoming ? tx.isOurs(i) : !isChange(tx, i)) {
        named.add(script);
      }
    }
    return named.isEmpty() ? ours : named;
  }

  /// The transaction's own label, else that of the first address that has one.
  private String label(WalletTx tx, List<Script> named) {
    Optional<String> own = wallet.labels().ofTransaction(tx.txid());
    if (own.isPresent()) {
      return own.get();
    }
    for (Script script : named) {
      String label = labelOf(script);
      if (!label.isEmpty()) {
        return label;
      }
    }
    return "";
  }

  HistoryLine line(WalletTx tx) {
    Kind kind = kind(tx);
    List<Script> named = named(tx, kind);
    List<String> texts =
        named.stream()
            .limit(MAX_NAMED)
            .flatMap(script -> addresses.encode(script).stream())
            .toList();
    return new HistoryLine(
        tx.txid(),
        tx.smartTime(),
        net(tx),
        ownFee(tx),
        kind,
        state(tx),
        ledger.depth(tx),
        blocksToMaturity(tx),
        texts,
        Math.max(0, named.size() - MAX_NAMED),
        label(tx, named));
  }
}
