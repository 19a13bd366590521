package org.quantumcoin.ui.backups;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.RecoveryDrill;
import org.quantumcoin.wallet.RecoveryWords;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletBackups;

/// What there is of backups, and what can be done about them. Files are written and read off the FX
/// thread; words are here only while somebody looks at them.
final class BackupsViewModel {
  private static final String ENDING = ".qcw";
  private static final String PAPER_ENDING = ".pdf";

  /// A copy that was made by itself; whether it is whole is known a moment later.
  record Row(WalletBackups.Copy copy, ReadOnlyObjectWrapper<Health> health) {}

  /// Whether a copy can be read to its end.
  enum Health {
    CHECKING,
    WHOLE,
    DAMAGED
  }

  /// The words of the keys in use, and whether they need a passphrase of their own.
  record Words(List<String> words, boolean withPassphrase, boolean older) {
    @Override
    public String toString() {
      return "Words[redacted]";
    }
  }

  private final Live live;
  private final Work work;
  private final Consumer<String> notice;
  private final ObservableList<Row> copies = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper proving = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper proved = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<RecoveryDrill.Report>> report =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyObjectWrapper<Optional<Words>> words =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  BackupsViewModel(Live live, Work work, Consumer<String> notice) {
    this.live = live;
    this.work = work;
    this.notice = notice;
  }

  Optional<Wallet> wallet() {
    return live.walletProperty().get();
  }

  // Looking.

  private record Seen(List<WalletBackups.Copy> copies, Optional<WalletBackups.LastDrill> last) {}

  /// Another wallet is shown, or this one again.
  void reload() {
    problem.set("");
    report.set(Optional.empty());
    hideWords();
    look();
  }

  private void look() {
    copies.clear();
    loaded.set(false);
    proved.set("");
    wallet()
        .ifPresent(now ->
            work.run(
                () -> new Seen(now.backups().dated(), now.backups().lastDrill()),
                seen -> {
                  if (wallet().filter(now::equals).isPresent()) {
                    show(seen);
                  }
                },
                this::failed));
  }

  private void show(Seen seen) {
    proved.set(
        seen.last()
            .map(last ->
                Messages.text(
                    last.matched() ? "backups.proved" : "backups.failed",
                    last.file(),
                    Times.minutes(last.at())))
            .orElseGet(() -> Messages.text("backups.never")));
    copies.setAll(
        seen.copies().stream()
            .map(copy -> new Row(copy, new ReadOnlyObjectWrapper<>(Health.CHECKING)))
            .toList());
    loaded.set(true);
    checkNext(List.copyOf(copies), 0);
  }

  /// One after the other: reading them all at once would only make the disk busy.
  private void checkNext(List<Row> rows, int index) {
    if (index >= rows.size() || !copies.contains(rows.get(index))) {
      return;
    }
    Row row = rows.get(index);
    work.run(
        () -> WalletBackups.isWhole(row.copy().file()),
        whole -> {
          row.health().set(whole ? Health.WHOLE : Health.DAMAGED);
          checkNext(rows, index + 1);
        },
        _ -> {
          row.health().set(Health.DAMAGED);
          checkNext(rows, index + 1);
        });
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  // Making.

  /// Where a copy could go, named after the wallet and the day.
  String usualFile() {
    return usual(ENDING);
  }

  String usualPaper() {
    return usual("-paper" + PAPER_ENDING);
  }

  private String usual(String ending) {
    String name = wallet().map(Wallet::name).filter(each -> !each.isEmpty()).orElse("wallet");
    return Path.of(
            System.getProperty("user.home", ""),
            name + "-" + LocalDate.now(ZoneId.systemDefault()) + ending)
        .toString();
  }

  void save(Optional<Path> file) {
    withFile(
        file,
        (wallet, path) ->
            start(
                () -> {
                  wallet.backups().save(path);
                  return path;
                },
                done -> notice.accept(Messages.text("backups.saved", done))));
  }

  /// The wallet is unlocked where `withWords` is set.
  void paper(Optional<Path> file, boolean withWords) {
    withFile(
        file,
        (wallet, path) ->
            start(
                () -> wallet.backups().paper(path, withWords),
                pages ->
                    notice.accept(
                        Messages.text(
                            withWords ? "backups.paper.secret" : "backups.paper.saved",
                            path,
                            pages))));
  }

  private interface FileTask {
    void run(Wallet wallet, Path file);
  }

  private void withFile(Optional<Path> file, FileTask task) {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    if (file.filter(Path::isAbsolute).isEmpty()) {
      problem.set(Messages.text("backups.nofile"));
      return;
    }
    task.run(wallet.get(), file.get());
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
        failed -> {
          busy.set(false);
          failed(failed);
        });
  }

  // Proving.

  /// Tries a backup out. The passphrase, which may be empty, is wiped here.
  void prove(Optional<Path> file, byte[] passphrase) {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty() || busy.get() || file.isEmpty()) {
      Arrays.fill(passphrase, (byte) 0);
      problem.set(file.isEmpty() ? Messages.text("backups.nofile") : "");
      return;
    }
    report.set(Optional.empty());
    proving.set(true);
    Wallet proven = wallet.get();
    busy.set(true);
    problem.set("");
    work.run(
        () -> {
          try {
            return proven
                .backups()
                .prove(
                    file.get(),
                    passphrase.length == 0 ? Optional.empty() : Optional.of(passphrase));
          } finally {
            Arrays.fill(passphrase, (byte) 0);
          }
        },
        found -> {
          busy.set(false);
          proving.set(false);
          if (wallet().filter(proven::equals).isPresent()) {
            look();
            report.set(Optional.of(found));
          }
        },
        failed -> {
          busy.set(false);
          proving.set(false);
          failed(failed);
        });
  }

  // Words.

  /// The wallet is unlocked.
  void showWords() {
    wallet()
        .ifPresent(now ->
            work.run(
                now::recoveryWords,
                entries -> {
                  if (entries.isEmpty()) {
                    problem.set(Messages.text("backups.words.none"));
                  } else {
                    RecoveryWords.Entry last = entries.getLast();
                    words.set(
                        Optional.of(
                            new Words(
                                List.of(last.sentence().split(" ", -1)),
                                last.withPassphrase(),
                                entries.size() > 1)));
                  }
                },
                this::failed));
  }

  void hideWords() {
    words.set(Optional.empty());
  }

  ObservableList<Row> copies() {
    return copies;
  }

  /// Whether the copies were looked for.
  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty provingProperty() {
    return proving.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// When a backup was tried out last, in a sentence.
  ReadOnlyStringProperty provedProperty() {
    return proved.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<RecoveryDrill.Report>> reportProperty() {
    return report.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Words>> wordsProperty() {
    return words.getReadOnlyProperty();
  }
}
