package org.quantumcoin.ui.wallet;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.WalletAccess;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.RecoverySeed;
import org.quantumcoin.wallet.RecoveryWords;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletOptions;
import org.quantumcoin.wallet.Wallets;
import org.quantumcoin.wallet.keys.Mnemonic;
import org.quantumcoin.wallet.keys.MnemonicCheck;

/// How a wallet comes to be: new, from recovery words, or one that is in the folder already.
final class SetupViewModel {
  /// A new wallet is unlocked for at most so long, while its words are read.
  private static final long SHOW_SECONDS = 60;

  /// What is being done.
  enum Way {
    CREATE,
    RESTORE,
    /// From a backup file.
    BACKUP
  }

  /// Words that have to be written down before the wallet is used.
  record NewWords(List<String> words) {
    @Override
    public String toString() {
      return "NewWords[redacted]";
    }
  }

  private final Live live;
  private final Work work;
  private final Consumer<Wallet> restored;
  private final StringProperty name = new SimpleStringProperty("");
  private final StringProperty file = new SimpleStringProperty("");
  private final StringProperty words = new SimpleStringProperty("");
  private final ObjectProperty<Optional<LocalDate>> since =
      new SimpleObjectProperty<>(Optional.empty());

  private final ObjectProperty<Way> way = new SimpleObjectProperty<>(Way.CREATE);
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<NewWords>> newWords =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyObjectWrapper<Optional<WordsCheck>> check =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper done = new ReadOnlyBooleanWrapper();

  private final ObservableList<String> closed = FXCollections.observableArrayList();

  /// @param restored hears of a wallet that was restored from a file
  SetupViewModel(Live live, Work work, Consumer<Wallet> restored) {
    this.live = live;
    this.work = work;
    this.restored = restored;
    name.set(Messages.text("setup.name.usual"));
  }

  private Optional<WalletAccess> access() {
    return live.walletsProperty().get();
  }

  /// Which wallets are in the folder and not open.
  void look() {
    access()
        .ifPresent(each -> work.run(() -> closed(each.wallets()), closed::setAll, this::failed));
  }

  private static List<String> closed(Wallets wallets) {
    List<String> names = new ArrayList<>(wallets.names());
    wallets.list().forEach(open -> names.remove(open.name()));
    return names;
  }

  /// Makes the wallet. Both are what the person typed as its passphrase, and are wiped here; empty
  /// ones leave it without.
  void make(byte[] passphrase, byte[] repeated) {
    boolean same = Arrays.equals(passphrase, repeated);
    Arrays.fill(repeated, (byte) 0);
    Optional<WalletAccess> access = access();
    String problemNow = access.isEmpty() ? Messages.text("wallet.wait.text") : problem(same);
    if (access.isEmpty() || busy.get() || !problemNow.isEmpty()) {
      Arrays.fill(passphrase, (byte) 0);
      problem.set(problemNow);
      return;
    }
    String called = name.get().strip();
    start(
        way.get() == Way.CREATE
            ? () -> create(access.get(), called, passphrase)
            : () -> restore(access.get(), called, passphrase),
        made -> {
          newWords.set(made);
          words.set("");
          done.set(made.isEmpty());
        });
  }

  private String problem(boolean same) {
    if (name.get().isBlank()) {
      return Messages.text("setup.name.missing");
    }
    if (!same) {
      return Messages.text("setup.notsame");
    }
    return way.get() == Way.RESTORE ? wordsProblem() : "";
  }

  private String wordsProblem() {
    return switch (Mnemonic.parse(words.get())) {
      case MnemonicCheck.Valid(Mnemonic mnemonic) -> {
        mnemonic.close();
        yield "";
      }
      case MnemonicCheck.WrongWordCount(int count) -> Messages.text("setup.words.count", count);
      case MnemonicCheck.UnknownWord(int index, String word, var _, List<String> near) ->
          near.isEmpty()
              ? Messages.text("setup.words.unknown", index + 1, word)
              : Messages.text("setup.words.near", index + 1, word, String.join(", ", near));
      case MnemonicCheck.WrongChecksum _ -> Messages.text("setup.words.checksum");
      case MnemonicCheck.Ambiguous _ -> Messages.text("setup.words.ambiguous");
    };
  }

