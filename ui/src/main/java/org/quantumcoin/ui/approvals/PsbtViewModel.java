package org.quantumcoin.ui.approvals;

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
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.psbt.Psbt;
import org.quantumcoin.wallet.shared.AnimatedCode;
import org.quantumcoin.wallet.shared.PsbtDesk;
import org.quantumcoin.wallet.shared.PsbtDetails;
import org.quantumcoin.wallet.spend.SendOutcome;

/// A payment that somebody else made, in the hands of a wallet that is no seat: looked at, signed,
/// put together with what others signed, sent.
final class PsbtViewModel {
  /// What is looked at, and what it was read from.
  ///
  /// @param sent what became of it, once the wallet was to send it
  record Shown(Psbt psbt, PsbtDetails details, Optional<SendOutcome> sent) {}

  private final Live live;
  private final Work work;
  private final BiConsumer<Wallet, Runnable> unlocked;
  private final Consumer<String> said;
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  /// @param unlocked asks for the passphrase if that is needed, then goes on
  /// @param said tells the person something in passing
  PsbtViewModel(
      Live live, Work work, BiConsumer<Wallet, Runnable> unlocked, Consumer<String> said) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
    this.said = said;
  }

  private interface Step {
    Shown of(PsbtDesk desk);
  }

  private void start(Step step, Consumer<Shown> done) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    Callable<Shown> task = () -> step.of(new PsbtDesk(wallet.get()));
    busy.set(true);
    problem.set("");
    work.run(
        task,
        now -> {
          busy.set(false);
          // Another wallet may have been chosen meanwhile, and knows nothing of it.
          if (live.walletProperty().get().equals(wallet)) {
            shown.set(Optional.of(now));
            done.accept(now);
          }
        },
        failed -> {
          busy.set(false);
          problem.set(String.valueOf(failed.getMessage()));
        });
  }

  private static Shown read(PsbtDesk desk, Psbt psbt) {
    return new Shown(psbt, desk.details(psbt), Optional.empty());
  }

  /// Looks at a payment; of the one that is looked at already, takes the signatures.
  void take(Psbt psbt) {
    Optional<Psbt> known =
        shown.get().map(Shown::psbt).filter(before -> before.isSameTransaction(psbt));
    start(
        desk -> read(desk, known.isPresent() ? desk.combine(known.get(), psbt) : psbt),
        _ -> said.accept(Messages.text(known.isPresent() ? "psbt.combined" : "psbt.taken")));
  }

  /// Signs what is shown by the keys of the wallet.
  void sign() {
    Optional<Wallet> wallet = live.walletProperty().get();
    Optional<Shown> now = shown.get();
    if (wallet.isPresent() && now.isPresent()) {
      unlocked.accept(
          wallet.get(),
          () ->
              start(
                  desk -> read(desk, desk.sign(now.get().psbt())),
                  _ -> said.accept(Messages.text("psbt.signed"))));
    }
  }

  void send() {
    shown
        .get()
        .ifPresent(now ->
            start(
                desk -> {
                  SendOutcome outcome = desk.send(now.psbt());
                  return new Shown(now.psbt(), desk.details(now.psbt()), Optional.of(outcome));
                },
                sent -> sent.sent().map(PsbtViewModel::words).ifPresent(said)));
  }

  private static String words(SendOutcome outcome) {
    return switch (outcome) {
      case SendOutcome.Sent _ -> Messages.text("outcome.sent.text");
      case SendOutcome.Kept(var _, String reason) -> Messages.text("outcome.kept.text", reason);
      case SendOutcome.PartlySigned _ -> Messages.text("outcome.partly.text");
      case SendOutcome.Refused(var _, String sentence) -> sentence;
    };
  }

  /// For whoever has to sign next.
  void hand(Consumer<ApprovalsViewModel.Handed> to) {
    shown
        .get()
        .ifPresent(now ->
            to.accept(
                new ApprovalsViewModel.Handed(
                    now.psbt()::encode,
                    now.psbt().toBase64(),
                    AnimatedCode.of(now.psbt()),
                    "payment-"
                        + now.psbt().unsignedTx().txid().toString().substring(0, 8)
                        + ".psbt")));
  }

  /// Puts it away.
  void close() {
    problem.set("");
    shown.set(Optional.empty());
  }

  String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  /// Empty while none is looked at.
  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
