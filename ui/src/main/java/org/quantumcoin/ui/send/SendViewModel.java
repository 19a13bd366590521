package org.quantumcoin.ui.send;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.node.primitives.OutPoint;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.WalletException;
import org.quantumcoin.wallet.shared.ProposalDesk;
import org.quantumcoin.wallet.spend.Drafted;
import org.quantumcoin.wallet.spend.PaymentDesk;
import org.quantumcoin.wallet.spend.PaymentDraft;
import org.quantumcoin.wallet.spend.PaymentRequest;
import org.quantumcoin.wallet.spend.Recipient;
import org.quantumcoin.wallet.spend.SendOutcome;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.PayeeText;

/// A payment on its way: written, reviewed, sent. What is signed is the draft that was shown, or
/// nothing.
final class SendViewModel {
  /// Of those who are paid that a transaction is called after.
  private static final int MAX_NAMES = 5;

  /// Where a payment is.
  sealed interface Step {
    /// It is being written.
    record Write() implements Step {}

    /// It was worked out and waits to be confirmed.
    ///
    /// @param proposal whether other seats decide on it: it is proposed and not sent
    record Review(PaymentDraft draft, boolean proposal) implements Step {}

    /// It was signed.
    record Done(SendOutcome outcome) implements Step {}
  }

  private static final int USUAL_DAYS = 7;
  private static final long DAY_HOURS = 24;

  private final Live live;
  private final Work work;

  /// Asks for the passphrase if that is needed, then goes on.
  private final BiConsumer<Wallet, Runnable> unlocked;

  private final ObservableList<RecipientRow> rows = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(new Step.Write());
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper feeWords = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper coinWords = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final DoubleProperty feePlace = new SimpleDoubleProperty();
  private final ReadOnlyObjectWrapper<List<FeeScale.Bar>> feeBars =
      new ReadOnlyObjectWrapper<>(List.of());

  private Optional<FeeScale> scale = Optional.empty();
  private boolean feeChosen;
  private Set<OutPoint> coins = Set.of();

  /// Who is paid where another page lists them; empty for those of the form.
  private List<Payee> listed = List.of();

  private final StringProperty note = new SimpleStringProperty("");
  private final IntegerProperty days = new SimpleIntegerProperty(USUAL_DAYS);
  private Optional<Supplier<Worked>> again = Optional.empty();

  /// What was worked out.
  private record Worked(Drafted drafted, boolean proposal) {
    static Worked payment(Drafted drafted) {
      return new Worked(drafted, false);
    }
  }

  SendViewModel(Live live, Work work, BiConsumer<Wallet, Runnable> unlocked) {
    this.live = live;
    this.work = work;
    this.unlocked = unlocked;
    feePlace.subscribe(this::showFee);
    live.vitalsProperty().subscribe(_ -> showWaiting());
    busy.subscribe(now -> live.foreground().set(this, now));
    addRow();
  }

  private AmountUnit unit() {
    return live.preferences().unitProperty().get();
  }

  // Writing.

  RecipientRow addRow() {
    RecipientRow row = new RecipientRow();
    Runnable read =
        () ->
            live.walletProperty()
                .get()
                .ifPresent(wallet -> row.read(AddressReader.of(wallet), unit()));
    row.payeeProperty().subscribe(_ -> read.run());
    row.amountProperty().subscribe(_ -> read.run());
    row.everythingProperty().subscribe(_ -> read.run());
    rows.add(row);
    return row;
  }

  void removeRow(RecipientRow row) {
    rows.remove(row);
    if (rows.isEmpty()) {
      addRow();
    }
  }

  /// Empties the form.
  void clear() {
    rows.clear();
    addRow();
    coins = Set.of();
    listed = List.of();
    coinWords.set("");
    problem.set("");
    note.set("");
    days.set(USUAL_DAYS);
    again = Optional.empty();
    step.set(new Step.Write());
  }