  private static Optional<NewWords> create(WalletAccess access, String called, byte[] passphrase) {
    try {
      Wallet wallet = access.wallets().create(called, WalletOptions.DEFAULT, passphrase);
      access.openAtStart().accept(called);
      if (wallet.isLocked()) {
        wallet.unlock(passphrase, SHOW_SECONDS);
      }
      List<RecoveryWords.Entry> entries = wallet.recoveryWords();
      if (wallet.isEncrypted()) {
        wallet.lock();
      }
      return Optional.of(new NewWords(List.of(entries.getLast().sentence().split(" ", -1))));
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  private Optional<NewWords> restore(WalletAccess access, String called, byte[] passphrase) {
    long from = since.get().map(day -> day.atStartOfDay(ZoneOffset.UTC).toEpochSecond()).orElse(0L);
    try (RecoverySeed seed = seed()) {
      Wallet wallet = access.wallets().create(called, passphrase, seed, from);
      access.openAtStart().accept(called);
      // Looks through old blocks beside everything else; the summary tells how far it is.
      Thread.ofVirtual().name("restore-scan").start(wallet::catchUpOnKeys);
      return Optional.empty();
    } finally {
      Arrays.fill(passphrase, (byte) 0);
    }
  }

  /// Makes a wallet of a backup's content. The passphrase is that of the backup and is wiped here;
  /// it is not needed for one that was made on this computer.
  void restoreBackup(byte[] passphrase) {
    Optional<WalletAccess> access = access();
    String called = name.get().strip();
    Optional<Path> backup = path(file.get().strip());
    if (access.isEmpty() || busy.get() || called.isEmpty() || backup.isEmpty()) {
      Arrays.fill(passphrase, (byte) 0);
      problem.set(Messages.text(called.isEmpty() ? "setup.name.missing" : "setup.backup.missing"));
      return;
    }
    start(
        () -> {
          try {
            Wallet wallet =
                access
                    .get()
                    .wallets()
                    .restore(
                        called,
                        backup.get(),
                        passphrase.length == 0 ? Optional.empty() : Optional.of(passphrase));
            access.get().openAtStart().accept(called);
            return wallet;
          } finally {
            Arrays.fill(passphrase, (byte) 0);
          }
        },
        wallet -> {
          file.set("");
          done.set(true);
          restored.accept(wallet);
        });
  }

  private static Optional<Path> path(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private RecoverySeed seed() {
    if (Mnemonic.parse(words.get()) instanceof MnemonicCheck.Valid(Mnemonic mnemonic)) {
      return new RecoverySeed(mnemonic, "");
    }
    throw new IllegalStateException("the words were checked before");
  }

  /// Opens one that is in the folder.
  void open(String called) {
    access()
        .ifPresent(each ->
            start(
                () -> {
                  Wallet wallet = each.wallets().load(called, Optional.empty());
                  each.openAtStart().accept(called);
                  return wallet;
                },
                _ -> {
                  look();
                  done.set(true);
                }));
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

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  /// The person says that the words are written down: some of them are asked for.
  void checkWords() {
    problem.set("");
    check.set(newWords.get().map(made -> WordsCheck.of(made.words(), new SecureRandom())));
  }

  /// Shows the words once more.
  void backToWords() {
    check.set(Optional.empty());
  }

  /// What the person read from paper.
  void answer(List<String> answers) {
    boolean right = check.get().filter(each -> each.isPassedBy(answers)).isPresent();
    problem.set(right ? "" : Messages.text("setup.check.wrong"));
    if (right) {
      check.set(Optional.empty());
      newWords.set(Optional.empty());
      done.set(true);
    }
  }

  StringProperty nameProperty() {
    return name;
  }

  /// The backup that is to be restored.
  StringProperty fileProperty() {
    return file;
  }

  /// What was typed as recovery words.
  StringProperty wordsProperty() {
    return words;
  }

  /// No key was in use before; empty for unknown.
  ObjectProperty<Optional<LocalDate>> sinceProperty() {
    return since;
  }

  ObjectProperty<Way> wayProperty() {
    return way;
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<NewWords>> newWordsProperty() {
    return newWords.getReadOnlyProperty();
  }

  /// What is asked for now.
  ReadOnlyObjectProperty<Optional<WordsCheck>> checkProperty() {
    return check.getReadOnlyProperty();
  }

  /// Whether a wallet was made here and its words are kept.
  ReadOnlyBooleanProperty doneProperty() {
    return done.getReadOnlyProperty();
  }

  Work work() {
    return work;
  }

  ObservableList<String> closed() {
    return closed;
  }
}
