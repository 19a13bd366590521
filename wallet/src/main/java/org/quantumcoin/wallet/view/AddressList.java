package org.quantumcoin.wallet.view;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.Script;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.AddressBook;
import org.quantumcoin.wallet.ManagedDescriptor;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.ScriptSource;
import org.quantumcoin.wallet.coins.WalletTx;
import org.quantumcoin.wallet.descriptor.DerivedKey;
import org.quantumcoin.wallet.descriptor.Expansion;
import org.quantumcoin.wallet.descriptor.OutputType;
import org.quantumcoin.wallet.store.AddressRow;
import org.quantumcoin.wallet.store.DescriptorRow;
import org.quantumcoin.wallet.view.AddressLine.Purpose;

/// The addresses that a wallet has given out or taken for change, filtered and sorted, a page at a
/// time; and those of others in its address book.
///
/// An address costs some forty microseconds to derive. So the list is one of places in descriptors,
/// and only those on the page are derived.
public final class AddressList {
  /// The step before the last in the path of change.
  private static final int CHANGE_STEP = 1;

  private final Wallet wallet;
  private final long revision;
  private final AddressTallies tallies;
  private final List<ScriptSource> found;

  /// By what addresses can be sorted; each within its account for `INDEX`.
  public enum Column {
    INDEX,
    BALANCE,
    RECEIVED
  }

  private AddressList(
      Wallet wallet, long revision, AddressTallies tallies, List<ScriptSource> found) {
    this.wallet = wallet;
    this.revision = revision;
    this.tallies = tallies;
    this.found = found;
  }

  public static AddressList of(
      Wallet wallet, AddressFilter filter, Column column, boolean descending) {
    long revision = wallet.revision();
    AddressTallies tallies = AddressTallies.of(wallet);
    List<ScriptSource> found = new ArrayList<>(wallet.locked(() -> places(wallet, filter)));
    if (!filter.text().isBlank()) {
      found.retainAll(search(wallet, filter.text(), tallies));
    }
    found.removeIf(place -> !filter.takes(tallies.at(place).times(), tallies.at(place).balance()));
    Comparator<ScriptSource> byPlace =
        Comparator.comparingInt(ScriptSource::index).thenComparingInt(ScriptSource::form);
    Comparator<ScriptSource> by =
        switch (column) {
          case INDEX -> byPlace;
          case BALANCE ->
              Comparator.<ScriptSource>comparingLong(place -> tallies.at(place).balance())
                  .thenComparing(byPlace);
          case RECEIVED ->
              Comparator.<ScriptSource>comparingLong(place -> tallies.at(place).received())
                  .thenComparing(byPlace);
        };
    Comparator<ScriptSource> directed = descending ? by.reversed() : by;
    found.sort(
        column == Column.INDEX
            ? Comparator.comparingInt(ScriptSource::descriptor).thenComparing(directed)
            : directed.thenComparingInt(ScriptSource::descriptor));
    return new AddressList(wallet, revision, tallies, List.copyOf(found));
  }

  private static List<ScriptSource> places(Wallet wallet, AddressFilter filter) {
    List<ScriptSource> places = new ArrayList<>();
    for (ManagedDescriptor managed : wallet.keys().all()) {
      DescriptorRow row = managed.row();
      boolean wanted =
          (filter.account().isEmpty() || filter.account().getAsInt() == row.id())
              && filter.purposes().contains(purpose(managed));
      int end = end(managed);
      int forms = wanted && end > row.rangeStart() ? managed.scripts(row.rangeStart()).size() : 0;
      for (int index = row.rangeStart(); index < end; index++) {
        for (int form = 0; form < forms; form++) {
          places.add(new ScriptSource(row.id(), index, form));
        }
      }
    }
    return places;
  }

  /// The index above the last one given out.
  private static int end(ManagedDescriptor managed) {
    return managed.isRange() ? managed.row().nextIndex() : managed.row().rangeEnd();
  }

  /// Those out of use are told by their path (BIP-0044, "Change").
  private static Purpose purpose(ManagedDescriptor managed) {
    return switch (managed.row().role()) {
      case RECEIVING -> Purpose.RECEIVE;
      case CHANGE -> Purpose.CHANGE;
      case NONE -> {
        List<DerivedKey> keys = managed.expand(managed.row().rangeStart()).keys();
        List<Integer> steps = keys.isEmpty() ? List.of() : keys.getFirst().origin().path().steps();
        boolean change =
            managed.isRange() && steps.size() > 1 && steps.get(steps.size() - 2) == CHANGE_STEP;
        yield change ? Purpose.CHANGE : Purpose.RECEIVE;
      }
    };
  }

  /// Places whose label or address has the text. All that were given out or paid are known by their
  /// scripts; what was only promised as change is not found.
  private static Set<ScriptSource> search(Wallet wallet, String text, AddressTallies tallies) {
    TextSearch search = new TextSearch(text, new Addresses(wallet.config().params().addresses()));
    Set<ScriptSource> matches = new LinkedHashSet<>();
    tallies
        .places()
        .forEach((script, place) -> {
          if (search.isInAddress(script)) {
            matches.add(place);
          }
        });
    List<AddressRow> rows = wallet.locked(() -> List.copyOf(wallet.book().all()));
    Turns.take(
        wallet,
        rows,
        some -> {
          for (AddressRow row : some) {
            if (search.isInLabel(row.label()) || search.isInAddress(row.script())) {
              Optional.ofNullable(tallies.places().get(row.script()))
                  .or(() -> wallet.keys().find(row.script()))
                  .ifPresent(matches::add);
            }
          }
        });
    return matches;
  }

