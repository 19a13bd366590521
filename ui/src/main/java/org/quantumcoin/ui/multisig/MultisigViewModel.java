package org.quantumcoin.ui.multisig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.live.WalletAccess;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletOptions;
import org.quantumcoin.wallet.descriptor.MultisigKind;
import org.quantumcoin.wallet.multisig.Cosigner;
import org.quantumcoin.wallet.multisig.MultisigException;
import org.quantumcoin.wallet.multisig.MultisigSetup;
import org.quantumcoin.wallet.multisig.SetupFiles;
import org.quantumcoin.wallet.multisig.SetupFormat;
import org.quantumcoin.wallet.shared.SetupDesk;
import org.quantumcoin.wallet.token.TokenLibrary;
import org.quantumcoin.wallet.token.TokenSession;

/// A setup on its way: its keys are gathered, it is looked at, taken into a wallet, and kept.
final class MultisigViewModel {
  private static final int USUAL_SLOTS = 3;
  private static final int USUAL_THRESHOLD = 2;

  /// Where a setup is.
  sealed interface Step {
    /// The wallet is being looked at.
    record Looking() implements Step {}

    /// Keys are gathered.
    record Gather() implements Step {}

    /// The keys are a sound setup, to be compared with the other signers.
    ///
    /// @param signs whether the wallet that is shown has one of its keys
    record Compare(MultisigSetup setup, boolean signs) implements Step {}

    /// A wallet has it; it is to be kept elsewhere, too.
    record Keep(MultisigSetup setup) implements Step {}

    /// It is in use.
    record InUse(MultisigSetup setup) implements Step {}
  }

