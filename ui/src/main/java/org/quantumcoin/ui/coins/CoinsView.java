package org.quantumcoin.ui.coins;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chips;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.ui.table.Heading;
import org.quantumcoin.ui.table.PagedTable;
import org.quantumcoin.wallet.view.CoinLine;
import org.quantumcoin.wallet.view.CoinTag;
import org.quantumcoin.wallet.view.CoinsList;

/// The list of coins, with what can be done to those that are chosen beneath it.
final class CoinsView extends VBox {
  private final Desk desk;
  private final CoinsViewModel model;

  /// A box is being ticked: it shows that already, and new boxes would take the focus from it.
  private boolean ticking;

  CoinsView(Desk desk, CoinsViewModel model) {
    this.desk = desk;
    this.model = model;
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.coins"));
    title.getStyleClass().add("page-title");
    Label count = new Label();
    count.setId("coins-count");
    count.getStyleClass().add("text-muted");
    count.textProperty().bind(model.countProperty());
    HBox head = new HBox(title, count);
    head.setAlignment(Pos.BASELINE_LEFT);
    head.getStyleClass().add("page-head");
    Node table = table();
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren()
        .addAll(
            head,
            toolbar(),
            Fields.problem("coins-problem", model.problemProperty()),
            table,
            chosen());
  }

  private Node toolbar() {
    TextField search = new TextField();
    search.setId("coins-search");
    search.setPromptText(Messages.text("history.search"));
    search.setAccessibleText(Messages.text("history.search"));
    search.textProperty().bindBidirectional(model.textProperty());
    search.setPrefColumnCount(18);
    Toolbar bar = new Toolbar(search);
    bar.getChildren()
        .addAll(
            Chips.of(
                List.of(CoinsViewModel.Show.values()),
                show -> "coins-" + show.name().toLowerCase(Locale.ROOT),
                show -> show.title(),
                model.showProperty()));
    return bar;
  }

  private Node table() {
    PagedTable<CoinLine> table =
        new PagedTable<>(
            model.items(),
            coin -> desk.navigator().go(Place.TRANSACTIONS, coin.outpoint().txid().toString()));
    table.setId("coins");
    table.setAccessibleText(Messages.text("place.coins"));
    table.setMuted(CoinWords::isHeld);
    var box = table.graphic("coin-choose", "", 44, this::box);
    box.setMinWidth(44);
    box.setMaxWidth(44);
    var amount =
        table.amount(
            "coin-amount", Messages.text("history.amount"), 170, coin -> model.amount(coin.sats()));
    var title = table.text("coin-title", Messages.text("history.title"), 160, CoinWords::title);
    var depth = table.number("coin-depth", Messages.text("coins.depth"), 110, CoinWords::depth);
    table.graphic("coin-tags", Messages.text("coins.tags"), 240, CoinsView::tags);
    Heading.sorting(amount, CoinsList.Column.AMOUNT, model.orderProperty());
    Heading.sorting(title, CoinsList.Column.LABEL, model.orderProperty());
    Heading.sorting(depth, CoinsList.Column.DEPTH, model.orderProperty());
    StackPane placeholder = new StackPane();
    Runnable fill =
        () ->
            placeholder.getChildren().setAll(model.loadedProperty().get() ? none() : new Region());
    model.loadedProperty().subscribe(_ -> fill.run());
    model.countProperty().subscribe(_ -> fill.run());
    table.setPlaceholder(placeholder);
    model
        .chosenProperty()
        .subscribe(_ -> {
          if (!ticking) {
            table.refresh();
          }
        });
    return table;
  }

  private Node none() {
    if (model.isFiltered()) {
      return Notes.empty(
          "fth-search",
          Messages.text("history.nomatch.title"),
          Messages.text("coins.nomatch.text"));
    }
    Button receive =
        new Button(Messages.text("place.receive"), new FontIcon("fth-arrow-down-left"));
    receive.setOnAction(_ -> desk.navigator().go(Place.RECEIVE));
    return Notes.empty(
        "fth-disc", Messages.text("coins.none.title"), Messages.text("coins.none.text"), receive);
  }

  private Node box(CoinLine coin) {
    CheckBox box = new CheckBox();
    box.getStyleClass().add("coin-box");
    box.setAccessibleText(
        Messages.text("coins.choose", model.amount(coin.sats()), CoinWords.title(coin)));
    box.setSelected(model.isChosen(coin));
    box.setOnAction(_ -> {
      ticking = true;
      if (!model.choose(coin, box.isSelected())) {
        box.setSelected(false);
      }
      ticking = false;
    });
    return box;
  }

  private static Node tags(CoinLine coin) {
    HBox tags = new HBox(4);
    tags.setAlignment(Pos.CENTER_LEFT);
    for (CoinTag tag : CoinTag.values()) {
      // What is unconfirmed and not to be relied on is said once.
      boolean said = tag == CoinTag.UNCONFIRMED && coin.is(CoinTag.UNSAFE);
      if (coin.is(tag) && !said) {
        Label label = new Label(CoinWords.tag(tag, coin));
        label.setMinWidth(USE_PREF_SIZE);
        label.getStyleClass().addAll("tag", "tag-" + tag.name().toLowerCase(Locale.ROOT));
        tags.getChildren().add(label);
      }
    }
    return tags;
  }

  private Node chosen() {
    Label sum = new Label();
    sum.setId("coins-chosen");
    sum.getStyleClass().add("section-title");
    sum.textProperty().bind(model.chosenTextProperty());
    Button spend = button("coins-spend", "coins.spend", "fth-arrow-up-right");
    spend.setDefaultButton(true);
    spend.setOnAction(_ -> desk.navigator().go(Place.SEND, model.spendSubject()));
    Button freeze = button("coins-freeze", "coins.freeze", "fth-lock");
    freeze.setOnAction(_ -> model.freeze(true, desk.prompts()::notice));
    Button free = button("coins-free", "coins.free", "fth-unlock");
    free.setOnAction(_ -> model.freeze(false, desk.prompts()::notice));
    Button clear = button("coins-clear", "coins.clear", "fth-x");
    clear.setOnAction(_ -> model.clear());
    TextField label = new TextField();
    label.setId("coins-label");
    label.setPromptText(Messages.text("coins.label"));
    label.setAccessibleText(Messages.text("coins.label"));
    label.setOnAction(_ -> model.label(label.getText()));
    FlowPane bar = new FlowPane(8, 8, sum, spend, freeze, free, clear, label);
    bar.setId("coins-bar");
    bar.setAlignment(Pos.CENTER_LEFT);
    bar.getStyleClass().add("card");
    model
        .chosenProperty()
        .subscribe(now -> {
          bar.setVisible(!now.isEmpty());
          bar.setManaged(!now.isEmpty());
          freeze.setDisable(!model.hasChosen(false));
          free.setDisable(!model.hasChosen(true));
          boolean one = model.single().isPresent();
          label.setVisible(one);
          label.setManaged(one);
          label.setText(model.single().map(CoinLine::label).orElse(""));
        });
    return bar;
  }

  private static Button button(String id, String key, String icon) {
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId(id);
    return button;
  }
}
