package org.quantumcoin.ui.history;

import javafx.util.Subscription;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.HistoryLine;

/// The newest transactions in few columns, for pages that show them beside other things.
public final class LatestTable {
  private final Desk desk;
  private final HistoryViewModel model;
  private final PagedTable<HistoryLine> table;

  public LatestTable(Desk desk) {
    this.desk = desk;
    this.model = new HistoryViewModel(desk.live(), desk.work());
    this.table =
        new PagedTable<>(
            model.items(), line -> desk.navigator().go(Place.TRANSACTIONS, line.txid().toString()));
    table.setAccessibleText(Messages.text("overview.latest"));
    table.setMuted(HistoryWords::isVoid);
    table.text(
        "latest-time", Messages.text("history.time"), 140, line -> Times.minutes(line.time()));
    table.text("latest-title", Messages.text("history.title"), 215, HistoryWords::title);
    table.amount("latest-amount", Messages.text("history.amount"), 190, this::amount);
    table.text("latest-state", Messages.text("history.state"), 170, HistoryWords::state);
    table.setPlaceholder(
        Notes.empty(
            "fth-list", Messages.text("history.none.title"), Messages.text("history.none.text")));
  }

  private String amount(HistoryLine line) {
    return Amounts.signed(
        line.netSats(),
        desk.live().preferences().unitProperty().get(),
        desk.live().network().ticker());
  }

  public PagedTable<HistoryLine> table() {
    return table;
  }

  /// Keeps the table up to date until the subscription ends.
  public Subscription follow() {
    return Subscription.combine(
        desk.live().walletProperty().subscribe(_ -> model.reload()),
        desk.live()
            .summaryProperty()
            .map(now -> now.map(each -> each.revision()).orElse(-1L))
            .subscribe(_ -> model.reload()));
  }
}