  /// Fills the form from a payment link or an address.
  void fill(String payee) {
    clear();
    rows.getFirst().payeeProperty().set(payee);
  }

  /// Only these coins are spent.
  void chooseCoins(Set<OutPoint> chosen) {
    coins = new LinkedHashSet<>(chosen);
    coinWords.set(chosen.isEmpty() ? "" : Messages.text("send.coins", chosen.size()));
    step.set(new Step.Write());
  }

  private void showWaiting() {
    feeBars.set(
        scale
            .flatMap(now ->
                live.vitalsProperty()
                    .get()
                    .filter(vitals -> !vitals.trail().isEmpty())
                    .map(vitals -> now.bars(vitals.trail().getLast().bands())))
            .orElse(List.of()));
  }

  /// The node says anew what fees make sense; what the person chose stays.
  void refreshFees() {
    live.walletProperty()
        .get()
        .ifPresent(wallet ->
            work.run(() -> FeeScale.of(wallet), this::show, failed -> problem.set(words(failed))));
  }

  private void show(FeeScale now) {
    FeeRate rate = feeChosen && scale.isPresent() ? rate() : now.usual();
    scale = Optional.of(now);
    boolean chosen = feeChosen;
    feePlace.set(now.placeOf(rate));
    feeChosen = chosen;
    showFee();
  }

  /// The person moved the slider.
  void chooseFee() {
    feeChosen = true;
  }

  private FeeRate rate() {
    return scale.map(each -> each.at(feePlace.get())).orElse(FeeRate.ZERO);
  }

  private void showFee() {
    scale.ifPresent(now -> {
      FeeRate rate = now.at(feePlace.get());
      String speed =
          Messages.text(
              switch (now.speed(rate)) {
                case SOON -> "fee.soon";
                case HOUR -> "fee.hour";
                case DAY -> "fee.day";
                case LONGER -> "fee.longer";
                case UNKNOWN -> "fee.unknown";
              });
      feeWords.set(Quantities.feeRate(rate) + " · " + speed);
    });
  }

  private static String words(Exception failed) {
    return String.valueOf(failed.getMessage());
  }

  // Reviewing.

