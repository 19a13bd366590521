package org.quantumcoin.ui.overview;

import atlantafx.base.theme.Styles;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Slider;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.BlockSummary;
import org.quantumcoin.ui.control.BlockCubes;
import org.quantumcoin.ui.control.LiveChart;
import org.quantumcoin.ui.control.SyncRing;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;

/// Builds the dashboard's nodes and binds them to the view model.
public final class DashboardView extends GridPane {
  private static final double ROW_HEIGHT = 26;

  /// Low, so that rows share what the window has rather than what their contents would like.
  private static final double GROWING_PREF_HEIGHT = 120;

  /// The view model is shown four times a second; a point of the chart is a second.
  private static final int VALUES_PER_POINT = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private static final double SECONDS_PER_VALUE = 0.25;

  private final DashboardViewModel model;

  public DashboardView(DashboardViewModel model) {
    this.model = model;
    getStyleClass().add("dashboard");
    ColumnConstraints wide = new ColumnConstraints();
    wide.setPercentWidth(60);
    ColumnConstraints narrow = new ColumnConstraints();
    narrow.setPercentWidth(40);
    getColumnConstraints().addAll(wide, narrow);
    RowConstraints top = new RowConstraints();
    top.setMinHeight(USE_PREF_SIZE);
    RowConstraints cubes = new RowConstraints();
    cubes.setMinHeight(USE_PREF_SIZE);
    RowConstraints bottom = new RowConstraints();
    bottom.setVgrow(Priority.ALWAYS);
    bottom.setMinHeight(0);
    RowConstraints middle = new RowConstraints();
    middle.setVgrow(Priority.ALWAYS);
    middle.setMinHeight(0);
    getRowConstraints().addAll(top, cubes, middle, bottom);
    add(syncCard(), 0, 0);
    add(minerCard(), 1, 0);
    add(cubesCard(), 0, 1, 2, 1);
    add(chartCard(), 0, 2);
    add(eventsCard(), 1, 2, 1, 2);
    add(peersCard(), 0, 3);
  }

  private static VBox card(String titleKey, Node... content) {
    Label title = new Label(Messages.text(titleKey));
    title.getStyleClass().add("card-title");
    VBox card = new VBox(title);
    card.getChildren().addAll(content);
    card.getStyleClass().add("card");
    return card;
  }

  /// A card that gives way when the window is low: its content scrolls or scales.
  private static VBox growing(String titleKey, Region content) {
    content.setMinHeight(0);
    content.setPrefHeight(GROWING_PREF_HEIGHT);
    VBox.setVgrow(content, Priority.ALWAYS);
    VBox card = card(titleKey, content);
    card.setMinHeight(0);
    return card;
  }

  private static Label bound(ObservableValue<String> text, String styleClass, String id) {
    Label label = new Label();
    label.textProperty().bind(text);
    label.getStyleClass().add(styleClass);
    label.setId(id);
    return label;
  }

  private Node syncCard() {
    SyncRing ring = new SyncRing();
    ring.setId("sync-ring");
    ring.progressProperty().bind(model.progressProperty());
    Label detail = bound(model.detailProperty(), "text-muted", "sync-detail");
    detail.setWrapText(true);
    VBox words =
        new VBox(
            bound(model.phaseProperty(), "phase", "sync-phase"),
            bound(model.heightProperty(), "height", "sync-height"),
            detail,
            bound(model.lastBlockProperty(), "text-muted", "sync-last-block"),
            bound(model.ratesProperty(), "text-muted", "sync-rates"));
    words.getStyleClass().add("sync-words");
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(ring, words);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("sync-row");
    return card("card.sync", row);
  }

