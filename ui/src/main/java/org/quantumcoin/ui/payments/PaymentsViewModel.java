package org.quantumcoin.ui.payments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.quantumcoin.ui.format.AmountUnit;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.PayeeWords;
import org.quantumcoin.ui.live.Live;
import org.quantumcoin.ui.send.Payee;
import org.quantumcoin.ui.task.OneAtATime;
import org.quantumcoin.ui.task.Work;
import org.quantumcoin.wallet.PayeeTemplates;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.payment.BatchPayments;
import org.quantumcoin.wallet.payment.BatchPayments.Kind;
import org.quantumcoin.wallet.view.AddressReader;
import org.quantumcoin.wallet.view.BatchCheck;
import org.quantumcoin.wallet.view.PayeeText;

/// The grid of payees. Rows are judged by the wallet off the FX thread, each time one changes;
/// nothing is paid while one of them is wrong.
final class PaymentsViewModel {
  /// A standard transaction has room for some three thousand outputs, together with its inputs for
  /// fewer; a person can look through this many.
  static final int MAX_ROWS = 1_000;

  private static final int FIRST_ROWS = 3;

  private final Live live;
  private final Work work;
  private final ObservableList<BatchRow> rows = FXCollections.observableArrayList();
  private final ObservableList<PayeeTemplates.Template> templates =
      FXCollections.observableArrayList();

  private final ReadOnlyStringWrapper total = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper wrongRows = new ReadOnlyIntegerWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final OneAtATime checking = new OneAtATime(this::check);

  /// Runs when rows that were judged just now are all in order.
  private Optional<Consumer<List<Payee>>> asked = Optional.empty();

  /// Whether empty fields are complained of, which is not done before somebody wants to pay.
  private boolean complete;

  PaymentsViewModel(Live live, Work work) {
    this.live = live;
    this.work = work;
    clear();
  }

  private Optional<Wallet> wallet() {
    return live.walletProperty().get();
  }

  // Rows.

  /// One more, if there is room.
  Optional<BatchRow> addRow() {
    return add("", "", "");
  }

  private Optional<BatchRow> add(String payee, String amount, String label) {
    if (rows.size() >= MAX_ROWS) {
      problem.set(Messages.text("payments.toomany", MAX_ROWS));
      return Optional.empty();
    }
    BatchRow row = new BatchRow(payee, amount, label);
    row.payeeProperty()
        .subscribe(() -> {
          follow(row);
          checking.ask();
        });
    row.amountProperty().subscribe(checking::ask);
    row.labelProperty().subscribe(checking::ask);
    rows.add(row);
    return Optional.of(row);
  }

  /// A payment link in place of an address fills in what it says.
  private void follow(BatchRow row) {
    String text = row.payeeProperty().get();
    Optional<Wallet> wallet = wallet();
    if (text.indexOf(':') >= 0
        && wallet.isPresent()
        && AddressReader.of(wallet.get()).read(text)
            instanceof
            PayeeText.Payee(var _, String address, OptionalLong sats, String name, String _)) {
      row.payeeProperty().set(address);
      if (row.amountProperty().get().isBlank()) {
        sats.ifPresent(each -> row.amountProperty().set(Amounts.number(each, AmountUnit.COIN)));
      }
      if (row.labelProperty().get().isBlank()) {
        row.labelProperty().set(name);
      }
    }
  }

  void removeRow(BatchRow row) {
    rows.remove(row);
    if (rows.isEmpty()) {
      BatchRow _ = addRow().orElseThrow();
    }
    checking.ask();
  }

  /// An empty grid.
  void clear() {
    rows.clear();
    problem.set("");
    complete = false;
    for (int i = 0; i < FIRST_ROWS; i++) {
      BatchRow _ = addRow().orElseThrow();
    }
    checking.ask();
  }

  /// Another wallet: its own templates, and payees judged by it.
  void otherWallet() {
    reloadTemplates();
    checking.ask();
  }

  // Taking in.

