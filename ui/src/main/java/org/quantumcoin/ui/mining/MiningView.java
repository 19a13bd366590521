package org.quantumcoin.ui.mining;

import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.LiveChart;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.HistoryLine;

/// One switch, the number of threads, when they rest, what they do, and who gets the coins.
final class MiningView extends ScrollPane {
  /// Of chart and list, below which the page scrolls.
  private static final double LEAST_HEIGHT = 120;

  private final MiningViewModel model;

  MiningView(MiningViewModel model, GuardsViewModel guards, PagedTable<HistoryLine> found) {
    this.model = model;
    setId("mining");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.mining"));
    title.getStyleClass().add("page-title");
    LiveChart chart = new LiveChart(model.rates(), MiningViewModel.CHART_POINTS, 1, 1);
    chart.setId("mining-chart");
    chart.setAccessibleText(Messages.text("mining.chart"));
    chart.setMinHeight(LEAST_HEIGHT);
    chart.setPrefHeight(LEAST_HEIGHT);
    Label chartTitle = new Label(Messages.text("mining.chart"));
    chartTitle.getStyleClass().add("card-title");
    VBox chartCard = new VBox(chartTitle, chart);
    chartCard.getStyleClass().add("card");
    VBox.setVgrow(chart, Priority.ALWAYS);
    found.setId("mining-blocks");
    found.setAccessibleText(Messages.text("mining.blocks"));
    found.setMinHeight(LEAST_HEIGHT);
    found.setPrefHeight(LEAST_HEIGHT);
    VBox.setVgrow(found, Priority.ALWAYS);
    Label foundTitle = new Label(Messages.text("mining.blocks"));
    foundTitle.getStyleClass().add("card-title");
    VBox foundCard = new VBox(foundTitle, found);
    foundCard.getStyleClass().add("card");
    VBox miner = new VBox(control(), payout());
    miner.getStyleClass().add("form");
    GridPane above = columns(50, 50);
    above.addRow(0, miner, new GuardsCard(guards));
    GridPane row = columns(34, 66);
    row.addRow(0, chartCard, foundCard);
    RowConstraints tall = new RowConstraints();
    tall.setVgrow(Priority.ALWAYS);
    row.getRowConstraints().add(tall);
    VBox.setVgrow(row, Priority.ALWAYS);
    VBox page = new VBox(title, above, row);
    page.getStyleClass().add("page");
    // As high as the window, or as its content: fitting to the height knows nothing of words that
    // wrap.
    page.minHeightProperty().bind(viewportBoundsProperty().map(Bounds::getHeight));
    setContent(page);
  }

  private static GridPane columns(double... percents) {
    GridPane row = new GridPane();
    row.getStyleClass().add("dashboard-row");
    for (double percent : percents) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      row.getColumnConstraints().add(column);
    }
    return row;
  }

  private Node control() {
    Label state = new Label();
    state.setId("mining-state");
    state.getStyleClass().add("section-title");
    state.textProperty().bind(model.stateProperty());
    Button toggle = new Button();
    toggle.setId("mining-toggle");
    model
        .threadsProperty()
        .subscribe(now -> {
          boolean on = now.intValue() > 0;
          toggle.setText(Messages.text(on ? "mining.stop" : "mining.start"));
          toggle.setGraphic(new FontIcon(on ? "fth-square" : "fth-play"));
        });
    toggle.setOnAction(
        _ -> model.choose(model.threadsProperty().get() > 0 ? 0 : model.usualThreads()));
    Slider threads = new Slider(0, model.mostThreads(), 0);
    threads.setId("mining-threads");
    threads.setMajorTickUnit(1);
    threads.setMinorTickCount(0);
    threads.setBlockIncrement(1);
    threads.setSnapToTicks(true);
    threads.setShowTickLabels(true);
    threads.setShowTickMarks(true);
    model
        .threadsProperty()
        .subscribe(now -> {
          if (!threads.isValueChanging()) {
            threads.setValue(now.intValue());
          }
        });
    threads
        .valueProperty()
        .subscribe(value -> {
          if (value.doubleValue() == Math.rint(value.doubleValue())) {
            model.choose(value.intValue());
          }
        });
    Label paused = words("mining-paused");
    paused.textProperty().bind(model.pausedProperty());
    paused.visibleProperty().bind(paused.textProperty().isNotEmpty());
    paused.managedProperty().bind(paused.visibleProperty());
    Label expected = words("mining-expected");
    expected.textProperty().bind(model.expectedProperty());
    Label found = words("mining-found");
    found.textProperty().bind(model.foundProperty());
    HBox head = new HBox(state, toggle);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("page-head");
    VBox card =
        new VBox(
            head, paused, Fields.titled(Messages.text("miner.slider"), threads), expected, found);
    card.getStyleClass().add("card");
    return card;
  }

  private Node payout() {
    TextField address = new TextField();
    address.setId("mining-address");
    address.getStyleClass().add("mono");
    address.setPromptText(Messages.text("mining.address.prompt"));
    HBox.setHgrow(address, Priority.ALWAYS);
    Button set = new Button(Messages.text("mining.address.set"), new FontIcon("fth-check"));
    set.setId("mining-address-set");
    set.setOnAction(_ -> model.payTo(address.getText()));
    address.setOnAction(_ -> model.payTo(address.getText()));
    VBox field = Fields.titled(Messages.text("mining.address"), address);
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox row = new HBox(field, set);
    row.setAlignment(Pos.BOTTOM_LEFT);
    row.getStyleClass().add("toolbar-bottom");
    Label paid = words("mining-payout");
    paid.textProperty().bind(model.payoutProperty());
    paid.visibleProperty().bind(paid.textProperty().isNotEmpty());
    paid.managedProperty().bind(paid.visibleProperty());
    VBox card = new VBox(row, paid, Fields.problem("mining-problem", model.problemProperty()));
    card.getStyleClass().add("card");
    return card;
  }

  private static Label words(String id) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("text-muted");
    return label;
  }
}
