package org.quantumcoin.ui.explorer;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.api.BlockDetails;
import org.quantumcoin.node.api.BlockTransaction;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Notes;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.table.PagedTable;

/// A block: what matters of it above, its header folded, its transactions beneath.
final class BlockView extends VBox {
  private final Desk desk;
  private final ExplorerViewModel model;
  private final PagedTable<BlockTransaction> table;
  private String hash = "";

  BlockView(Desk desk, ExplorerViewModel model) {
    this.desk = desk;
    this.model = model;
    this.table =
        new PagedTable<>(
            model.transactions(), line -> model.follow("tx:" + line.txid() + "@" + hash));
    getStyleClass().add("form");
    table.setId("block-transactions");
    table.setAccessibleText(Messages.text("explorer.transactions"));
    table.number("block-position", "#", 60, line -> Quantities.count(line.position()));
    table
        .text(
            "block-txid",
            Messages.text("explorer.txid"),
            200,
            line -> Chunks.shortened(line.txid().toString()))
        .getStyleClass()
        .add("mono");
    table.number(
        "block-paid", Messages.text("explorer.paid"), 190, line -> amount(line.paidSats()));
    table.text("block-fee", Messages.text("explorer.fee"), 150, BlockView::fee);
    table.number(
        "block-ends",
        Messages.text("explorer.ends"),
        110,
        line -> line.inputs() + " → " + line.outputs());
    table.number(
        "block-size",
        Messages.text("explorer.size"),
        110,
        line -> Messages.text("mempool.vb", Quantities.count(line.virtualSize())));
    table.setPlaceholder(
        Notes.empty(
            "fth-box",
            Messages.text("explorer.notstored.title"),
            Messages.text("explorer.notstored")));
    VBox.setVgrow(table, Priority.ALWAYS);
  }

  private static String fee(BlockTransaction line) {
    if (line.coinbase()) {
      return Messages.text("explorer.coinbase");
    }
    return line.feeSats().isEmpty()
        ? "–"
        : Quantities.feeRate(FeeRate.of(line.feeSats().getAsLong(), line.virtualSize()));
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  void show(BlockDetails block) {
    hash = block.ref().hash().toString();
    getChildren().setAll(head(block), facts(block), header(block), table);
  }

  private Node head(BlockDetails block) {
    Label title =
        new Label(Messages.text("explorer.block", Quantities.count(block.ref().height())));
    title.setId("block-title");
    title.getStyleClass().add("section-title");
    Label state =
        new Label(
            block.active()
                ? Messages.text("explorer.confirmations", block.confirmations())
                : Messages.text("explorer.inactive"));
    state.getStyleClass().add(block.active() ? "text-muted" : "text-danger");
    Button before =
        new Button(Messages.text("explorer.previous"), new FontIcon("fth-chevron-left"));
    before.setId("block-previous");
    before.setDisable(block.ref().height() == 0);
    before.setOnAction(_ -> model.follow(ExplorerViewModel.subjectOf(block.ref().previous())));
    Button next = new Button(Messages.text("explorer.next"), new FontIcon("fth-chevron-right"));
    next.setId("block-next");
    next.setDisable(block.next().isEmpty());
    next.setOnAction(
        _ -> block.next().ifPresent(other -> model.follow(ExplorerViewModel.subjectOf(other))));
    HBox head = new HBox(title, state, before, next);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private Node facts(BlockDetails block) {
    Facts facts =
        new Facts()
            .withCode(Messages.text("explorer.hash"), hash)
            .with(Messages.text("explorer.time"), Times.seconds(block.ref().time()));
    block
        .contents()
        .ifPresent(contents -> {
          facts
              .with(
                  Messages.text("explorer.transactions"), Quantities.count(contents.transactions()))
              .with(
                  Messages.text("explorer.size"),
                  Messages.text(
                      "explorer.size.both",
                      Quantities.bytes(contents.sizeBytes()),
                      Quantities.count(contents.weight())))
              .with(Messages.text("explorer.reward"), amount(contents.rewardSats()));
          if (contents.feeSats().isPresent()) {
            facts.with(Messages.text("explorer.fees"), amount(contents.feeSats().getAsLong()));
          }
          if (!contents.minerText().isEmpty()) {
            facts.withCode(Messages.text("explorer.miner"), contents.minerText());
          }
          contents
              .minerAddress()
              .ifPresent(address -> facts.withCode(Messages.text("explorer.payee"), address));
        });
    VBox card = new VBox(facts);
    card.getStyleClass().add("card");
    return card;
  }

  private static Node header(BlockDetails block) {
    Facts facts =
        new Facts()
            .withCode(Messages.text("explorer.version"), "0x" + block.versionHex())
            .withCode(Messages.text("explorer.merkle"), block.merkleRoot().toString())
            .with(Messages.text("explorer.mediantime"), Times.seconds(block.ref().medianTime()))
            .withCode(Messages.text("explorer.bits"), "0x" + block.bits())
            .withCode(Messages.text("explorer.target"), block.target())
            .with(Messages.text("explorer.difficulty"), Quantities.rate(block.difficulty()))
            .with(Messages.text("explorer.nonce"), Long.toString(block.nonce()))
            .withCode(Messages.text("explorer.work"), block.chainWork());
    TitledPane folded = new TitledPane(Messages.text("explorer.header"), facts);
    folded.setExpanded(false);
    folded.setMinHeight(USE_PREF_SIZE);
    return folded;
  }
}
