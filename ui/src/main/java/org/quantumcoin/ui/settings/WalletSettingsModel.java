package org.quantumcoin.ui.settings;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
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
import org.quantumcoin.ui.live.WalletAccess;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;

/// What a person may change about the wallet that is shown.
final class WalletSettingsModel {
  /// @param ahead addresses that are looked for beyond the last one used
  record Shown(String name, boolean encrypted, boolean watchOnly, int ahead) {}

  /// What is changed on one card, so that a problem is told where it arose.
  enum Card {
    PASSPHRASE,
    NAME,
    AHEAD,
    SWEEP
  }

  private final Live live;
  private final Work work;
  private final Consumer<String> notice;
  private final ReadOnlyObjectWrapper<Optional<Shown>> shown =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final Map<Card, ReadOnlyStringWrapper> problems = new EnumMap<>(Card.class);
  private final ReadOnlyStringWrapper swept = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();

  WalletSettingsModel(Live live, Work work, Consumer<String> notice) {
    this.live = live;
    this.work = work;
    this.notice = notice;
    for (Card card : Card.values()) {
      problems.put(card, new ReadOnlyStringWrapper(""));
    }
  }

  private ReadOnlyStringWrapper problem(Card card) {
    return Objects.requireNonNull(problems.get(card));
  }

  private Optional<Wallet> wallet() {
    return live.walletProperty().get();
  }

  /// Another wallet, or this one again.
  void reload() {
    problems.values().forEach(each -> each.set(""));
    swept.set("");
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty()) {
      shown.set(Optional.empty());
      return;
    }
    Wallet now = wallet.get();
    work.run(
        () ->
            new Shown(now.name(), now.isEncrypted(), now.options().watchOnly(), now.config().gap()),
        seen -> {
          if (wallet().filter(now::equals).isPresent()) {
            shown.set(Optional.of(seen));
          }
        },
        failed -> problem(Card.NAME).set(sentence(failed)));
  }

  /// Puts a passphrase on the wallet, or another in its place. All three are wiped here; `old` does
  /// not matter where there was none.
  void changePassphrase(byte[] old, byte[] fresh, byte[] repeated) {
    Optional<Wallet> wallet = wallet();
    Optional<Shown> now = shown.get();
    String wrong =
        fresh.length == 0
            ? Messages.text("walletset.pass.empty")
            : Arrays.equals(fresh, repeated) ? "" : Messages.text("setup.notsame");
    Arrays.fill(repeated, (byte) 0);
    if (wallet.isEmpty() || now.isEmpty() || busy.get() || !wrong.isEmpty()) {
      Arrays.fill(old, (byte) 0);
      Arrays.fill(fresh, (byte) 0);
      problem(Card.PASSPHRASE).set(wrong);
      return;
    }
    boolean encrypted = now.get().encrypted();
    start(
        Card.PASSPHRASE,
        () -> {
          try {
            if (encrypted) {
              wallet.get().changePassphrase(old, fresh);
            } else {
              wallet.get().encrypt(fresh);
            }
            return wallet.get();
          } finally {
            Arrays.fill(old, (byte) 0);
            Arrays.fill(fresh, (byte) 0);
          }
        },
        _ -> {
          notice.accept(
              Messages.text(encrypted ? "walletset.pass.changed" : "walletset.pass.made"));
          reload();
        });
  }

  /// Looks for more unused addresses than usual, for a wallet that was used elsewhere.
  void lookAhead(int addresses) {
    wallet()
        .ifPresent(now ->
            start(
                Card.AHEAD,
                () -> {
                  now.refill(addresses);
                  return addresses;
                },
                done -> notice.accept(Messages.text("walletset.ahead.done", done))));
  }

  void rename(String name) {
    Optional<WalletAccess> access = live.walletsProperty().get();
    Optional<Wallet> wallet = wallet();
    if (access.isEmpty() || wallet.isEmpty()) {
      return;
    }
    String before = wallet.get().name();
    String wanted = name.strip();
    if (before.equals(wanted)) {
      return;
    }
    start(
        Card.NAME,
        () -> {
          Wallet renamed = access.get().wallets().rename(before, wanted);
          access.get().notAtStart().accept(before);
          access.get().openAtStart().accept(wanted);
          return renamed;
        },
        renamed -> {
          live.choose(renamed);
          notice.accept(Messages.text("walletset.renamed", wanted));
        });
  }

  /// Closes it; its file stays.
  void close() {
    Optional<WalletAccess> access = live.walletsProperty().get();
    Optional<Wallet> wallet = wallet();
    if (access.isEmpty() || wallet.isEmpty()) {
      return;
    }
    String name = wallet.get().name();
    start(
        Card.NAME,
        () -> {
          boolean _ = access.get().wallets().unload(name);
          access.get().notAtStart().accept(name);
          return name;
        },
        closed -> notice.accept(Messages.text("walletset.closed", closed)));
  }

  // Keys from elsewhere.

  /// Looks what a private key has, or moves that here. Both texts are the toolkit's own, which
  /// holds them as long as their fields do.
  ///
  /// @param moved runs when the coins are on their way
  void sweep(String key, String passphrase, boolean dryRun, Runnable moved) {
    Optional<WalletAccess> access = live.walletsProperty().get();
    Optional<Wallet> wallet = wallet();
    if (access.isEmpty() || wallet.isEmpty() || key.isBlank()) {
      return;
    }
    swept.set("");
    start(
        Card.SWEEP,
        () -> access.get().sweeper().sweep(wallet.get(), key, passphrase, dryRun),
        outcome -> {
          swept.set(
              Messages.text(
                  dryRun ? "walletset.sweep.found" : "walletset.sweep.moved",
                  outcome.coins(),
                  amount(outcome.amountSats()),
                  amount(outcome.feeSats())));
          if (!dryRun) {
            moved.run();
          }
        });
  }

  private String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  private <T> void start(Card card, Callable<T> task, Consumer<T> done) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    problem(card).set("");
    work.run(
        task,
        result -> {
          busy.set(false);
          done.accept(result);
        },
        failed -> {
          busy.set(false);
          problem(card).set(sentence(failed));
        });
  }

  private static String sentence(Exception failed) {
    return failed instanceof WalletException wallet
            && wallet.kind() == WalletException.Kind.WRONG_PASSPHRASE
        ? Messages.text("walletset.pass.wrong")
        : String.valueOf(failed.getMessage());
  }

  /// Empty while no wallet is open.
  ReadOnlyObjectProperty<Optional<Shown>> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /// What a key from elsewhere has, or what was moved; or empty.
  ReadOnlyStringProperty sweptProperty() {
    return swept.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty(Card card) {
    return problem(card).getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
