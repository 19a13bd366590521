package org.quantumcoin.ui.approvals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Treasury;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.shared.AnimatedCode;
import org.quantumcoin.wallet.shared.Delivery;
import org.quantumcoin.wallet.shared.DeliveryReader;
import org.quantumcoin.wallet.shared.ProposalDesk;
import org.quantumcoin.wallet.shared.ProposalDetails;
import org.quantumcoin.wallet.shared.ProposalDetails.Act;
import org.quantumcoin.wallet.shared.ProposalLine;
import org.quantumcoin.wallet.shared.SeatDesk;
import org.quantumcoin.wallet.shared.SigningDesk;
import org.quantumcoin.wallet.token.TokenLibrary;
import org.quantumcoin.wallet.treasury.Duty;
import org.quantumcoin.wallet.treasury.TreasuryFile;

/// Proposals of the wallet's treasury: the inbox, and the one that is looked at.
final class ApprovalsViewModel {
  /// What the chips choose.
  enum Show {
    OPEN,
    WAITING,
    OVER,
    ALL;

    boolean shows(ProposalLine line) {
      return switch (this) {
        case OPEN -> line.isWaiting() || line.state().isLive();
        case WAITING -> line.isWaiting();
        case OVER -> !line.isWaiting() && !line.state().isLive();
        case ALL -> true;
      };
    }
  }

