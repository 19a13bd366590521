package org.quantumcoin.ui.mempool;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quantumcoin.node.api.MempoolAccess.Entry;
import org.quantumcoin.node.api.MempoolAccess.EntryOrder;
import org.quantumcoin.node.api.MempoolAccess.FeeBand;
import org.quantumcoin.node.api.MempoolAccess.NextBlock;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.ui.table.Row;

/// The blocks to come and the fee bands above, every waiting transaction beneath.
final class MempoolView extends VBox {
  private static final long MAX_BLOCK_WEIGHT = 4_000_000;

  private final Desk desk;
  private final MempoolViewModel model;

  MempoolView(Desk desk, MempoolViewModel model) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.mempool"));
    title.getStyleClass().add("page-title");
    Label summary = new Label();
    summary.setId("mempool-summary");
    summary.getStyleClass().add("text-muted");
    summary.textProperty().bind(model.summaryProperty());
    HBox head = new HBox(title, summary);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.BASELINE_LEFT);
    Node next = nextBlocks();
    Node bands = bands();
    HBox.setHgrow(next, Priority.ALWAYS);
    HBox above = new HBox(next, bands);
    above.getStyleClass().add("toolbar");
    above.setAlignment(Pos.TOP_LEFT);
    Node table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren()
        .addAll(head, above, Fields.problem("mempool-problem", model.problemProperty()), table);
  }

  private Node nextBlocks() {
    Label title = new Label(Messages.text("mempool.next"));
    title.getStyleClass().add("card-title");
    HBox blocks = new HBox();
    blocks.setId("mempool-next");
    blocks.getStyleClass().add("page-head");
    model.nextProperty().subscribe(next -> blocks.getChildren().setAll(cubes(next)));
    BlockMap map = new BlockMap(txid -> desk.navigator().go(Place.BLOCKS, "tx:" + txid));
    model
        .nextProperty()
        .subscribe(next -> {
          map.show(next);
          map.setVisible(!next.isEmpty());
          map.setManaged(!next.isEmpty());
        });
    VBox.setVgrow(map, Priority.ALWAYS);
    VBox card = new VBox(title, blocks, map);
    card.getStyleClass().add("card");
    return card;
  }

  private List<Node> cubes(List<NextBlock> next) {
    if (next.isEmpty()) {
      Label none = new Label(Messages.text("mempool.next.none"));
      none.getStyleClass().add("text-muted");
      none.setWrapText(true);
      return List.of(none);
    }
    return IntStream.range(0, next.size()).mapToObj(i -> cube(i + 1, next.get(i))).toList();
  }

  private Node cube(int number, NextBlock block) {
    Label name = new Label(Messages.text("mempool.block", number));
    name.getStyleClass().add("field-label");
    Label median = new Label("~ " + Quantities.feeRate(block.median()));
    median.getStyleClass().add("section-title");
    Label range =
        new Label(
            Messages.text(
                "mempool.range",
                Quantities.feeRate(block.lowest()),
                Quantities.feeRate(block.highest())));
    ProgressBar full = new ProgressBar(block.weight() / (double) MAX_BLOCK_WEIGHT);
    full.setMaxWidth(Double.MAX_VALUE);
    full.setAccessibleText(
        Messages.text("mempool.full", Math.round(100.0 * block.weight() / MAX_BLOCK_WEIGHT)));
    Label count = new Label(Messages.text("mempool.count", block.transactions().size()));
    Label fees = new Label(amount(block.feeSats()));
    for (Label small : List.of(range, count, fees)) {
      small.getStyleClass().addAll("text-muted", "text-small");
    }
    VBox cube = new VBox(name, median, range, full, count, fees);
    cube.getStyleClass().add("next-block");
    HBox.setHgrow(cube, Priority.ALWAYS);
    return cube;
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private Node bands() {
    Label title = new Label(Messages.text("mempool.bands"));
    title.getStyleClass().add("card-title");
    GridPane grid = new GridPane();
    grid.setId("mempool-bands");
    grid.getStyleClass().add("bands");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints bars = new ColumnConstraints(120);
    grid.getColumnConstraints().addAll(names, bars, new ColumnConstraints());
    model.bandsProperty().subscribe(all -> fill(grid, all));
    VBox card = new VBox(title, grid);
    card.getStyleClass().add("card");
    return card;
  }

  /// The highest fees at the top, as they are mined.
  private static void fill(GridPane grid, List<FeeBand> bands) {
    grid.getChildren().clear();
    long most = bands.stream().mapToLong(FeeBand::virtualBytes).max().orElse(0);
    for (int i = bands.size() - 1; i >= 0; i--) {
      FeeBand band = bands.get(i);
      int row = bands.size() - 1 - i;
      Label name =
          new Label(
              i == bands.size() - 1
                  ? Messages.text("mempool.band.last", band.fromSatPerVb())
                  : Messages.text(
                      "mempool.band", band.fromSatPerVb(), bands.get(i + 1).fromSatPerVb()));
      name.getStyleClass().add("text-small");
      ProgressBar bar = new ProgressBar(most == 0 ? 0 : band.virtualBytes() / (double) most);
      bar.setMaxWidth(Double.MAX_VALUE);
      Label size = new Label(Quantities.virtualBytes(band.virtualBytes()));
      size.getStyleClass().addAll("text-small", "text-muted");
      bar.setAccessibleText(name.getText() + ", " + size.getText());
      grid.addRow(row, name, bar, size);
    }
  }

  private Node table() {
    PagedTable<Entry> table =
        new PagedTable<>(
            model.items(), entry -> desk.navigator().go(Place.BLOCKS, "tx:" + entry.txid()));
    table.setId("mempool-table");
    table.setAccessibleText(Messages.text("place.mempool"));
    addColumns(table);
    table.setPlaceholder(placeholder());
    return table;
  }

  private void addColumns(PagedTable<Entry> table) {
    TableColumn<Row<Entry>, Entry> id =
        table.text(
            "mempool-txid",
            Messages.text("mempool.txid"),
            115,
            entry -> Chunks.shortened(entry.txid().toString()));
    id.getStyleClass().add("mono");
    sortable(
        table.number(
            "mempool-rate",
            Messages.text("mempool.rate"),
            105,
            entry -> Quantities.feeRate(new FeeRate(entry.rate().satPerKvb()))),
        EntryOrder.FEE_RATE);
    sortable(
        table.amount(
            "mempool-fee", Messages.text("mempool.fee"), 160, entry -> amount(entry.feeSats())),
        EntryOrder.FEE);
    sortable(
        table.number(
            "mempool-size",
            Messages.text("mempool.size"),
            85,
            entry -> Messages.text("mempool.vb", Quantities.count(entry.virtualSize()))),
        EntryOrder.SIZE);
    sortable(
        table.text(
            "mempool-age",
            Messages.text("mempool.age"),
            125,
            entry -> Durations.ago(Math.max(0, Instant.now().getEpochSecond() - entry.addedAt()))),
        EntryOrder.ARRIVAL);
    sortable(
        table.number(
            "mempool-ancestors",
            Messages.text("mempool.ancestors"),
            75,
            entry -> Quantities.count(entry.ancestors() - 1)),
        EntryOrder.ANCESTORS);
    sortable(
        table.number(
            "mempool-descendants",
            Messages.text("mempool.descendants"),
            75,
            entry -> Quantities.count(entry.descendants() - 1)),
        EntryOrder.DESCENDANTS);
  }

  private Node placeholder() {
    StackPane placeholder = new StackPane();
    model
        .loadedProperty()
        .subscribe(loaded ->
            placeholder
                .getChildren()
                .setAll(
                    loaded
                        ? Notes.empty(
                            "fth-layers",
                            Messages.text("mempool.none.title"),
                            Messages.text("mempool.none.text"))
                        : Notes.empty(
                            "fth-clock",
                            Messages.text("mempool.wait.title"),
                            Messages.text("mempool.wait.text"))));
    return placeholder;
  }

  /// A click on the heading turns the order round, or sorts by this column.
  private void sortable(TableColumn<Row<Entry>, Entry> column, EntryOrder by) {
    Button heading =
        Heading.button(
            column, () -> model.orderProperty().set(model.orderProperty().get().choose(by)));
    model.orderProperty().subscribe(now -> Heading.mark(heading, now.by() == by, now.descending()));
  }
}
