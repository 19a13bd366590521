package org.quantumcoin.ui.history;

import java.io.File;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chips;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.ui.table.Row;
import org.quantumcoin.wallet.view.HistoryLine;
import org.quantumcoin.wallet.view.HistoryOrder;

/// The list of transactions with its search, chips and export.
final class HistoryView extends VBox {
  private final Desk desk;
  private final HistoryViewModel model;

  HistoryView(Desk desk, HistoryViewModel model, Consumer<HistoryLine> open) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.transactions"));
    title.getStyleClass().add("page-title");
    Label count = new Label();
    count.setId("history-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(model.countProperty());
    HBox head = new HBox(title, count);
    head.setAlignment(Pos.BASELINE_LEFT);
    head.getStyleClass().add("page-head");
    Label problem = new Label();
    problem.getStyleClass().add("text-danger");
    problem.setWrapText(true);
    problem.textProperty().bind(model.problemProperty());
    problem.visibleProperty().bind(model.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    Node table = table(open);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head, toolbar(), problem, table);
  }

  private Node toolbar() {
    TextField search = new TextField();
    search.setId("history-search");
    search.setPromptText(Messages.text("history.search"));
    search.setAccessibleText(Messages.text("history.search"));
    search.textProperty().bindBidirectional(model.textProperty());
    search.setPrefColumnCount(22);
    Toolbar bar = new Toolbar(search);
    bar.getChildren()
        .addAll(
            Chips.of(
                HistoryViewModel.choices(),
                show -> "history-" + show.name().toLowerCase(Locale.ROOT),
                show -> show.title(),
                model.showProperty()));
    Button export = new Button(Messages.text("table.csv"), new FontIcon("fth-download"));
    export.setId("history-csv");
    export.setOnAction(_ -> export());
    bar.getChildren().addAll(export);
    return bar;
  }

  private void export() {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("transactions.csv");
    chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("CSV", "*.csv"));
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      model.export(file.toPath(), desk.prompts()::notice);
    }
  }

  private Node table(Consumer<HistoryLine> open) {
    PagedTable<HistoryLine> table = new PagedTable<>(model.items(), open);
    table.setId("history");
    table.setAccessibleText(Messages.text("place.transactions"));
    table.setMuted(HistoryWords::isVoid);
    TableColumn<Row<HistoryLine>, HistoryLine> time =
        table.time(
            "history-time", Messages.text("history.time"), 135, line -> Times.minutes(line.time()));
    table.withIcon(
        "history-kind",
        Messages.text("history.kind"),
        110,
        line -> HistoryWords.icon(line.kind()),
        line -> HistoryWords.kind(line.kind()),
        HistoryView::spoken);
    table.text("history-title", Messages.text("history.title"), 165, HistoryWords::title);
    TableColumn<Row<HistoryLine>, HistoryLine> amount =
        table.amount("history-amount", Messages.text("history.amount"), 175, this::amount);
    table.text("history-state", Messages.text("history.state"), 165, HistoryWords::state);
    sortable(time, HistoryOrder.Column.TIME);
    sortable(amount, HistoryOrder.Column.AMOUNT);
    StackPane placeholder = new StackPane();
    Runnable fill =
        () -> {
          Node shown = new Region();
          if (model.loadedProperty().get()) {
            shown =
                model.isFiltered()
                    ? Notes.empty(
                        "fth-search",
                        Messages.text("history.nomatch.title"),
                        Messages.text("history.nomatch.text"))
                    : none();
          }
          placeholder.getChildren().setAll(shown);
        };
    model.loadedProperty().subscribe(_ -> fill.run());
    model.countProperty().subscribe(_ -> fill.run());
    table.setPlaceholder(placeholder);
    return table;
  }

  private Node none() {
    Button receive =
        new Button(Messages.text("place.receive"), new FontIcon("fth-arrow-down-left"));
    receive.setOnAction(_ -> desk.navigator().go(Place.RECEIVE));
    return Notes.empty(
        "fth-list",
        Messages.text("history.none.title"),
        Messages.text("history.none.text"),
        receive);
  }

  /// A click on the heading turns the order round, or sorts by this column.
  private void sortable(TableColumn<Row<HistoryLine>, HistoryLine> column, HistoryOrder.Column by) {
    Button heading =
        Heading.button(
            column,
            () -> {
              HistoryOrder now = model.orderProperty().get();
              model
                  .orderProperty()
                  .set(new HistoryOrder(by, now.column() != by || !now.descending()));
            });
    model
        .orderProperty()
        .subscribe(now -> Heading.mark(heading, now.column() == by, now.descending()));
  }

  private static String spoken(HistoryLine line) {
    return HistoryWords.kind(line.kind())
        + ", "
        + Durations.ago(Math.max(0, Instant.now().getEpochSecond() - line.time()));
  }

  private String amount(HistoryLine line) {
    return Amounts.signed(
        line.netSats(),
        desk.live().preferences().unitProperty().get(),
        desk.live().network().ticker());
  }
}