  private final Live live;
  private final Work work;
  private final BiConsumer<Wallet, Runnable> unlocked;
  private final Consumer<String> said;
  private final Consumer<Psbt> loose;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.OPEN);
  private final ObservableList<ProposalLine> lines = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<ProposalDetails>> details =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyObjectWrapper<List<String>> changes =
      new ReadOnlyObjectWrapper<>(List.of());

  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper seated = new ReadOnlyBooleanWrapper();
  private final StringProperty reason = new SimpleStringProperty("");
  private final Set<String> changesSeen = new LinkedHashSet<>();
  private List<ProposalLine> all = List.of();
  private Optional<String> wanted = Optional.empty();
  private Optional<Wallet> readFrom = Optional.empty();
  private Optional<DeliveryReader> deliveries = Optional.empty();

  /// @param unlocked asks for the passphrase if that is needed, then goes on
  /// @param said tells the person something in passing
  /// @param loose shows a payment that came to a wallet that is no seat
  ApprovalsViewModel(
      Live live,
      Work work,
      BiConsumer<Wallet, Runnable> unlocked,
      Consumer<String> said,
      Consumer<Psbt> loose) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
    this.said = said;
    this.loose = loose;
    show.subscribe((_, _) -> filter());
    busy.subscribe(now -> live.foreground().set(this, now));
  }

  // Looking.

  /// What was read together.
  private record Read(
      boolean seated, List<ProposalLine> lines, Optional<ProposalDetails> details) {}

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (!readFrom.equals(wallet)) {
      readFrom = wallet;
      deliveries = Optional.empty();
      all = List.of();
      loaded.set(false);
      open(Optional.empty());
      filter();
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
    Optional<String> id = wanted;
    work.run(
        () -> read(wallet.get(), id),
        read -> {
          if (readFrom.equals(wallet)) {
            shown(wallet.get(), id, read);
          }
          refresher.done();
        },
        failed -> {
          loaded.set(true);
          failed(failed);
          refresher.done();
        });
  }

  private static Read read(Wallet wallet, Optional<String> id) {
    ProposalDesk desk = new ProposalDesk(wallet);
    return new Read(isSeat(wallet), desk.inbox(), id.map(desk::details));
  }

  private void shown(Wallet wallet, Optional<String> id, Read read) {
    loaded.set(true);
    seated.set(read.seated());
    all = read.lines();
    filter();
    if (!id.equals(wanted)) {
      return;
    }
    boolean first = read.details().isPresent() && details.get().isEmpty();
    read.details()
        .ifPresent(now -> {
          changesSeen.addAll(now.changes());
          changes.set(List.copyOf(changesSeen));
        });
    details.set(read.details());
    if (first || read.details().filter(now -> !now.changes().isEmpty()).isPresent()) {
      noteSeen(wallet, id);
    }
  }

  /// What was shown now is no news the next time.
  private void noteSeen(Wallet wallet, Optional<String> id) {
    id.ifPresent(each ->
        work.run(
            () -> {
              new ProposalDesk(wallet).noteSeen(each);
              return each;
            },
            _ -> {},
            this::failed));
  }

  private void filter() {
    List<ProposalLine> now = all.stream().filter(show.get()::shows).toList();
    if (!now.equals(lines)) {
      lines.setAll(now);
    }
    long waiting =
        all.stream().filter(line -> line.isWaiting() && line.duty() != Duty.SUBMIT).count();
    count.set(Messages.text("approvals.count", waiting));
  }

  void open(String id) {
    open(Optional.of(id));
  }

  /// Back to the list.
  void close() {
    open(Optional.empty());
  }

  private void open(Optional<String> id) {
    problem.set("");
    if (!id.equals(wanted)) {
      wanted = id;
      details.set(Optional.empty());
      changesSeen.clear();
      changes.set(List.of());
      reason.set("");
    }
    if (id.isPresent()) {
      reload();
    }
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  // Deciding.

  /// Does it with the proposal that is shown; asks for the passphrase first if need be.
  void act(Act act) {
    Optional<Wallet> wallet = live.walletProperty().get();
    Optional<String> id = wanted;
    if (wallet.isEmpty() || id.isEmpty() || busy.get()) {
      return;
    }
    String why = reason.get().strip();
    if (act == Act.REJECT && why.isEmpty()) {
      problem.set(Messages.text("approvals.reason.missing"));
      return;
    }
    unlocked.accept(
        wallet.get(), () -> start(() -> decide(wallet.get(), id.get(), act, why), said));
  }

  private static String decide(Wallet wallet, String id, Act act, String reason) {
    ProposalDesk desk = new ProposalDesk(wallet);
    switch (act) {
      case SUBMIT -> desk.submit(id);
      case APPROVE -> desk.approve(id);
      case REJECT -> desk.reject(id, reason);
      case SIGN -> new SigningDesk(wallet).signHere(id);
      case WITHDRAW -> desk.withdraw(id, reason);
      case SEND -> {
        var _ = desk.broadcast(id);
      }
    }
    // What one did oneself is no news.
    desk.noteSeen(id);
    return ProposalWords.done(act);
  }

  /// Signs by the token on which this seat's key is. The PIN is wiped here.
  void signByToken(Path library, String token, Supplier<char[]> pin) {
    Optional<Wallet> wallet = live.walletProperty().get();
    Optional<String> id = wanted;
    if (wallet.isEmpty() || id.isEmpty() || busy.get()) {
      return;
    }
    unlocked.accept(
        wallet.get(),
        () -> {
          char[] taken = pin.get();
          start(
              () -> {
                try {
                  new SigningDesk(wallet.get())
                      .signByToken(
                          id.get(),
                          job ->
                              TokenLibrary.open(library)
                                  .with(token, taken, session -> job.sign(session, token)));
                  new ProposalDesk(wallet.get()).noteSeen(id.get());
                  return ProposalWords.done(Act.SIGN);
                } finally {
                  Arrays.fill(taken, '\0');
                }
              },
              said);
        });
  }

  private <T> void start(Callable<T> task, Consumer<T> done) {
    busy.set(true);
    problem.set("");
    work.run(
        task,
        result -> {
          busy.set(false);
          done.accept(result);
          reload();
        },
        failed -> {
          busy.set(false);
          failed(failed);
        });
  }

  // Handing over.

  /// Something to be handed over: as a file, as text, as an animated code.
  record Handed(Supplier<byte[]> bytes, String text, List<String> frames, String fileName) {}

  /// The payment that is shown, with the signatures that are here.
  void handPayment(Consumer<Handed> to) {
    Optional<Wallet> wallet = live.walletProperty().get();
    Optional<String> id = wanted;
    if (wallet.isPresent() && id.isPresent()) {
      start(
          () -> {
            Psbt psbt = new ProposalDesk(wallet.get()).payment(id.get());
            return new Handed(
                psbt::encode,
                psbt.toBase64(),
                AnimatedCode.of(psbt),
                "proposal-" + id.get().substring(0, 8) + ".psbt");
          },
          to);
    }
  }

  /// What the seats have said, for the others.
  void handEvents(Consumer<Handed> to) {
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            unlocked.accept(
                wallet,
                () ->
                    start(
                        () -> {
                          TreasuryFile file = new SeatDesk(wallet).export(Optional.empty(), true);
                          return new Handed(
                              file::encode,
                              Base64.getEncoder().encodeToString(file.encode()),
                              AnimatedCode.of(file),
                              wallet.name() + TreasuryFile.SUFFIX);
                        },
                        to)));
  }

  /// Reads a file that was chosen or dropped.
  void take(Path file) {
    deliver(reader -> {
      if (Files.size(file) > DeliveryReader.MAX_BYTES) {
        return new Delivery.Unknown(Messages.text("approvals.toolarge"));
      }
      return reader.read(Files.readAllBytes(file));
    });
  }

  /// Reads what was pasted.
  void take(String text) {
    deliver(reader -> reader.read(text));
  }

  private interface Reading {
    Delivery read(DeliveryReader reader) throws IOException;
  }

  private void deliver(Reading reading) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    if (deliveries.isEmpty()) {
      deliveries = Optional.of(new SeatDesk(wallet.get()).reader());
    }
    DeliveryReader reader = deliveries.get();
    start(
        () -> new Came(read(reader, reading), isSeat(wallet.get())),
        came -> came(wallet.get(), came));
  }

  /// What came, and whether the wallet that it came to is a seat.
  private record Came(Delivery delivery, boolean seat) {}

  private static boolean isSeat(Wallet wallet) {
    return wallet.locked(() -> wallet.treasury().isPresent());
  }

  private void came(Wallet wallet, Came came) {
    switch (came.delivery()) {
      case Delivery.Signatures(Psbt psbt) when !came.seat() -> loose.accept(psbt);
      case Delivery.Part(int received, int expected) ->
          said.accept(Messages.text("approvals.part", received, expected));
      case Delivery.Unknown(String why) -> said.accept(why);
      // Both are said to the other seats, for which the passphrase is needed.
      case Delivery.Events(TreasuryFile file) ->
          unlocked.accept(wallet, () -> start(() -> take(wallet, file), said));
      case Delivery.Signatures(Psbt psbt) ->
          unlocked.accept(wallet, () -> start(() -> take(wallet, psbt), said));
    }
  }

  /// One at a time: the next part of an animated code may come while one is looked at.
  private static Delivery read(DeliveryReader reader, Reading reading) throws IOException {
    synchronized (reader) {
      return reading.read(reader);
    }
  }

  private static String take(Wallet wallet, TreasuryFile file) {
    Treasury.Taken taken = new SeatDesk(wallet).take(file);
    String words = Messages.text("approvals.taken", taken.added(), taken.known());
    return taken.refused().isEmpty()
        ? words
        : words + " " + String.join(" ", new ArrayList<>(taken.refused()));
  }

  private static String take(Wallet wallet, Psbt psbt) {
    SigningDesk desk = new SigningDesk(wallet);
    Optional<String> id = desk.proposalOf(psbt);
    if (id.isEmpty()) {
      return Messages.text("approvals.noproposal");
    }
    desk.signElsewhere(id.get(), psbt);
    return Messages.text("approvals.tooksignature");
  }

  String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  ObjectProperty<Show> showProperty() {
    return show;
  }

  ObservableList<ProposalLine> lines() {
    return lines;
  }

  /// The proposal that is looked at; empty for the list.
  ReadOnlyObjectProperty<Optional<ProposalDetails>> detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /// What happened to it since it was last looked at.
  ReadOnlyObjectProperty<List<String>> changesProperty() {
    return changes.getReadOnlyProperty();
  }

  StringProperty reasonProperty() {
    return reason;
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

  /// The file by which tokens are reached.
  StringProperty libraryProperty() {
    return live.preferences().tokenLibraryProperty();
  }

  /// Whether the wallet is a seat of a treasury.
  ReadOnlyBooleanProperty seatedProperty() {
    return seated.getReadOnlyProperty();
  }
}