  /// Works the payment out and shows it, or says what is missing.
  void review() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    AddressReader reader = AddressReader.of(wallet.get());
    boolean complete = true;
    for (RecipientRow row : rows) {
      complete &= row.isComplete(reader, unit());
    }
    if (!complete) {
      problem.set(Messages.text("send.incomplete"));
      return;
    }
    List<Recipient> recipients = new ArrayList<>();
    Set<Script> sharers = new LinkedHashSet<>();
    Set<Script> all = new LinkedHashSet<>();
    for (RecipientRow row : rows) {
      PayeeText.Payee payee = row.payee(reader).orElseThrow();
      if (!all.add(payee.script())) {
        problem.set(Messages.text("send.twice", payee.address()));
        return;
      }
      boolean rest = row.everythingProperty().get();
      if (rest) {
        sharers.add(payee.script());
      }
      OptionalLong sats = rest ? OptionalLong.of(0) : row.sats(unit());
      recipients.add(new Recipient(payee.script(), sats.orElseThrow(), false));
    }
    PaymentRequest request = withFeeAndCoins(PaymentRequest.to(recipients));
    draft(() -> work(wallet.get(), request, sharers));
  }

  /// The treasury's coins are spent by proposals alone.
  private static Worked work(Wallet wallet, PaymentRequest request, Set<Script> sharers) {
    if (wallet.locked(() -> wallet.treasury().isPresent())) {
      ProposalDesk desk = new ProposalDesk(wallet);
      return new Worked(
          sharers.isEmpty() ? desk.draft(request) : desk.drain(request, sharers), true);
    }
    PaymentDesk desk = new PaymentDesk(wallet);
    return Worked.payment(
        sharers.isEmpty() ? desk.draft(request) : desk.drain(request, sharers, false));
  }

  /// The same for payees that another page lists.
  void review(List<Payee> payees) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isEmpty() || busy.get()) {
      return;
    }
    listed = List.copyOf(payees);
    PaymentRequest request =
        withFeeAndCoins(
            PaymentRequest.to(
                listed.stream()
                    .map(each -> new Recipient(each.script(), each.sats(), false))
                    .toList()));
    draft(() -> work(wallet.get(), request, Set.of()));
  }

  /// Whether an address stands letter by letter in the form or the list.
  boolean isWritten(String address) {
    return rows.stream().anyMatch(row -> row.payeeProperty().get().strip().equals(address))
        || listed.stream().anyMatch(each -> each.address().equals(address));
  }

  private PaymentRequest withFeeAndCoins(PaymentRequest request) {
    Map<OutPoint, OptionalLong> chosen = new LinkedHashMap<>();
    coins.forEach(coin -> chosen.put(coin, OptionalLong.empty()));
    PaymentRequest wanted = chosen.isEmpty() ? request : request.withCoins(chosen, false);
    return scale.isEmpty()
        ? wanted
        : wanted.withFee(Optional.of(rate()), OptionalInt.empty(), Optional.empty());
  }

  /// Works out a transaction that comes in place of another, or pays for it.
  void replace(Txid txid, PaymentDraft.Purpose purpose) {
    live.walletProperty()
        .get()
        .ifPresent(wallet -> {
          clear();
          PaymentRequest wishes = PaymentRequest.to(List.of());
          PaymentDesk desk = new PaymentDesk(wallet);
          draft(() ->
              Worked.payment(
                  switch (purpose) {
                    case BUMP -> desk.bump(txid, wishes);
                    case CANCEL -> desk.cancel(txid, wishes);
                    case CHILD_PAYS -> desk.childPays(txid, fastChild(wallet, wishes));
                    case PAYMENT, DRAIN ->
                        throw new IllegalArgumentException("replaces nothing: " + purpose);
                  }));
        });
  }

  /// A child that does not lift its parent would be no use: at the rate of the next blocks.
  private static PaymentRequest fastChild(Wallet wallet, PaymentRequest wishes) {
    FeeScale now = FeeScale.of(wallet);
    FeeRate rate = now.soon().orElseGet(() -> now.at(0.5));
    return wishes.withFee(Optional.of(rate), OptionalInt.empty(), Optional.empty());
  }

  private void draft(Supplier<Worked> drafting) {
    problem.set("");
    busy.set(true);
    again = Optional.of(drafting);
    work.run(
        drafting::get,
        worked -> {
          busy.set(false);
          switch (worked.drafted()) {
            case PaymentDraft draft -> step.set(new Step.Review(draft, worked.proposal()));
            case Drafted.Refused(WalletException.Kind kind, String sentence) ->
                problem.set(
                    kind == WalletException.Kind.INSUFFICIENT_FUNDS
                        ? Messages.text("send.insufficient")
                        : sentence);
          }
        },
        failed -> {
          busy.set(false);
          problem.set(words(failed));
        });
  }

  /// Back from the review, with everything as it was written.
  void edit() {
    problem.set("");
    step.set(new Step.Write());
  }

  /// Another wallet is shown: what was worked out for the one before is not to be sent by this one.
  void otherWallet() {
    if (step.get() instanceof Step.Review) {
      edit();
    }
    chooseCoins(Set.of());
    refreshFees();
  }

  // Sending.

  /// Signs and sends what is under review.
  void send() {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isPresent()
        && step.get() instanceof Step.Review(PaymentDraft draft, boolean proposal)
        && !proposal
        && !busy.get()) {
      unlocked.accept(wallet.get(), () -> send(wallet.get(), draft));
    }
  }

  private void send(Wallet wallet, PaymentDraft draft) {
    busy.set(true);
    problem.set("");
    Map<Script, String> names = names(wallet);
    String label = label(names.values());
    work.run(
        () -> {
          SendOutcome outcome = new PaymentDesk(wallet).send(draft, Map.of(), label);
          if (!(outcome instanceof SendOutcome.Refused)) {
            names.forEach((script, name) -> wallet.setLabel(script, name, AddressBook.SEND));
          }
          return outcome;
        },
        outcome -> {
          busy.set(false);
          switch (outcome) {
            case SendOutcome.Refused(var _, String sentence) -> problem.set(sentence);
            case SendOutcome.Sent _, SendOutcome.Kept _, SendOutcome.PartlySigned _ -> {
              clear();
              step.set(new Step.Done(outcome));
            }
          }
        },
        failed -> {
          busy.set(false);
          problem.set(words(failed));
        });
  }

  /// What a transaction is called; one to many is told from others by the first of them.
  private static String label(Collection<String> names) {
    List<String> different = names.stream().distinct().toList();
    return String.join(", ", different.subList(0, Math.min(different.size(), MAX_NAMES)))
        + (different.size() > MAX_NAMES ? ", …" : "");
  }

  /// Asks the other seats for what is under review; `proposed` hears the proposal's id.
  void propose(Consumer<String> proposed) {
    Optional<Wallet> wallet = live.walletProperty().get();
    if (wallet.isPresent()
        && step.get() instanceof Step.Review(PaymentDraft draft, boolean proposal)
        && proposal
        && !busy.get()) {
      unlocked.accept(wallet.get(), () -> propose(wallet.get(), draft, proposed));
    }
  }

  private void propose(Wallet wallet, PaymentDraft draft, Consumer<String> proposed) {
    busy.set(true);
    problem.set("");
    Map<Script, String> names = names(wallet);
    ProposalDesk.Terms terms = ProposalDesk.Terms.of(note.get().strip(), days.get() * DAY_HOURS);
    work.run(
        () -> {
          names.forEach((script, name) -> wallet.setLabel(script, name, AddressBook.SEND));
          return new ProposalDesk(wallet).propose(draft, terms);
        },
        id -> {
          busy.set(false);
          clear();
          proposed.accept(id);
        },
        failed -> {
          busy.set(false);
          problem.set(words(failed));
        });
  }

  private Map<Script, String> names(Wallet wallet) {
    AddressReader reader = AddressReader.of(wallet);
    Map<Script, String> names = new LinkedHashMap<>();
    listed.stream()
        .filter(each -> !each.label().isEmpty())
        .forEach(each -> names.put(each.script(), each.label()));
    for (RecipientRow row : rows) {
      String name = row.labelProperty().get().strip();
      if (!name.isEmpty()) {
        row.payee(reader).ifPresent(payee -> names.put(payee.script(), name));
      }
    }
    return names;
  }

  /// The same payment worked out anew, for one whose coins are gone.
  void retry() {
    again.ifPresent(this::draft);
  }

  ObservableList<RecipientRow> rows() {
    return rows;
  }

  ReadOnlyObjectProperty<Step> stepProperty() {
    return step.getReadOnlyProperty();
  }

  /// What a proposal says to the other seats.
  StringProperty noteProperty() {
    return note;
  }

  /// After which a proposal is void.
  IntegerProperty daysProperty() {
    return days;
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// What waits at each place of the slider; empty while nothing does.
  ReadOnlyObjectProperty<List<FeeScale.Bar>> feeBarsProperty() {
    return feeBars.getReadOnlyProperty();
  }

  /// The fee rate and how long it may take.
  ReadOnlyStringProperty feeWordsProperty() {
    return feeWords.getReadOnlyProperty();
  }

  /// Where the slider is, from 0 to 1.
  DoubleProperty feePlaceProperty() {
    return feePlace;
  }

  /// Which coins were chosen; empty for "whichever fit".
  ReadOnlyStringProperty coinWordsProperty() {
    return coinWords.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }
}
