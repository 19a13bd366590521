package org.quantumcoin.ui.history;

import javafx.scene.control.Label;
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
    this(desk, HistoryViewModel.Show.ALL);
    table.setPlaceholder(
        Notes.empty(
            "fth-list", Messages.text("history.none.title"), Messages.text("history.none.text")));
  }

  private LatestTable(Desk desk, HistoryViewModel.Show show) {
    this.desk = desk;
    this.model = new HistoryViewModel(desk.live(), desk.work());
    model.showProperty().set(show);
    this.table =
        new PagedTable<>(
            model.items(), line -> desk.navigator().go(Place.TRANSACTIONS, line.txid().toString()));
    table.setAccessibleText(Messages.text("overview.latest"));
    table.setMuted(HistoryWords::isVoid);
    table.time(
        "latest-time", Messages.text("history.time"), 140, line -> Times.minutes(line.time()));
    table.text("latest-title", Messages.text("history.title"), 215, HistoryWords::title);
    table.amount("latest-amount", Messages.text("history.amount"), 190, this::amount);
    table.text("latest-state", Messages.text("history.state"), 170, HistoryWords::state);
  }

  /// The blocks that paid the wallet, with what they still wait for.
  public static LatestTable mined(Desk desk) {
    LatestTable mined = new LatestTable(desk, HistoryViewModel.Show.MINED);
    mined.table.getColumns().removeIf(column -> "latest-title".equals(column.getId()));
    Label none = new Label(Messages.text("mining.none"));
    none.setWrapText(true);
    none.getStyleClass().add("text-muted");
    mined.table.setPlaceholder(none);
    return mined;
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
    return desk.live().onWallet(model::reload);
  }
}
