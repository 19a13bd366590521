package org.quantumcoin.ui.addresses;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.PayeeWords;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.AddressList;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeLine;
import org.quantumcoin.wallet.view.PayeeText;

/// The address book: people and their addresses, and the form by which one is added or named anew.
final class BookViewModel {
  private final Live live;
  private final Work work;
  private final PagedItems<PayeeLine> items;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty address = new SimpleStringProperty("");
  private final StringProperty name = new SimpleStringProperty("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper payable = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();

  BookViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    this.items = new PagedItems<>(work, this::failed);
    text.subscribe((_, _) -> reload());
    address.subscribe((_, _) -> check());
  }

  void reload() {
    if (live.walletProperty().get().isPresent()) {
      refresher.ask();
    }
  }

  private void read() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty()) {
      refresher.done();
      return;
    }
    String wanted = text.get().strip();
    work.run(
        () -> AddressList.others(wallet.get(), wanted),
        lines -> {
          loaded.set(true);
          show(lines);
          refresher.done();
        },
        failed -> {
          failed(failed);
          refresher.done();
        });
  }

  private void show(List<PayeeLine> all) {
    items.show(
        new PagedItems.Source<>() {
          @Override
          public int size() {
            return all.size();
          }

          @Override
          public List<PayeeLine> lines(int offset, int number) {
            int from = Math.min(offset, all.size());
            return all.subList(from, Math.min(all.size(), from + number));
          }
        });
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  /// What the form's address is: no call of the wallet, so at once.
  private Optional<PayeeText> typed() {
    return live.walletProperty().get().map(wallet -> AddressReader.of(wallet).read(address.get()));
  }

  private void check() {
    Optional<PayeeText> read = typed();
    problem.set(
        read.filter(PayeeText.Invalid.class::isInstance)
            .map(PayeeText.Invalid.class::cast)
            .map(PayeeWords::problem)
            .orElse(""));
    payable.set(read.filter(PayeeText.Payee.class::isInstance).isPresent());
  }

  /// Puts one that is in the book into the form.
  void edit(PayeeLine line) {
    address.set(line.address().orElse(""));
    name.set(line.label());
  }

  /// Puts the form's address into the book, or gives it the form's name; `said` hears how it went.
  void save(Consumer<String> said) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || !(typed().orElseThrow() instanceof PayeeText.Payee payee)) {
      check();
      return;
    }
    String label = name.get().isBlank() ? payee.label() : name.get().strip();
    work.run(
        () -> {
          boolean own =
              wallet.get().locked(() -> wallet.get().keys().find(payee.script()).isPresent());
          if (!own) {
            wallet.get().setLabel(payee.script(), label, AddressBook.SEND);
          }
          return own;
        },
        own -> {
          if (own) {
            problem.set(Messages.text("book.own"));
          } else {
            address.set("");
            name.set("");
            said.accept(Messages.text("book.saved"));
            reload();
          }
        },
        this::failed);
  }

  String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  PagedItems<PayeeLine> items() {
    return items;
  }

  StringProperty textProperty() {
    return text;
  }

  StringProperty addressProperty() {
    return address;
  }

  StringProperty nameProperty() {
    return name;
  }

  /// What is wrong with the form, or why there is no list; or empty.
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Whether the form's address can be paid and kept.
  ReadOnlyBooleanProperty payableProperty() {
    return payable.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
