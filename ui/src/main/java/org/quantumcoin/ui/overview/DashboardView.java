package org.quantumcoin.ui.overview;

import atlantafx.base.theme.Styles;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.ui.control.BlockCubes;
import org.quantumcoin.ui.control.SyncRing;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.Vitals;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;

/// Builds the dashboard's nodes and binds them to the view models. Low windows scroll it.
final class DashboardView extends VBox {
  private static final double ROW_HEIGHT = 26;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Desk desk;
  private final DashboardViewModel model;

  DashboardView(Desk desk, DashboardViewModel model, NeedsViewModel needs) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("dashboard");
    getChildren()
        .addAll(
            row(List.of(38.0, 33.0, 29.0), syncCard(), new MoneyCard(desk), MinerCard.of(model)),
            cubes(),
            growing(ChartCard.of(model, desk.live()), NeedsCard.of(desk, needs)),
            growing(peersCard(), eventsCard()));
  }

  private DashboardRow row(List<Double> percents, Node... cards) {
    return new DashboardRow(desk.live().preferences().scalePercentProperty(), percents, cards);
  }

  private DashboardRow growing(Node... cards) {
    DashboardRow row = row(List.of(58.0, 42.0), cards);
    row.grow();
    VBox.setVgrow(row, Priority.ALWAYS);
    return row;
  }

  private Node syncCard() {
    SyncRing ring = new SyncRing();
    ring.setId("sync-ring");
    ring.progressProperty().bind(model.progressProperty());
    Label detail = Card.line(model.detailProperty(), "text-muted", "sync-detail");
    Label rates = Card.line(model.ratesProperty(), "text-muted", "sync-rates");
    // At the tip there is nothing to count down; what was done is told by the ring.
    for (Label each : List.of(detail, rates)) {
      each.visibleProperty().bind(model.syncedProperty().not());
      each.managedProperty().bind(each.visibleProperty());
    }
    Tooltip explained = new Tooltip();
    explained.textProperty().bind(model.detailProperty());
    Tooltip.install(ring, explained);
    VBox words =
        new VBox(
            Card.line(model.phaseProperty(), "phase", "sync-phase"),
            Card.line(model.heightProperty(), "height", "sync-height"),
            Card.line(model.lastBlockProperty(), "text-muted", "sync-last-block"));
    words.getStyleClass().add("sync-words");
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(ring, words);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("sync-row");
    return new Card("card.sync", row, detail, rates);
  }

  private Node cubes() {
    Function<BlockSummary, BlockCubes.Cube> describe =
        block ->
            new BlockCubes.Cube(
                Quantities.count(block.height()),
                Messages.text("cube.transactions", Quantities.count(block.transactions())),
                TIME.format(Instant.ofEpochSecond(block.time()).atZone(ZoneId.systemDefault())),
                block.hash().toString());
    BlockCubes<BlockSummary> cubes =
        new BlockCubes<>(
            model.blocks(),
            describe,
            block -> desk.navigator().go(Place.BLOCKS, "block:" + block.hash()),
            () -> desk.navigator().go(Place.MEMPOOL));
    cubes.setAccessibleText(Messages.text("card.blocks"));
    desk.live()
        .vitalsProperty()
        .subscribe(
            vitals -> vitals.map(Vitals::next).ifPresent(next -> cubes.showPending(pending(next))));
    return cubes;
  }

  private static BlockCubes.Cube pending(Optional<NextBlock> next) {
    return new BlockCubes.Cube(
        Messages.text("cube.next"),
        Messages.text(
            "cube.transactions",
            Quantities.count(next.map(block -> block.transactions().size()).orElse(0))),
        next.map(block -> "~ " + Quantities.feeRate(block.median())).orElse("–"),
        Messages.text("cube.next.hint"));
  }

  private Node peersCard() {
    TableView<PeerRow> table = new TableView<>(model.peers());
    table.setId("peers");
    table.setFixedCellSize(ROW_HEIGHT);
    table.getStyleClass().add(Styles.DENSE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(Card.placeholder("peers.empty"));
    table.setAccessibleText(Messages.text("card.peers"));
    table.getColumns().add(column("peers.address", PeerRow::address, 120));
    table.getColumns().add(column("peers.client", PeerRow::software, 110));
    table.getColumns().add(column("peers.speed", PeerRow::speed, 80));
    table.getColumns().add(column("peers.ping", PeerRow::ping, 60));
    table.setMinHeight(0);
    VBox.setVgrow(table, Priority.ALWAYS);
    VBox content = new VBox(Card.line(model.bandwidthProperty(), "text-small", "bandwidth"), table);
    content.getStyleClass().add("sync-words");
    return Card.growing("card.peers", content);
  }

  private static TableColumn<PeerRow, String> column(
      String titleKey, Function<PeerRow, String> value, double width) {
    TableColumn<PeerRow, String> column = new TableColumn<>(Messages.text(titleKey));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    Heading.plain(column);
    return column;
  }

  private Node eventsCard() {
    ListView<EventRow> list = new ListView<>(model.events());
    list.setId("events");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPlaceholder(Card.placeholder("events.empty"));
    list.setAccessibleText(Messages.text("card.events"));
    list.setCellFactory(_ -> new EventCell());
    return Card.growing("card.events", list);
  }
}
