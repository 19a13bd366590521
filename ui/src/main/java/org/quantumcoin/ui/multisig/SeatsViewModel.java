package org.quantumcoin.ui.multisig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.shared.Delivery;
import org.quantumcoin.wallet.shared.DeliveryReader;
import org.quantumcoin.wallet.shared.SeatDesk;
import org.quantumcoin.wallet.shared.SetupDesk;
import org.quantumcoin.wallet.treasury.Role;
import org.quantumcoin.wallet.treasury.TreasuryFile;

/// The seats of a treasury that is being made or joined.
final class SeatsViewModel {
  private static final Set<Role> ALL_BUT_AUDITS =
      Set.of(Role.PROPOSER, Role.APPROVER, Role.SIGNER, Role.ADMIN);

  /// A seat as it is written.
  ///
  /// @param fingerprint of the cosigner that it is
  /// @param own that of this wallet
  record Row(StringProperty name, StringProperty identity, String fingerprint, boolean own) {}

  private final Live live;
  private final Work work;
  private final BiConsumer<Wallet, Runnable> unlocked;
  private final ObservableList<Row> rows = FXCollections.observableArrayList();
  private final StringProperty name = new SimpleStringProperty("");
  private final IntegerProperty approvals = new SimpleIntegerProperty(1);
  private final ReadOnlyStringWrapper identity = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper seated = new ReadOnlyBooleanWrapper();

  /// @param unlocked asks for the passphrase if that is needed, then goes on
  SeatsViewModel(Live live, Work work, BiConsumer<Wallet, Runnable> unlocked) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
  }

  private Optional<Wallet> wallet() {
    return live.walletProperty().get();
  }

  /// Looks whether the wallet has a seat.
  void look(MultisigSetup setup) {
    name.set(setup.name().isBlank() ? Messages.text("multisig.name.usual") : setup.name());
    identity.set("");
    rows.clear();
    problem.set("");
    wallet()
        .ifPresent(wallet ->
            work.run(
                () -> wallet.locked(() -> wallet.treasury().isPresent()),
                seated::set,
                this::failed));
  }

  private void failed(Exception failed) {
    busy.set(false);
    problem.set(String.valueOf(failed.getMessage()));
  }

  /// What was worked out for a wallet.
  private record Own(String identity, Optional<String> fingerprint) {}

  /// Shows this wallet's identity key, and the seats to be filled.
  void plan(MultisigSetup setup) {
    wallet()
        .ifPresent(wallet ->
            unlocked.accept(
                wallet,
                () ->
                    start(
                        () ->
                            new Own(
                                new SeatDesk(wallet).identityKey(),
                                new SetupDesk(wallet).ownFingerprint(setup)),
                        own -> planned(setup, own))));
  }

  private void planned(MultisigSetup setup, Own own) {
    identity.set(own.identity());
    rows.clear();
    for (Cosigner cosigner : setup.cosigners()) {
      String fingerprint = SetupDesk.fingerprint(cosigner);
      boolean ours = own.fingerprint().equals(Optional.of(fingerprint));
      rows.add(
          new Row(
              new SimpleStringProperty(cosigner.name().isBlank() ? fingerprint : cosigner.name()),
              new SimpleStringProperty(ours ? own.identity() : ""),
              fingerprint,
              ours));
    }
    approvals.set(Math.max(1, setup.threshold() - 1));
  }

  private <T> void start(Callable<T> task, Consumer<T> done) {
    busy.set(true);
    problem.set("");
    work.run(
        task,
        result -> {
          busy.set(false);
          done.accept(result);
        },
        this::failed);
  }

  /// Makes the treasury, of which this wallet is a seat.
  void create() {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    List<SeatDesk.Plan> plans =
        rows.stream()
            .map(row ->
                new SeatDesk.Plan(
                    row.name().get().strip(),
                    row.identity().get().strip(),
                    ALL_BUT_AUDITS,
                    row.fingerprint()))
            .toList();
    String called = name.get().strip();
    int needed = approvals.get();
    unlocked.accept(
        wallet.get(),
        () ->
            start(
                () -> {
                  new SeatDesk(wallet.get()).create(called, plans, needed);
                  return true;
                },
                seated::set));
  }

  /// Takes a seat in a treasury that another seat made.
  void join(Path file) {
    join(reader -> {
      if (Files.size(file) > DeliveryReader.MAX_BYTES) {
        throw new IOException(Messages.text("approvals.toolarge"));
      }
      return reader.read(Files.readAllBytes(file));
    });
  }

  void join(String text) {
    join(reader -> reader.read(text));
  }

  private interface Reading {
    Delivery read(DeliveryReader reader) throws IOException;
  }

  private void join(Reading reading) {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    unlocked.accept(
        wallet.get(),
        () ->
            start(
                () -> join(new SeatDesk(wallet.get()), reading),
                refusal -> {
                  problem.set(refusal);
                  seated.set(refusal.isEmpty());
                }));
  }

  /// Why nothing came of it; or empty.
  private static String join(SeatDesk desk, Reading reading) throws IOException {
    return switch (reading.read(desk.reader())) {
      case Delivery.Events(TreasuryFile file) -> {
        desk.join(file);
        yield "";
      }
      case Delivery.Part(int received, int expected) ->
          Messages.text("approvals.part", received, expected);
      case Delivery.Unknown(String why) -> why;
      case Delivery.Signatures _ -> Messages.text("seats.nofile");
    };
  }

  ObservableList<Row> rows() {
    return rows;
  }

  StringProperty nameProperty() {
    return name;
  }

  IntegerProperty approvalsProperty() {
    return approvals;
  }

  /// By which this wallet signs what it says; empty until it was asked for.
  ReadOnlyStringProperty identityProperty() {
    return identity.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty seatedProperty() {
    return seated.getReadOnlyProperty();
  }
}