  /// What a spreadsheet or a person put into the clipboard.
  void paste(String text) {
    take(BatchPayments.lines(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Rows of a CSV file; those that are wrong too, to be mended here.
  void readFile(Path file) {
    problem.set("");
    work.run(
        () -> BatchPayments.lines(content(file)),
        this::take,
        _ -> problem.set(Messages.text("payments.unreadable", file)));
  }

  private static byte[] content(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(BatchPayments.MAX_BYTES + 1);
    }
  }

  private void take(BatchPayments.Sheet sheet) {
    if (!sheet.errors().isEmpty()) {
      problem.set(BatchWords.file(sheet.errors().getFirst().kind()));
      return;
    }
    if (sheet.lines().isEmpty()) {
      problem.set(BatchWords.file(Kind.EMPTY));
      return;
    }
    if (sheet.lines().size() + filled() > MAX_ROWS) {
      problem.set(Messages.text("payments.toomany", MAX_ROWS));
      return;
    }
    problem.set("");
    rows.removeIf(BatchRow::isBlank);
    complete = true;
    for (BatchPayments.Line line : sheet.lines()) {
      BatchRow _ = add(line.address(), line.amount(), line.memo()).orElseThrow();
    }
    checking.ask();
  }

  private long filled() {
    return rows.stream().filter(row -> !row.isBlank()).count();
  }

  // Judging.

  /// @param addresses what is wrong with an address, in words, by row
  private record Checked(BatchPayments.Result result, Map<Integer, String> addresses) {}

  private void check() {
    Optional<Wallet> wallet = wallet();
    if (wallet.isEmpty()) {
      checking.done();
      return;
    }
    List<BatchRow> judged = List.copyOf(rows);
    List<BatchPayments.Line> lines = new ArrayList<>();
    for (int i = 0; i < judged.size(); i++) {
      BatchRow row = judged.get(i);
      if (!row.isBlank()) {
        lines.add(
            new BatchPayments.Line(
                i,
                row.payeeProperty().get().strip(),
                row.amountProperty().get().strip(),
                row.labelProperty().get().strip(),
                ""));
      }
    }
    work.run(
        () -> check(wallet.get(), lines),
        checked -> {
          show(judged, checked);
          checking.done();
        },
        failed -> {
          problem.set(String.valueOf(failed.getMessage()));
          checking.done();
        });
  }

  private static Checked check(Wallet wallet, List<BatchPayments.Line> lines) {
    AddressReader reader = AddressReader.of(wallet);
    Map<Integer, String> addresses = new HashMap<>();
    List<BatchPayments.Line> read = new ArrayList<>();
    for (BatchPayments.Line line : lines) {
      if (reader.read(line.address()) instanceof PayeeText.Invalid invalid) {
        addresses.put(line.number(), PayeeWords.problem(invalid));
      }
      read.add(
          new BatchPayments.Line(
              line.number(), line.address(), plain(line.amount()), line.memo(), line.fault()));
    }
    return new Checked(BatchCheck.of(wallet, read), addresses);
  }

  /// A comma that can only be a decimal mark becomes a point.
  private static String plain(String amount) {
    OptionalLong sats = Amounts.parse(amount, AmountUnit.COIN);
    return sats.isPresent() ? Amounts.number(sats.getAsLong(), AmountUnit.COIN) : amount;
  }

  private void show(List<BatchRow> judged, Checked checked) {
    judged.forEach(row -> row.remark("", false));
    for (BatchPayments.Message message : checked.result().warnings()) {
      judged.get(message.line()).remark(BatchWords.row(message.kind(), ""), false);
    }
    int wrong = 0;
    for (BatchPayments.Message message : checked.result().errors()) {
      BatchRow row = judged.get(message.line());
      if (complete || !isBegun(row)) {
        wrong += row.wrongProperty().get() ? 0 : 1;
        String why = checked.addresses().getOrDefault(message.line(), "");
        String before = row.wrongProperty().get() ? row.remarkProperty().get() + " " : "";
        row.remark(before + BatchWords.row(message.kind(), why), true);
      }
    }
    wrongRows.set(wrong);
    BatchPayments.Result result = checked.result();
    total.set(
        Messages.text(
                "payments.total",
                result.payments().size(),
                Amounts.format(
                    result.totalSats(),
                    live.preferences().unitProperty().get(),
                    live.network().ticker()))
            + (wrong == 0 ? "" : " · " + Messages.text("payments.wrong", wrong)));
    pay(judged, result);
  }

  /// Whether a row waits for more to be typed rather than that something in it is wrong.
  private static boolean isBegun(BatchRow row) {
    return row.payeeProperty().get().isBlank() || row.amountProperty().get().isBlank();
  }

  // Paying.

  /// Hands the payees over when all rows are in order; else the rows say what is wrong.
  void review(Consumer<List<Payee>> payees) {
    problem.set("");
    complete = true;
    asked = Optional.of(payees);
    checking.ask();
  }

  private void pay(List<BatchRow> judged, BatchPayments.Result result) {
    if (asked.isEmpty() || !judged.equals(rows)) {
      return;
    }
    Consumer<List<Payee>> payees = asked.get();
    asked = Optional.empty();
    if (!result.errors().isEmpty()) {
      problem.set(Messages.text("payments.mend"));
    } else if (result.payments().isEmpty()) {
      problem.set(Messages.text("payments.nobody"));
    } else {
      payees.accept(
          result.payments().stream()
              .map(each -> new Payee(each.address(), each.script(), each.sats(), each.memo()))
              .toList());
    }
  }

  // Templates.

  private void reloadTemplates() {
    templates.clear();
    wallet()
        .ifPresent(now ->
            work.run(
                () -> now.templates().all(),
                templates::setAll,
                failed -> problem.set(String.valueOf(failed.getMessage()))));
  }

  /// Keeps the rows under a name, with the wallet.
  void keep(String name, Runnable kept) {
    Optional<Wallet> wallet = wallet();
    List<PayeeTemplates.Row> filled =
        rows.stream().filter(row -> !row.isBlank()).map(BatchRow::toTemplate).toList();
    if (wallet.isEmpty()) {
      return;
    }
    if (name.isBlank() || filled.isEmpty()) {
      problem.set(Messages.text("payments.template.nothing"));
      return;
    }
    problem.set("");
    change(
        wallet.get(),
        () -> wallet.get().templates().put(new PayeeTemplates.Template(name, filled)),
        kept);
  }

  void forget(PayeeTemplates.Template template) {
    wallet().ifPresent(now -> change(now, () -> now.templates().remove(template.name()), () -> {}));
  }

  private void change(Wallet wallet, Runnable change, Runnable then) {
    work.run(
        () -> {
          change.run();
          return wallet.templates().all();
        },
        all -> {
          templates.setAll(all);
          then.run();
        },
        failed -> problem.set(String.valueOf(failed.getMessage())));
  }

  /// In place of the rows there are.
  void load(PayeeTemplates.Template template) {
    problem.set("");
    rows.clear();
    complete = false;
    template.rows().stream()
        .limit(MAX_ROWS)
        .forEach(row -> {
          BatchRow _ = add(row.payee(), row.amount(), row.label()).orElseThrow();
        });
    if (rows.isEmpty()) {
      clear();
    }
    checking.ask();
  }

  ObservableList<BatchRow> rows() {
    return rows;
  }

  ObservableList<PayeeTemplates.Template> templates() {
    return templates;
  }

  /// The next row that has to be mended, from one on and then from the top; -1 if there is none.
  int wrongFrom(int index) {
    for (int i = 0; i < rows.size(); i++) {
      int at = Math.floorMod(index + i, rows.size());
      if (rows.get(at).wrongProperty().get()) {
        return at;
      }
    }
    return -1;
  }

  /// How many rows have to be mended.
  ReadOnlyIntegerProperty wrongRowsProperty() {
    return wrongRows.getReadOnlyProperty();
  }

  /// How many are paid how much in all, and how many rows are wrong.
  ReadOnlyStringProperty totalProperty() {
    return total.getReadOnlyProperty();
  }

  ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }
}
