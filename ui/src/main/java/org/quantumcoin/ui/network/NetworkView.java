package org.quantumcoin.ui.network;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chip;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.HistoryChart;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.live.TrafficLog;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;

/// Whether the node is reached, what goes over the network in time, and where that comes from.
final class NetworkView extends ScrollPane {
  private static final List<Integer> SPANS = List.of(300, 3_600, TrafficLog.CAPACITY);
  private static final double TABLE_HEIGHT = 190;

  private final Desk desk;
  private final NetworkViewModel model;
  private final HistoryChart chart = new HistoryChart(Quantities::bytesPerSecond);
  private int span = SPANS.getFirst();

  NetworkView(Desk desk, NetworkViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("network");
    setFitToWidth(true);
    Label title = new Label(Messages.text("place.network"));
    title.getStyleClass().add("page-title");
    Label reach = new Label();
    reach.setId("network-reach");
    reach.setWrapText(true);
    reach.textProperty().bind(model.reachProperty());
    model
        .reachableProperty()
        .subscribe(is -> reach.setGraphic(new FontIcon(is ? "fth-check-circle" : "fth-info")));
    VBox page =
        new VBox(
            title,
            reach,
            Fields.problem("network-problem", model.problemProperty()),
            traffic(),
            facts(),
            card(
                "network.kinds",
                table("network-connections", "network.kind", model.connections(), true)),
            card(
                "network.messages",
                table("network-messages", "network.message", model.messages(), false)));
    page.getStyleClass().add("page");
    setContent(page);
  }

  /// Time passed.
  void draw() {
    TrafficLog log = desk.live().traffic();
    chart.show(span, log.size(), log::received, log::sent);
  }

  private static VBox card(String key, Node content) {
    Label heading = new Label(Messages.text(key));
    heading.getStyleClass().add("section-title");
    VBox card = new VBox(heading, content);
    card.getStyleClass().add("card");
    return card;
  }

  private Node traffic() {
    Label heading = new Label(Messages.text("network.traffic"));
    heading.getStyleClass().add("section-title");
    Toolbar bar =
        new Toolbar(
            heading,
            key("history-key-first", "network.received"),
            key("history-key-second", "network.sent"));
    ToggleGroup group = new ToggleGroup();
    for (int i = 0; i < SPANS.size(); i++) {
      Chip chip = new Chip("network-span-" + i, Messages.text("network.span." + i));
      chip.setMinWidth(USE_PREF_SIZE);
      chip.setToggleGroup(group);
      chip.setUserData(SPANS.get(i));
      chip.setSelected(i == 0);
      bar.getChildren().add(chip);
    }
    group
        .selectedToggleProperty()
        .subscribe((before, now) -> {
          if (now == null) {
            group.selectToggle(before);
          } else {
            span = (Integer) now.getUserData();
            draw();
          }
        });
    chart.setId("network-chart");
    chart.setAccessibleText(Messages.text("network.traffic"));
    VBox card = new VBox(bar, chart);
    card.getStyleClass().add("card");
    return card;
  }

  private static Node key(String style, String words) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("history-key", style);
    Label label = new Label(Messages.text(words), swatch);
    label.getStyleClass().addAll("text-muted", "text-small");
    return label;
  }

  private Node facts() {
    Label loading = new Label(Messages.text("loading"));
    loading.getStyleClass().add("text-muted");
    Button peers = new Button(Messages.text("network.topeers"), new FontIcon("fth-users"));
    peers.setId("network-peers");
    peers.setOnAction(_ -> desk.navigator().go(Place.PEERS));
    VBox box = new VBox();
    box.getStyleClass().addAll("card", "form");
    model
        .factsProperty()
        .subscribe(now ->
            box.getChildren().setAll(now.<Node>map(NetworkView::grid).orElse(loading), peers));
    return box;
  }

  private static Node grid(NetworkViewModel.Facts now) {
    return new Facts()
        .with(Messages.text("network.received"), now.received())
        .with(Messages.text("network.sent"), now.sent())
        .with(Messages.text("network.peers"), now.connections())
        .with(Messages.text("network.listening"), now.listening())
        .with(Messages.text("network.own"), now.own())
        .with(Messages.text("network.ways"), now.over());
  }

  private static Node table(
      String id, String key, ObservableList<NetworkViewModel.Line> lines, boolean counted) {
    TableView<NetworkViewModel.Line> table = new TableView<>(lines);
    table.setId(id);
    table.setAccessibleText(Messages.text(key));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getStyleClass().add("paged-table");
    table.setPrefHeight(TABLE_HEIGHT);
    table.getColumns().add(column(key, 170, NetworkViewModel.Line::name));
    if (counted) {
      table.getColumns().add(column("network.count", 70, line -> Quantities.count(line.count())));
    }
    table
        .getColumns()
        .add(column("network.received", 110, line -> Quantities.bytes((double) line.received())));
    table
        .getColumns()
        .add(column("network.sent", 110, line -> Quantities.bytes((double) line.sent())));
    if (counted) {
      TableColumn<NetworkViewModel.Line, String> about =
          column("network.about", 320, NetworkViewModel.Line::about);
      about.setCellFactory(_ -> new AboutCell());
      table.getColumns().add(about);
    }
    Label none = new Label(Messages.text("network.nobody"));
    none.setWrapText(true);
    table.setPlaceholder(none);
    return table;
  }

  private static TableColumn<NetworkViewModel.Line, String> column(
      String key, double width, Function<NetworkViewModel.Line, String> words) {
    TableColumn<NetworkViewModel.Line, String> column = new TableColumn<>(Messages.text(key));
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    Heading.plain(column);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(words.apply(row.getValue())).getReadOnlyProperty());
    return column;
  }

  /// What does not fit is whole when it is pointed at.
  private static final class AboutCell extends TableCell<NetworkViewModel.Line, String> {
    @Override
    protected void updateItem(String text, boolean empty) {
      super.updateItem(text, empty);
      Optional<String> shown = empty ? Optional.empty() : Optional.ofNullable(text);
      setText(shown.orElse(null));
      setTooltip(shown.map(Tooltip::new).orElse(null));
    }
  }
}