  private Node minerCard() {
    Slider slider = new Slider(0, 1, 0);
    slider.setId("miner-threads");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setBlockIncrement(1);
    slider.setSnapToTicks(true);
    slider.setShowTickMarks(true);
    slider.setShowTickLabels(true);
    slider.maxProperty().bind(Bindings.max(1, model.maxMinerThreadsProperty()));
    slider.disableProperty().bind(model.maxMinerThreadsProperty().isEqualTo(0));
    slider.setAccessibleText(Messages.text("miner.slider"));
    model
        .minerThreadsProperty()
        .addListener((_, _, threads) -> {
          if (!slider.isValueChanging()) {
            slider.setValue(threads.intValue());
          }
        });
    slider
        .valueProperty()
        .addListener((_, _, value) -> {
          int chosen = (int) Math.round(value.doubleValue());
          if (chosen != model.minerThreadsProperty().get() && chosen == value.doubleValue()) {
            model.chooseMinerThreads(chosen);
          }
        });
    Label rate = bound(model.minerRateProperty(), "text-muted", "miner-rate");
    rate.setWrapText(true);
    return card(
        "card.miner",
        bound(model.minerStateProperty(), "phase", "miner-state"),
        rate,
        slider,
        bound(model.minerFoundProperty(), "text-muted", "miner-found"));
  }

  private Node cubesCard() {
    Function<BlockSummary, BlockCubes.Cube> describe =
        block ->
            new BlockCubes.Cube(
                Quantities.count(block.height()),
                Quantities.count(block.transactions()) + " tx",
                TIME.format(Instant.ofEpochSecond(block.time()).atZone(ZoneId.systemDefault())),
                block.hash().toString());
    BlockCubes<BlockSummary> cubes = new BlockCubes<>(model.blocks(), describe);
    cubes.setAccessibleText(Messages.text("card.blocks"));
    return cubes;
  }

  private Node chartCard() {
    LiveChart chart =
        new LiveChart(
            model.blockRates(),
            DashboardViewModel.CHART_POINTS,
            VALUES_PER_POINT,
            SECONDS_PER_VALUE);
    chart.setId("block-chart");
    chart.setAccessibleText(Messages.text("card.chart"));
    return growing("card.chart", chart);
  }

  private Node peersCard() {
    TableView<PeerRow> table = new TableView<>(model.peers());
    table.setId("peers");
    table.setFixedCellSize(ROW_HEIGHT);
    table.getStyleClass().add(Styles.DENSE);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.setPlaceholder(placeholder("peers.empty"));
    table.setAccessibleText(Messages.text("card.peers"));
    table.getColumns().add(column("peers.address", PeerRow::address, 170));
    table.getColumns().add(column("peers.client", PeerRow::software, 120));
    table.getColumns().add(column("peers.height", PeerRow::height, 70));
    table.getColumns().add(column("peers.speed", PeerRow::speed, 80));
    table.getColumns().add(column("peers.ping", PeerRow::ping, 60));
    return growing("card.peers", table);
  }

  private static TableColumn<PeerRow, String> column(
      String titleKey, Function<PeerRow, String> value, double width) {
    TableColumn<PeerRow, String> column = new TableColumn<>(Messages.text(titleKey));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(value.apply(row.getValue())));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    return column;
  }

  private static Label placeholder(String key) {
    Label label = new Label(Messages.text(key));
    label.getStyleClass().add("text-muted");
    label.setWrapText(true);
    return label;
  }

  private Node eventsCard() {
    ListView<EventRow> list = new ListView<>(model.events());
    list.setId("events");
    list.setFixedCellSize(ROW_HEIGHT);
    list.setPlaceholder(placeholder("events.empty"));
    list.setAccessibleText(Messages.text("card.events"));
    list.setCellFactory(_ -> new EventCell());
    return growing("card.events", list);
  }

  /// A line of the log: a mark, the time, the words.
  private static final class EventCell extends ListCell<EventRow> {
    private final FontIcon mark = new FontIcon();
    private final Label time = new Label();
    private final Label words = new Label();
    private final HBox row = new HBox(mark, time, words);

    EventCell() {
      time.getStyleClass().add("event-time");
      row.getStyleClass().add("event-row");
      row.setAlignment(Pos.CENTER_LEFT);
      words.setMinWidth(0);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(EventRow item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setAccessibleText("");
        return;
      }
      switch (item.kind()) {
        case INFO -> mark("fth-info", "event-info");
        case GOOD -> mark("fth-check-circle", "event-good");
        case BAD -> mark("fth-alert-triangle", "event-bad");
      }
      time.setText(TIME.format(item.at()));
      words.setText(item.text());
      setAccessibleText(item.text());
      setGraphic(row);
    }

    private void mark(String icon, String styleClass) {
      mark.setIconLiteral(icon);
      mark.getStyleClass().setAll("ikonli-font-icon", styleClass);
    }
  }
}
