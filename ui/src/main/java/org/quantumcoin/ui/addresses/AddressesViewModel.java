package org.quantumcoin.ui.addresses;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.table.Order;
import org.quantumcoin.ui.table.PagedItems;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.AccountLine;
import org.quantumcoin.wallet.view.AddressFilter;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressLine.Purpose;
import org.quantumcoin.wallet.view.AddressList;

/// The wallet's own addresses: what is looked for, what was found, and the one that is looked at.
final class AddressesViewModel {
  /// What the chips choose.
  enum Show {
    ALL,
    UNUSED,
    FUNDED,
    RECEIVE,
    CHANGE;

    AddressFilter filter() {
      return switch (this) {
        case ALL -> AddressFilter.ALL;
        case UNUSED ->
            AddressFilter.ALL
                .withUse(AddressFilter.Use.UNUSED)
                .withPurposes(EnumSet.of(Purpose.RECEIVE));
        case FUNDED -> AddressFilter.ALL.withUse(AddressFilter.Use.FUNDED);
        case RECEIVE -> AddressFilter.ALL.withPurposes(EnumSet.of(Purpose.RECEIVE));
        case CHANGE -> AddressFilter.ALL.withPurposes(EnumSet.of(Purpose.CHANGE));
      };
    }

    String title() {
      return Messages.text(
          switch (this) {
            case ALL -> "history.show.all";
            case UNUSED -> "addresses.show.unused";
            case FUNDED -> "addresses.show.funded";
            case RECEIVE -> "addresses.purpose.receive";
            case CHANGE -> "addresses.purpose.change";
          });
    }
  }

  private final Live live;
  private final Work work;
  private final PagedItems<AddressLine> items;
  private final OneAtATime refresher = new OneAtATime(this::read);
  private final ObservableList<AccountLine> accounts = FXCollections.observableArrayList();
  private final StringProperty text = new SimpleStringProperty("");
  private final ObjectProperty<Show> show = new SimpleObjectProperty<>(Show.ALL);
  private final ObjectProperty<Optional<AccountLine>> account =
      new SimpleObjectProperty<>(Optional.empty());

  private final ObjectProperty<Order<AddressList.Column>> order =
      new SimpleObjectProperty<>(new Order<>(AddressList.Column.INDEX, true));

  private final ReadOnlyObjectWrapper<Optional<AddressLine>> open =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private Optional<Wallet> shownOf = Optional.empty();

  AddressesViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    this.items = new PagedItems<>(work, this::failed);
    text.subscribe((_, _) -> reload());
    show.subscribe((_, _) -> reload());
    account.subscribe((_, _) -> reload());
    order.subscribe((_, _) -> reload());
  }

  private AddressFilter filter() {
    AddressFilter chosen = show.get().filter();
    OptionalInt id =
        account.get().isPresent() ? OptionalInt.of(account.get().get().id()) : OptionalInt.empty();
    return new AddressFilter(text.get().strip(), id, chosen.purposes(), chosen.use());
  }

  private record Read(AddressList list, List<AccountLine> accounts, Optional<AddressLine> open) {}

  void reload() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (!shownOf.equals(wallet)) {
      shownOf = wallet;
      open.set(Optional.empty());
      account.set(Optional.empty());
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
    AddressFilter filter = filter();
    Order<AddressList.Column> by = order.get();
    Optional<AddressLine> looked = open.get();
    work.run(
        () ->
            new Read(
                AddressList.of(wallet.get(), filter, by.column(), by.descending()),
                AddressList.accounts(wallet.get()),
                looked.flatMap(line -> now(wallet.get(), line))),
        read -> {
          if (shownOf.equals(wallet)) {
            shown(read, looked);
          }
          refresher.done();
        },
        failed -> {
          failed(failed);
          refresher.done();
        });
  }

  private static Optional<AddressLine> now(Wallet wallet, AddressLine line) {
    return line.address()
        .flatMap(address ->
            AddressList.of(
                    wallet, AddressFilter.ALL.withText(address), AddressList.Column.INDEX, true)
                .lines(0, 1)
                .stream()
                .findFirst());
  }

  private void shown(Read read, Optional<AddressLine> looked) {
    problem.set("");
    loaded.set(true);
    if (!accounts.equals(read.accounts())) {
      accounts.setAll(read.accounts());
    }
    if (read.open().isPresent() && open.get().equals(looked)) {
      open.set(read.open());
    }
    AddressList list = read.list();
    count.set(Messages.text("addresses.count", list.size()));
    items.show(
        new PagedItems.Source<>() {
          @Override
          public int size() {
            return list.size();
          }

          @Override
          public List<AddressLine> lines(int offset, int number) {
            return list.lines(offset, number);
          }
        });
  }

  private void failed(Exception failed) {
    problem.set(String.valueOf(failed.getMessage()));
  }

  String amount(long sats) {
    return Amounts.format(sats, live.preferences().unitProperty().get(), live.network().ticker());
  }

  /// Looks at one of them.
  void open(AddressLine line) {
    open.set(Optional.of(line));
  }

  /// Names the one that is looked at. Not of change: what has a name counts as given out, and
  /// change would become income.
  void label(String label) {
    Optional<Wallet> wallet = live.walletProperty().get();
    Optional<AddressLine> line =
        open.get()
            .filter(each -> each.purpose() == Purpose.RECEIVE)
            .filter(each -> !each.label().equals(label.strip()));
    if (wallet.isPresent() && line.isPresent()) {
      work.run(
          () -> {
            wallet.get().setLabel(line.get().script(), label.strip(), AddressBook.RECEIVE);
            return true;
          },
          _ -> reload(),
          this::failed);
    }
  }

  /// Writes what is listed to a file; `said` hears how it went.
  void export(Path file, Consumer<String> said) {
    AddressFilter filter = filter();
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            work.run(
                () -> write(wallet, filter, file),
                _ -> said.accept(Messages.text("history.exported", file)),
                failed ->
                    said.accept(
                        Messages.text(
                            "history.notexported", String.valueOf(failed.getMessage())))));
  }

  private static Path write(Wallet wallet, AddressFilter filter, Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      AddressList.csv(wallet, filter, out);
    }
    return file;
  }

  PagedItems<AddressLine> items() {
    return items;
  }

  ObservableList<AccountLine> accounts() {
    return accounts;
  }

  StringProperty textProperty() {
    return text;
  }

  ObjectProperty<Show> showProperty() {
    return show;
  }

  /// The account whose addresses are listed; empty for all.
  ObjectProperty<Optional<AccountLine>> accountProperty() {
    return account;
  }

  ObjectProperty<Order<AddressList.Column>> orderProperty() {
    return order;
  }

  boolean isFiltered() {
    return show.get() != Show.ALL || account.get().isPresent() || !text.get().isBlank();
  }

  /// The one that is looked at.
  ReadOnlyObjectProperty<Optional<AddressLine>> openProperty() {
    return open.getReadOnlyProperty();
  }

  ReadOnlyStringProperty countProperty() {
    return count.getReadOnlyProperty();
  }

  /// Why the list is not what it should be; or empty.
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }
}