  /// That of the wallet before it was read.
  public long revision() {
    return revision;
  }

  public int size() {
    return found.size();
  }

  /// As many as there are from a place on, at most `count`.
  public List<AddressLine> lines(int offset, int count) {
    List<ScriptSource> wanted = Turns.page(found, offset, count);
    return wallet.locked(() -> {
      TxReader reader = new TxReader(wallet);
      return wanted.stream().map(place -> line(reader, place)).toList();
    });
  }

  /// All of them as CSV (RFC 4180), amounts in coins.
  public static void csv(Wallet wallet, AddressFilter filter, Writer to) throws IOException {
    AddressList list = of(wallet, filter, Column.INDEX, false);
    to.write(
        Csv.line(
            List.of("address", "purpose", "path", "label", "received", "balance", "payments")));
    for (int from = 0; from < list.size(); from += Turns.AT_ONCE) {
      for (AddressLine line : list.lines(from, Turns.AT_ONCE)) {
        to.write(
            Csv.line(
                List.of(
                    line.address().orElseGet(line.script()::toHex),
                    Csv.word(line.purpose()),
                    line.path().orElse(""),
                    Csv.text(line.label()),
                    Amount.format(line.receivedSats()),
                    Amount.format(line.balanceSats()),
                    String.valueOf(line.timesPaid()))));
      }
    }
  }

  private AddressLine line(TxReader reader, ScriptSource place) {
    ManagedDescriptor managed = wallet.keys().get(place.descriptor());
    Expansion expansion = managed.expand(place.index());
    Script script = expansion.scripts().get(place.form());
    AddressTallies.Tally tally = tallies.at(place);
    return new AddressLine(
        reader.address(script),
        script,
        wallet.book().contains(script) ? Purpose.RECEIVE : purpose(managed),
        place.descriptor(),
        place.index(),
        path(expansion),
        managed.type().orElse(OutputType.UNKNOWN),
        reader.labelOf(script),
        tally.received(),
        tally.balance(),
        tally.times());
  }

  private static Optional<String> path(Expansion expansion) {
    List<DerivedKey> keys = expansion.keys();
    return keys.size() == 1
        ? Optional.of("m" + keys.getFirst().origin().path().format(true))
        : Optional.empty();
  }

  /// Where its addresses come from, those in use first.
  public static List<AccountLine> accounts(Wallet wallet) {
    return wallet.locked(() ->
        wallet.keys().all().stream()
            .map(AddressList::account)
            .sorted(
                Comparator.comparing((AccountLine each) -> !each.active())
                    .thenComparing(AccountLine::id))
            .toList());
  }

  private static AccountLine account(ManagedDescriptor managed) {
    DescriptorRow row = managed.row();
    return new AccountLine(
        row.id(),
        row.publicForm(),
        managed.type().orElse(OutputType.UNKNOWN),
        purpose(managed),
        managed.isActive(),
        end(managed) - row.rangeStart(),
        managed.expand(row.rangeStart()).keys().size(),
        row.hasSecret());
  }

  /// What was paid to somebody.
  private static final class Paid {
    private long sats;
    private int times;
    private OptionalLong last = OptionalLong.empty();

    void add(long value, long time) {
      sats = Math.addExact(sats, value);
      times++;
      last = OptionalLong.of(Math.max(time, last.orElse(time)));
    }
  }

  /// The address book of others, sorted by label; a part of an address or a label in `text`, or
  /// nothing for all.
  public static List<PayeeLine> others(Wallet wallet, String text) {
    TextSearch search = new TextSearch(text, new Addresses(wallet.config().params().addresses()));
    Map<Script, AddressRow> wanted = new LinkedHashMap<>();
    for (AddressRow row : wallet.locked(() -> List.copyOf(wallet.book().all()))) {
      if (row.purpose().equals(AddressBook.SEND)
          && (search.isEmpty()
              || search.isInLabel(row.label())
              || search.isInAddress(row.script()))) {
        wanted.put(row.script(), row);
      }
    }
    Map<Script, Paid> paid = new HashMap<>();
    List<WalletTx> transactions = wallet.locked(() -> List.copyOf(wallet.ledger().all()));
    Turns.take(wallet, transactions, some -> some.forEach(tx -> count(wallet, tx, wanted, paid)));
    return wallet.locked(() -> {
      TxReader reader = new TxReader(wallet);
      return wanted.values().stream()
          .map(row -> payee(reader, row, paid.getOrDefault(row.script(), new Paid())))
          .sorted(Comparator.comparing(PayeeLine::label, String.CASE_INSENSITIVE_ORDER))
          .toList();
    });
  }

  private static void count(
      Wallet wallet, WalletTx tx, Map<Script, AddressRow> wanted, Map<Script, Paid> paid) {
    if (!(tx.isConfirmed() || tx.isInMempool()) || !wallet.ledger().isFromUs(tx)) {
      return;
    }
    for (TxOut out : tx.tx().outputs()) {
      if (wanted.containsKey(out.script())) {
        paid.computeIfAbsent(out.script(), _ -> new Paid()).add(out.value(), tx.smartTime());
      }
    }
  }

  private static PayeeLine payee(TxReader reader, AddressRow row, Paid paid) {
    return new PayeeLine(
        reader.address(row.script()), row.script(), row.label(), paid.sats, paid.times, paid.last);
  }
}
