package org.quantumcoin.wallet.view;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.quantumcoin.node.primitives.Amount;
import org.quantumcoin.node.primitives.TxOut;
import org.quantumcoin.node.script.Addresses;
import org.quantumcoin.wallet.Wallet;
import org.quantumcoin.wallet.coins.WalletTx;

/// A wallet's transactions, one line each, filtered and sorted, a page at a time.
///
/// Made once for a filter and an order, it answers for any page until the wallet's revision grows;
/// lines are worked out for the page alone, so that they tell what is true when they are asked for.
/// A search through a hundred thousand transactions lets others have the wallet in between.
public final class History {
  private final Wallet wallet;
  private final long revision;
  private final List<WalletTx> found;

  private History(Wallet wallet, long revision, List<WalletTx> found) {
    this.wallet = wallet;
    this.revision = revision;
    this.found = found;
  }

  /// A page and how many there are in all.
  public record Page(List<HistoryLine> lines, int total, long revision) {
    public Page {
      lines = List.copyOf(lines);
    }
  }

  private record Keyed(WalletTx tx, long key) {}

  public static History of(Wallet wallet, HistoryFilter filter, HistoryOrder order) {
    long revision = wallet.revision();
    List<WalletTx> all = wallet.locked(() -> List.copyOf(wallet.ledger().latestFirst()));
    List<WalletTx> wanted = filter.takesAll() ? all : search(wallet, all, filter);
    return new History(wallet, revision, sorted(wallet, wanted, order));
  }

  /// The newest of them.
  public static Page page(Wallet wallet, HistoryFilter filter, int offset, int count) {
    History history = of(wallet, filter, HistoryOrder.NEWEST_FIRST);
    return new Page(history.lines(offset, count), history.size(), history.revision());
  }

  private static List<WalletTx> search(Wallet wallet, List<WalletTx> all, HistoryFilter filter) {
    TextSearch text =
        new TextSearch(filter.text(), new Addresses(wallet.config().params().addresses()));
    List<WalletTx> found = new ArrayList<>();
    Turns.take(
        wallet,
        all,
        some -> {
          TxReader reader = new TxReader(wallet);
          some.stream().filter(tx -> matches(wallet, reader, tx, filter, text)).forEach(found::add);
        });
    return found;
  }

  private static boolean matches(
      Wallet wallet, TxReader reader, WalletTx tx, HistoryFilter filter, TextSearch text) {
    return filter.takesTime(tx.smartTime())
        && filter.states().contains(reader.state(tx))
        && filter.kinds().contains(reader.kind(tx))
        && (text.isEmpty() || isIn(wallet, reader, tx, text));
  }

  private static boolean isIn(Wallet wallet, TxReader reader, WalletTx tx, TextSearch text) {
    if (text.isInId(tx.txid())
        || wallet.labels().ofTransaction(tx.txid()).filter(text::isInLabel).isPresent()
        || tx.notes().values().stream().anyMatch(text::isInLabel)) {
      return true;
    }
    for (TxOut out : tx.tx().outputs()) {
      if (text.isInLabel(reader.labelOf(out.script())) || text.isInAddress(out.script())) {
        return true;
      }
    }
    return false;
  }

  private static List<WalletTx> sorted(Wallet wallet, List<WalletTx> list, HistoryOrder order) {
    return Collections.unmodifiableList(
        switch (order.column()) {
          case TIME -> byTime(list, order.descending());
          case AMOUNT -> byAmount(wallet, list, order.descending());
        });
  }

  /// The list comes the latest first and nearly in this order, which makes sorting it quick.
  private static List<WalletTx> byTime(List<WalletTx> list, boolean descending) {
    List<WalletTx> sorted = new ArrayList<>(descending ? list : list.reversed());
    sorted.sort(descending ? (a, b) -> laterFirst(a, b) : (a, b) -> laterFirst(b, a));
    return sorted;
  }

  private static int laterFirst(WalletTx a, WalletTx b) {
    int byTime = Long.compare(b.smartTime(), a.smartTime());
    return byTime != 0 ? byTime : Long.compare(b.position(), a.position());
  }

  private static List<WalletTx> byAmount(Wallet wallet, List<WalletTx> list, boolean descending) {
    List<Keyed> keyed = new ArrayList<>(list.size());
    Turns.take(
        wallet,
        list,
        some -> {
          TxReader reader = new TxReader(wallet);
          some.forEach(tx -> keyed.add(new Keyed(tx, reader.net(tx))));
        });
    Comparator<Keyed> ascending =
        Comparator.comparingLong(Keyed::key).thenComparingLong(each -> each.tx().position());
    keyed.sort(descending ? ascending.reversed() : ascending);
    List<WalletTx> sorted = new ArrayList<>(keyed.size());
    keyed.forEach(each -> sorted.add(each.tx()));
    return sorted;
  }

  /// That of the wallet before it was read: when the wallet's has grown, a new one says more.
  public long revision() {
    return revision;
  }

  public int size() {
    return found.size();
  }

  /// As many as there are from a place on, at most `count`.
  public List<HistoryLine> lines(int offset, int count) {
    List<WalletTx> wanted = Turns.page(found, offset, count);
    return wallet.locked(() -> {
      TxReader reader = new TxReader(wallet);
      return wanted.stream().map(reader::line).toList();
    });
  }

  /// All of them as CSV (RFC 4180), the newest first: times in UTC, amounts in coins.
  public static void csv(Wallet wallet, HistoryFilter filter, Writer to) throws IOException {
    History history = of(wallet, filter, HistoryOrder.NEWEST_FIRST);
    to.write(
        Csv.line(
            List.of(
                "time",
                "kind",
                "state",
                "confirmations",
                "amount",
                "fee",
                "label",
                "addresses",
                "txid")));
    for (int from = 0; from < history.size(); from += Turns.AT_ONCE) {
      for (HistoryLine line : history.lines(from, Turns.AT_ONCE)) {
        to.write(
            Csv.line(
                List.of(
                    Instant.ofEpochSecond(line.time()).toString(),
                    Csv.word(line.kind()),
                    Csv.word(line.state()),
                    String.valueOf(line.depth()),
                    Amount.format(line.netSats()),
                    line.feeSats().isPresent() ? Amount.format(line.feeSats().getAsLong()) : "",
                    Csv.text(line.label()),
                    String.join(" ", line.addresses())
                        + (line.furtherAddresses() > 0 ? " +" + line.furtherAddresses() : ""),
                    line.txid().toString())));
      }
    }
  }
}
