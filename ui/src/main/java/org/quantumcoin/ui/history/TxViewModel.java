package org.quantumcoin.ui.history;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.LabelExchange;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.TxDetails;

/// One transaction of the wallet, kept up to date while it is shown.
final class TxViewModel {
  private final Live live;
  private final Work work;
  private final ReadOnlyObjectWrapper<Optional<TxDetails>> details =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private Optional<Txid> wanted = Optional.empty();

  TxViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
  }

  void show(Txid txid) {
    if (!wanted.equals(Optional.of(txid))) {
      details.set(Optional.empty());
    }
    wanted = Optional.of(txid);
    reload();
  }

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || wanted.isEmpty()) {
      return;
    }
    Txid txid = wanted.get();
    work.run(
        () -> TxDetails.of(wallet.get(), txid),
        found -> {
          if (wanted.equals(Optional.of(txid))) {
            details.set(found);
            problem.set(found.isPresent() ? "" : Messages.text("tx.unknown"));
          }
        },
        failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  void abandon() {
    change((wallet, txid) -> {
      wallet.locked(() -> wallet.ledger().find(txid).map(wallet::abandon));
    });
  }

  void label(String text) {
    if (details.get().map(TxDetails::label).equals(Optional.of(text.strip()))) {
      return;
    }
    change((wallet, txid) -> LabelExchange.labelTransaction(wallet, txid, text.strip()));
  }

  private interface Change {
    void make(Wallet wallet, Txid txid);
  }

  private void change(Change change) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isPresent() && wanted.isPresent()) {
      Txid txid = wanted.get();
      work.run(
          () -> {
            change.make(wallet.get(), txid);
            return true;
          },
          _ -> reload(),
          failed -> problem.set(String.valueOf(failed.getMessage())));
    }
  }

  ReadOnlyObjectProperty<Optional<TxDetails>> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
