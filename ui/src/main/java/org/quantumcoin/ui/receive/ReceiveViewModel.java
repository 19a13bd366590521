package org.quantumcoin.ui.receive;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.view.AddressActivity;
import org.quantumcoin.wallet.view.AddressFilter;
import org.quantumcoin.wallet.view.AddressFilter.Use;
import org.quantumcoin.wallet.view.AddressLine;
import org.quantumcoin.wallet.view.AddressLine.Purpose;
import org.quantumcoin.wallet.view.AddressList;
import org.quantumcoin.wallet.view.AddressReader;

/// An address to be paid on. Shows one that was given out and neither paid nor named yet, so that
/// opening the page a hundred times uses one address and not a hundred.
final class ReceiveViewModel {
  private final Live live;
  private final Work work;
  private final ReadOnlyStringWrapper address = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper link = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper state = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper paid = new ReadOnlyBooleanWrapper();
  private final StringProperty label = new SimpleStringProperty("");
  private final StringProperty amount = new SimpleStringProperty("");
  private Optional<Shown> shown = Optional.empty();
  private String keptLabel = "";
  private long lastRevision;

  /// What is on the page.
  private record Shown(Wallet wallet, Script script, String address, AddressReader reader) {}

  ReceiveViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    amount.subscribe(this::updateLink);
    label.subscribe(this::updateLink);
  }

  /// The page is visible: an address of the wallet that is chosen now.
  void show() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty()) {
      shown = Optional.empty();
      return;
    }
    if (shown.map(Shown::wallet).equals(wallet) && !paid.get()) {
      return;
    }
    fetch(wallet.get(), false);
  }

  /// Another address, whatever becomes of the last one.
  void another() {
    live.walletProperty().get().ifPresent(wallet -> fetch(wallet, true));
  }

  private void fetch(Wallet wallet, boolean fresh) {
    work.run(
        () -> {
          AddressReader reader = AddressReader.of(wallet);
          Script script =
              (fresh ? Optional.<Script>empty() : unused(wallet))
                  .orElseGet(() -> wallet.newAddress(wallet.config().spending().addressType(), ""));
          return new Shown(wallet, script, reader.address(script).orElseThrow(), reader);
        },
        this::open,
        failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  private static Optional<Script> unused(Wallet wallet) {
    AddressFilter filter =
        AddressFilter.ALL.withPurposes(EnumSet.of(Purpose.RECEIVE)).withUse(Use.UNUSED);
    AddressList list = AddressList.of(wallet, filter, AddressList.Column.INDEX, true);
    return list.lines(0, list.size()).stream()
        .filter(line -> line.type() == wallet.config().spending().addressType())
        .filter(line -> line.label().isEmpty())
        .filter(line -> line.address().isPresent())
        .map(AddressLine::script)
        .findFirst();
  }

  private void open(Shown now) {
    problem.set("");
    paid.set(false);
    shown = Optional.of(now);
    address.set(now.address());
    keptLabel = "";
    label.set("");
    amount.set("");
    state.set(Messages.text("receive.waiting"));
    updateLink();
  }

  private void updateLink() {
    if (shown.isEmpty()) {
      return;
    }
    OptionalLong sats = OptionalLong.empty();
    if (!amount.get().isBlank()) {
      sats = Amounts.parse(amount.get(), unit());
      if (sats.isEmpty()) {
        problem.set(Messages.text("amount.unreadable"));
        return;
      }
    }
    problem.set("");
    link.set(shown.get().reader().link(shown.get().address(), sats, label.get().strip(), ""));
  }

  private AmountUnit unit() {
    return live.preferences().unitProperty().get();
  }

  /// Names the address in the wallet, so that the payment is known by it when it comes.
  void keepLabel() {
    String text = label.get().strip();
    if (text.equals(keptLabel)) {
      return;
    }
    keptLabel = text;
    shown.ifPresent(now ->
        work.run(
            () -> {
              now.wallet().setLabel(now.script(), text, AddressBook.RECEIVE);
              return true;
            },
            _ -> {},
            failed -> problem.set(String.valueOf(failed.getMessage()))));
  }

  /// The wallet has changed: has the address been paid?
  void look(long revision) {
    if (shown.isEmpty() || revision == lastRevision) {
      return;
    }
    lastRevision = revision;
    Shown now = shown.get();
    work.run(
        () -> AddressActivity.of(now.wallet(), now.script()),
        activity -> showPaid(now, activity),
        failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  private void showPaid(Shown asked, AddressActivity activity) {
    if (shown.equals(Optional.of(asked)) && activity.receivedSats() > 0) {
      paid.set(true);
      state.set(
          Messages.text(
              "receive.paid",
              Amounts.format(activity.receivedSats(), unit(), live.network().ticker())));
    }
  }

  ReadOnlyStringProperty addressProperty() {
    return address.getReadOnlyProperty();
  }

  ReadOnlyStringProperty linkProperty() {
    return link.getReadOnlyProperty();
  }

  /// Whether it was paid, in words.
  ReadOnlyStringProperty stateProperty() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty paidProperty() {
    return paid.getReadOnlyProperty();
  }

  /// What is wrong with what was typed, or why there is no address; or empty.
  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  StringProperty labelProperty() {
    return label;
  }

  StringProperty amountProperty() {
    return amount;
  }
}
