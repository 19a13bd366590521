package org.quantumcoin.wallet.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.WalletTx;

/// What came in at each address of a wallet, from one look at its transactions. By the place in the
/// wallet's descriptors, so that no address has to be derived.
final class AddressTallies {
  private static final Tally NOTHING = new Tally();

  private final Map<ScriptSource, Tally> tallies = new HashMap<>();
  private final Map<Script, ScriptSource> places = new HashMap<>();

  /// Of one address.
  static final class Tally {
    private long received;
    private long balance;
    private int times;

    long received() {
      return received;
    }

    long balance() {
      return balance;
    }

    int times() {
      return times;
    }
  }

  private AddressTallies() {}

  static AddressTallies of(Wallet wallet) {
    AddressTallies all = new AddressTallies();
    List<WalletTx> transactions = wallet.locked(() -> List.copyOf(wallet.ledger().all()));
    Turns.take(wallet, transactions, some -> some.forEach(tx -> all.add(wallet, tx)));
    return all;
  }

  private void add(Wallet wallet, WalletTx tx) {
    if (!tx.isConfirmed() && !tx.isInMempool()) {
      return;
    }
    List<TxOut> outputs = tx.tx().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      Optional<ScriptSource> source = tx.source(i);
      if (source.isPresent()) {
        TxOut out = outputs.get(i);
        Tally tally = tallies.computeIfAbsent(source.get(), _ -> new Tally());
        tally.received = Math.addExact(tally.received, out.value());
        tally.times++;
        if (!wallet.ledger().isSpent(new OutPoint(tx.txid(), i))) {
          tally.balance = Math.addExact(tally.balance, out.value());
        }
        places.putIfAbsent(out.script(), source.get());
      }
    }
  }

  Tally at(ScriptSource place) {
    return tallies.getOrDefault(place, NOTHING);
  }

  /// Addresses that were paid, and where they come from.
  Map<Script, ScriptSource> places() {
    return places;
  }
}
