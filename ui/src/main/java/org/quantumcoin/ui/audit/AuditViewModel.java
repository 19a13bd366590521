package org.quantumcoin.ui.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.audit.AuditReport;
import org.quantumcoin.wallet.shared.AuditDesk;
import org.quantumcoin.wallet.view.AuditList;

/// Entries of the audit log, and what its verification found.
final class AuditViewModel {
  /// What a verification found.
  record Result(boolean good, String sentence) {}

  private final Live live;
  private final Work work;
  private final BiConsumer<Wallet, Runnable> unlocked;
  private final PagedItems<AuditList.Line> items;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Result>> result =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ObservableList<String> seats = FXCollections.observableArrayList();
  private Optional<Wallet> readFrom = Optional.empty();

  /// @param unlocked asks for the passphrase if that is needed, then goes on
  AuditViewModel(Live live, Work work, BiConsumer<Wallet, Runnable> unlocked) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
    this.items = new PagedItems<>(work, this::failed);
    text.subscribe((_, _) -> reload());
  }

  /// What was read together.
  private record Read(AuditList list, List<String> seats) {}

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (!readFrom.equals(wallet)) {
      readFrom = wallet;
      loaded.set(false);
      result.set(Optional.empty());
      problem.set("");
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
    String wanted = text.get();
    work.run(
        () -> new Read(AuditList.of(wallet.get(), wanted), new AuditDesk(wallet.get()).seats()),
        read -> {
          if (readFrom.equals(wallet)) {
            shown(read);
          }
          refresher.done();
        },
        failed -> {
          failed(failed);
          refresher.done();
        });
  }

  private void shown(Read read) {
    loaded.set(true);
    AuditList list = read.list();
    count.set(Messages.text("audit.count", list.all()));
    if (!seats.equals(read.seats())) {
      seats.setAll(read.seats());
    }
    items.show(
        new PagedItems.Source<>() {
          @Override
          public int size() {
            return list.size();
          }

          @Override
          public List<AuditList.Line> lines(int offset, int number) {
            return list.lines(offset, number);
          }
        });
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  // Checking and writing.

  void verifyOwn() {
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            unlocked.accept(
                wallet, () -> verify(() -> new AuditDesk(wallet).verifyOwn(), "audit.own")));
  }

  /// Checks a file.
  ///
  /// @param seat whose log it should be
  void verify(Path file, Optional<String> seat) {
    live.walletProperty()
        .get()
        .ifPresent(wallet -> verify(() -> new AuditDesk(wallet).verify(file, seat), "audit.file"));
  }

  private void verify(Callable<AuditReport> check, String what) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    problem.set("");
    work.run(
        check,
        report -> {
          busy.set(false);
          String words =
              Messages.text(
                  report.good() ? "audit.good" : "audit.bad",
                  Messages.text(what),
                  report.entries());
          result.set(
              Optional.of(
                  new Result(
                      report.good(), report.good() ? words : words + " " + report.sentence())));
        },
        failed -> {
          busy.set(false);
          failed(failed);
        });
  }

  /// Writes the whole log to a file; `said` hears that it is done.
  void export(Path file, Consumer<String> said) {
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            unlocked.accept(
                wallet,
                () ->
                    work.run(
                        () -> Files.writeString(file, new AuditDesk(wallet).export()),
                        path -> said.accept(Messages.text("outcome.saved", path)),
                        failed ->
                            problem.set(
                                Messages.text(
                                    "outcome.notsaved", String.valueOf(failed.getMessage()))))));
  }

  PagedItems<AuditList.Line> items() {
    return items;
  }

  StringProperty textProperty() {
    return text;
  }

  /// Names of seats whose logs can be checked.
  ObservableList<String> seats() {
    return seats;
  }

  ReadOnlyObjectProperty<Optional<Result>> resultProperty() {
    return result.getReadOnlyProperty();
  }

  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
