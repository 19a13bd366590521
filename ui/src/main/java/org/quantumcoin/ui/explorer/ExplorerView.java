package org.quantumcoin.ui.explorer;

import java.time.Instant;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.BlockRef;
import org.quantumcoin.node.api.ExplorerAccess.SearchResult;
import org.quantumcoin.node.primitives.Txid;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.explorer.ExplorerViewModel.Shown;
import org.quantumcoin.ui.format.Durations;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.table.PagedTable;

/// A search field that is always there, and beneath it the blocks, or what was opened.
final class ExplorerView extends VBox {
  private final ExplorerViewModel model;
  private final Node list;
  private final BlockView block;
  private final TransactionView transaction;
  private final StackPane body = new StackPane();

  ExplorerView(Desk desk, ExplorerViewModel model) {
    this.model = model;
    this.list = list();
    this.block = new BlockView(desk, model);
    this.transaction = new TransactionView(desk, model);
    getStyleClass().add("page");
    Label title = new Label(Messages.text("place.blocks"));
    title.getStyleClass().add("page-title");
    title.setMinWidth(USE_PREF_SIZE);
    Button back = new Button(Messages.text("tx.back"), new FontIcon("fth-arrow-left"));
    back.setId("explorer-back");
    back.setOnAction(_ -> desk.navigator().back());
    back.visibleProperty()
        .bind(model.shownProperty().map(shown -> !(shown instanceof Shown.Blocks)));
    back.managedProperty().bind(back.visibleProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    ProgressIndicator busy = new ProgressIndicator();
    busy.setPrefSize(20, 20);
    busy.setAccessibleText(Messages.text("explorer.busy"));
    busy.visibleProperty().bind(model.busyProperty());
    HBox head = new HBox(back, title, gap, busy, search());
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, Fields.problem("explorer-problem", model.problemProperty()), body);
    model.shownProperty().subscribe(this::show);
  }

  private Node search() {
    TextField field = new TextField();
    field.setId("explorer-search");
    field.setPromptText(Messages.text("explorer.search"));
    field.setAccessibleText(Messages.text("explorer.search"));
    field.setPrefColumnCount(28);
    field.setOnAction(_ -> model.search(field.getText()));
    return field;
  }

  private void show(Shown shown) {
    body.getChildren()
        .setAll(
            switch (shown) {
              case Shown.Blocks _ -> list;
              case Shown.Block(var details) -> {
                block.show(details);
                yield block;
              }
              case Shown.Transaction(var details) -> {
                transaction.show(details);
                yield transaction;
              }
              case Shown.Address(var found) -> address(found);
            });
  }

  private Node list() {
    PagedTable<BlockRef> table =
        new PagedTable<>(
            model.blocks(), ref -> model.follow(ExplorerViewModel.subjectOf(ref.hash())));
    table.setId("explorer-blocks");
    table.setAccessibleText(Messages.text("place.blocks"));
    table.number(
        "explorer-height",
        Messages.text("explorer.height"),
        90,
        ref -> Quantities.count(ref.height()));
    table
        .text("explorer-hash", Messages.text("explorer.hash"), 330, ref -> ref.hash().toString())
        .getStyleClass()
        .add("mono");
    table.time(
        "explorer-time", Messages.text("explorer.time"), 145, ref -> Times.minutes(ref.time()));
    table.text(
        "explorer-age",
        Messages.text("explorer.age"),
        135,
        ref -> Durations.ago(Math.max(0, Instant.now().getEpochSecond() - ref.time())));
    table.setPlaceholder(
        Notes.empty(
            "fth-box", Messages.text("explorer.wait.title"), Messages.text("explorer.wait")));
    return table;
  }

  private Node address(SearchResult.AddressFound found) {
    Facts facts =
        new Facts()
            .withCode(Messages.text("explorer.address"), found.address())
            .with(Messages.text("explorer.script.type"), found.type())
            .withCode(Messages.text("explorer.script"), found.scriptHex());
    Label note = new Label(Messages.text("explorer.address.note"));
    note.setWrapText(true);
    note.getStyleClass().add("text-muted");
    VBox waiting = new VBox();
    waiting.setId("explorer-waiting");
    for (Txid txid : found.waiting()) {
      Button link = new Button(txid.toString());
      link.getStyleClass().add("mono");
      link.setOnAction(_ -> model.follow(ExplorerViewModel.subjectOf(txid)));
      waiting.getChildren().add(link);
    }
    Label heading = new Label(Messages.text("explorer.address.waiting", found.waiting().size()));
    heading.getStyleClass().add("section-title");
    VBox page = new VBox(facts, heading, waiting, note);
    page.getStyleClass().add("card");
    page.setMaxHeight(Region.USE_PREF_SIZE);
    StackPane.setAlignment(page, Pos.TOP_LEFT);
    return page;
  }
}