  private final Live live;
  private final Work work;
  private final BiConsumer<Wallet, Runnable> unlocked;
  private final ObservableList<KeySlot> slots = FXCollections.observableArrayList();
  private final StringProperty name = new SimpleStringProperty("");
  private final IntegerProperty threshold = new SimpleIntegerProperty(USUAL_THRESHOLD);
  private final ObjectProperty<MultisigKind> kind = new SimpleObjectProperty<>(MultisigKind.P2WSH);

  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Looking());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper kept = new ReadOnlyBooleanWrapper();

  /// Setups that were taken in and not written down since.
  private final Map<Wallet, MultisigSetup> unkept = new HashMap<>();

  private Optional<Wallet> readFrom = Optional.empty();

  /// @param unlocked asks for the passphrase if that is needed, then goes on
  MultisigViewModel(Live live, Work work, BiConsumer<Wallet, Runnable> unlocked) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
    clear();
  }

  /// An empty form.
  private void clear() {
    name.set(Messages.text("multisig.name.usual"));
    threshold.set(USUAL_THRESHOLD);
    slots.clear();
    for (int i = 0; i < USUAL_SLOTS; i++) {
      slots.add(new KeySlot());
    }
  }

  private Optional<Wallet> wallet() {
    return live.walletProperty().get();
  }

  /// Looks whether the wallet has a setup; what is being made stays as it is, and what is not kept
  /// yet comes back.
  void reload() {
    Optional<Wallet> wallet = wallet();
    if (!readFrom.equals(wallet)) {
      readFrom = wallet;
      problem.set("");
      kept.set(false);
      step.set(
          wallet
              .flatMap(each -> Optional.ofNullable(unkept.get(each)))
              .<Step>map(Step.Keep::new)
              .orElseGet(Step.Looking::new));
    }
    if (wallet.isEmpty() || !isSettled()) {
      return;
    }
    work.run(
        () -> new SetupDesk(wallet.get()).setup(),
        setup -> {
          if (readFrom.equals(wallet) && isSettled()) {
            if (!isShown(setup)) {
              step.set(setup.<Step>map(Step.InUse::new).orElseGet(Step.Gather::new));
            }
          }
        },
        this::failed);
  }

  /// The wallet keeps no names of signers, which the one that was just made has: it stays, and with
  /// it what is being written about its seats.
  private boolean isShown(Optional<MultisigSetup> setup) {
    return step.get() instanceof Step.InUse(MultisigSetup shown)
        && setup
            .filter(now -> now.multipathDescriptor().equals(shown.multipathDescriptor()))
            .isPresent();
  }

  private boolean isSettled() {
    return switch (step.get()) {
      case Step.Looking _, Step.InUse _ -> true;
      case Step.Gather _, Step.Compare _, Step.Keep _ -> false;
    };
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  // Gathering.

  void addSlot() {
    if (slots.size() < MultisigSetup.MAX_COSIGNERS) {
      slots.add(new KeySlot());
    }
  }

  void removeSlot(KeySlot slot) {
    slots.remove(slot);
    threshold.set(Math.min(threshold.get(), Math.max(slots.size(), 1)));
  }

  /// Puts the key of the wallet that is shown into a slot.
  void fillByWallet(KeySlot slot) {
    Optional<Wallet> wallet = wallet();
    wallet.ifPresent(each ->
        unlocked.accept(
            each,
            () ->
                work.run(
                    () -> {
                      SetupDesk desk = new SetupDesk(each);
                      return desk.expression(desk.ownKey(each.name(), kind.get()));
                    },
                    text -> slot.fill(each.name(), text),
                    failed -> slot.complain(String.valueOf(failed.getMessage())))));
  }

  /// Puts the only key of a token into a slot. The PIN is wiped here.
  void fillByToken(KeySlot slot, Path file, String token, Supplier<char[]> pin) {
    char[] taken = pin.get();
    work.run(
        () -> {
          try {
            return TokenLibrary.open(file).with(token, taken, TokenSession::keys);
          } finally {
            Arrays.fill(taken, '\0');
          }
        },
        keys -> {
          if (keys.size() == 1) {
            slot.fill(keys.getFirst().label(), keys.getFirst().expression());
          } else {
            slot.complain(Messages.text("multisig.tokenkeys", keys.size()));
          }
        },
        failed -> slot.complain(String.valueOf(failed.getMessage())));
  }

  /// The file by which tokens are reached.
  StringProperty libraryProperty() {
    return live.preferences().tokenLibraryProperty();
  }

  /// Puts what is in a file into a slot.
  void fillByFile(KeySlot slot, Path file) {
    Optional<Wallet> wallet = wallet();
    MultisigKind wanted = kind.get();
    String called = slot.nameProperty().get().strip();
    wallet.ifPresent(each ->
        work.run(
            () -> new SetupDesk(each).cosigner(called, text(file), wanted),
            read -> slot.fill(read.name(), new SetupDesk(each).expression(read)),
            failed -> slot.complain(String.valueOf(failed.getMessage()))));
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > SetupFiles.MAX_CHARS) {
      throw new IOException(Messages.text("multisig.toolarge"));
    }
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }

  /// Takes a whole setup that somebody else made.
  void take(Path file) {
    read(() -> text(file));
  }

  void take(String text) {
    read(() -> text);
  }

  private void read(Callable<String> text) {
    wallet()
        .ifPresent(each ->
            start(
                () -> new SetupDesk(each).read(text.call()),
                setup -> {
                  fill(each, setup);
                  compare(each, setup);
                }));
  }

  private void fill(Wallet wallet, MultisigSetup setup) {
    if (!setup.name().isBlank()) {
      name.set(setup.name());
    }
    threshold.set(setup.threshold());
    kind.set(setup.kind());
    slots.clear();
    for (Cosigner cosigner : setup.cosigners()) {
      KeySlot slot = new KeySlot();
      slot.fill(cosigner.name(), new SetupDesk(wallet).expression(cosigner));
      slots.add(slot);
    }
  }

  /// Puts the keys together, or says which is none.
  void check() {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    SetupDesk desk = new SetupDesk(wallet.get());
    List<Cosigner> cosigners = new ArrayList<>();
    for (KeySlot slot : slots) {
      slot.read(desk, kind.get()).ifPresent(cosigners::add);
    }
    if (cosigners.size() < slots.size()) {
      problem.set(Messages.text("multisig.incomplete"));
      return;
    }
    try {
      compare(
          wallet.get(), desk.combine(name.get().strip(), threshold.get(), cosigners, kind.get()));
    } catch (MultisigException e) {
      problem.set(String.valueOf(e.getMessage()));
    }
  }

  private void compare(Wallet wallet, MultisigSetup setup) {
    problem.set("");
    unlocked.accept(
        wallet,
        () ->
            start(
                () -> new SetupDesk(wallet).ownFingerprint(setup).isPresent(),
                signs -> step.set(new Step.Compare(setup, signs))));
  }

  /// Back to the keys.
  void edit() {
    problem.set("");
    step.set(new Step.Gather());
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

  // Taking in.

  /// Makes the wallet that is shown one of the signers.
  void sign() {
    Optional<Wallet> wallet = wallet();
    if (wallet.isPresent()
        && step.get() instanceof Step.Compare(MultisigSetup setup, boolean _)
        && !busy.get()) {
      unlocked.accept(
          wallet.get(),
          () ->
              start(
                  () -> {
                    take(wallet.get(), setup);
                    return true;
                  },
                  _ -> keep(wallet.get(), setup)));
    }
  }

  /// Makes a new wallet that watches.
  void watch() {
    Optional<WalletAccess> access = live.walletsProperty().get();
    if (access.isPresent()
        && step.get() instanceof Step.Compare(MultisigSetup setup, boolean _)
        && !busy.get()) {
      // A descriptor has no name, and a wallet without one cannot be told from others.
      String called =
          Stream.of(setup.name(), name.get().strip(), Messages.text("multisig.name.usual"))
              .filter(each -> !each.isBlank())
              .findFirst()
              .orElseThrow();
      start(
          () -> {
            Wallet made =
                access
                    .get()
                    .wallets()
                    .create(called, new WalletOptions(true, true, false), new byte[0]);
            take(made, setup);
            access.get().openAtStart().accept(called);
            return made;
          },
          made -> {
            unkept.put(made, setup);
            live.choose(made);
            reload();
          });
    }
  }

  private static void take(Wallet wallet, MultisigSetup setup) {
    boolean _ = new SetupDesk(wallet).take(setup, 0);
    // Looks through old blocks beside everything else; the summary tells how far it is.
    Thread.ofVirtual().name("setup-scan").start(wallet::catchUpOnKeys);
  }

  private void keep(Wallet wallet, MultisigSetup setup) {
    unkept.put(wallet, setup);
    kept.set(false);
    step.set(new Step.Keep(setup));
  }

  // Keeping.

  /// Writes the setup to a file; `said` hears that it is done.
  void save(MultisigSetup setup, SetupFormat format, Path file, Consumer<String> said) {
    written(() -> Files.writeString(file, SetupFiles.write(setup, format)), said);
  }

  /// Writes a PDF to be printed.
  void paper(Path file, Consumer<String> said) {
    wallet()
        .ifPresent(wallet -> written(() -> Files.write(file, new SetupDesk(wallet).paper()), said));
  }

  private void written(Callable<Path> task, Consumer<String> said) {
    start(
        task,
        path -> {
          kept.set(true);
          said.accept(Messages.text("outcome.saved", path));
        });
  }

  /// The setup is kept elsewhere, too.
  void done() {
    if (kept.get() && step.get() instanceof Step.Keep(MultisigSetup setup)) {
      readFrom.ifPresent(unkept::remove);
      clear();
      step.set(new Step.InUse(setup));
    }
  }

  ObservableList<KeySlot> slots() {
    return slots;
  }

  StringProperty nameProperty() {
    return name;
  }

  IntegerProperty thresholdProperty() {
    return threshold;
  }

  ObjectProperty<MultisigKind> kindProperty() {
    return kind;
  }

  ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// Whether the setup was written to a file or on paper.
  ReadOnlyBooleanProperty keptProperty() {
    return kept.getReadOnlyProperty();
  }
}
