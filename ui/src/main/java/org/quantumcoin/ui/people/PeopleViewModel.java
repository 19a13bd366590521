package org.quantumcoin.ui.people;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.shared.TreasuryFacts;

/// The people of the wallet that is shown.
final class PeopleViewModel {
  private final Live live;
  private final Work work;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final ReadOnlyObjectWrapper<Optional<TreasuryFacts>> facts =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private Optional<Wallet> readFrom = Optional.empty();

  PeopleViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
  }

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (!readFrom.equals(wallet)) {
      readFrom = wallet;
      loaded.set(false);
      facts.set(Optional.empty());
    }
    if (wallet.isPresent()) {
      refresher.ask();
    }
  }

  private void read() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty()) {
      refresher.done();
      return;
    }
    work.run(
        () -> TreasuryFacts.of(wallet.get()),
        found -> {
          if (readFrom.equals(wallet)) {
            problem.set("");
            loaded.set(true);
            facts.set(found);
          }
          refresher.done();
        },
        failed -> {
          loaded.set(true);
          problem.set(String.valueOf(failed.getMessage()));
          refresher.done();
        });
  }

  /// Empty for a wallet of one signer.
  ReadOnlyObjectProperty<Optional<TreasuryFacts>> factsProperty() {
    return facts.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
