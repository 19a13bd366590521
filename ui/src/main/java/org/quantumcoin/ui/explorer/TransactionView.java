package org.quantumcoin.ui.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.quantumcoin.node.api.TransactionDetails;
import org.quantumcoin.node.api.TransactionDetails.Input;
import org.quantumcoin.node.api.TransactionDetails.Output;
import org.quantumcoin.node.api.TransactionDetails.Place;
import org.quantumcoin.node.api.TransactionDetails.Spending;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.TxDiagram;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;

/// A transaction of anybody's: as a picture, in numbers, and end by end.
final class TransactionView extends ScrollPane {
  /// Ends that are written out; the transaction may have thousands.
  private static final int MAX_ENDS = 100;

  private final Desk desk;
  private final ExplorerViewModel model;
  private final VBox page = new VBox();

  TransactionView(Desk desk, ExplorerViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("explorer-tx");
    setFitToWidth(true);
    page.getStyleClass().add("form");
    setContent(page);
  }

  void show(TransactionDetails tx) {
    StackPane picture = new StackPane(diagram(tx));
    picture.getStyleClass().add("card");
    page.getChildren().setAll(facts(tx), picture, inputs(tx), outputs(tx));
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private Node facts(TransactionDetails tx) {
    Facts facts = new Facts().withCode(Messages.text("explorer.txid"), tx.txid().toString());
    switch (tx.place()) {
      case Place.Waiting(long addedAt, int ancestors, int descendants, boolean _) ->
          facts
              .with(
                  Messages.text("explorer.state"),
                  Messages.text("explorer.waiting", Times.seconds(addedAt)))
              .with(
                  Messages.text("explorer.relatives"),
                  Messages.text("explorer.relatives.count", ancestors - 1, descendants - 1));
      case Place.InBlock(var block, int position, int confirmations) -> {
        Button link =
            new Button(
                Messages.text("explorer.inblock", Quantities.count(block.height()), position));
        link.setId("tx-block");
        link.setOnAction(_ -> model.follow(ExplorerViewModel.subjectOf(block.hash())));
        facts
            .with(Messages.text("explorer.block.title"), link)
            .with(
                Messages.text("explorer.state"),
                confirmations < 0
                    ? Messages.text("explorer.inactive")
                    : Messages.text("explorer.confirmations", confirmations));
      }
    }
    if (tx.feeSats().isPresent()) {
      facts.with(
          Messages.text("explorer.fee"),
          amount(tx.feeSats().getAsLong())
              + tx.rate().map(rate -> " · " + Quantities.feeRate(rate)).orElse(""));
    }
    facts
        .with(
            Messages.text("explorer.size"),
            Messages.text(
                "explorer.size.tx",
                Quantities.count(tx.sizeBytes()),
                Quantities.count(tx.virtualSize()),
                Quantities.count(tx.weight())))
        .with(Messages.text("explorer.version"), Integer.toString(tx.version()))
        .with(Messages.text("explorer.locktime"), Long.toString(tx.lockTime()))
        .withCode("wtxid", tx.wtxid().toString());
    VBox card = new VBox(facts);
    card.getStyleClass().add("card");
    return card;
  }

  private Node diagram(TransactionDetails tx) {
    List<TxDiagram.End> left = new ArrayList<>();
    for (Input input : tx.inputs()) {
      OptionalLong sats =
          input.spent().map(spent -> OptionalLong.of(spent.sats())).orElse(OptionalLong.empty());
      String name =
          tx.coinbase()
              ? Messages.text("explorer.coinbase")
              : input.spent().flatMap(spent -> spent.address()).orElse(input.outpoint().toString());
      left.add(
          end(
              name,
              tx.coinbase() ? OptionalLong.of(paid(tx)) : sats,
              TxDiagram.Kind.OTHER,
              tx.coinbase()
                  ? Optional.empty()
                  : Optional.of(ExplorerViewModel.subjectOf(input.outpoint().txid()))));
    }
    List<TxDiagram.End> right = new ArrayList<>();
    for (Output output : tx.outputs()) {
      Optional<String> spender =
          output.spending() instanceof Spending.SpentInPool(var by)
              ? Optional.of(ExplorerViewModel.subjectOf(by))
              : Optional.empty();
      right.add(
          end(
              output.address().orElse(output.type()),
              OptionalLong.of(output.sats()),
              TxDiagram.Kind.OTHER,
              spender));
    }
    if (tx.feeSats().isPresent()) {
      right.add(
          end(Messages.text("explorer.fee"), tx.feeSats(), TxDiagram.Kind.FEE, Optional.empty()));
    }
    return new TxDiagram(left, right, more -> Messages.text("tx.more", more));
  }

  private static long paid(TransactionDetails tx) {
    return tx.outputs().stream().mapToLong(Output::sats).sum();
  }

  private TxDiagram.End end(
      String name, OptionalLong sats, TxDiagram.Kind kind, Optional<String> subject) {
    String amount = sats.isPresent() ? amount(sats.getAsLong()) : Messages.text("tx.unknownamount");
    return new TxDiagram.End(
        Chunks.shortened(name),
        amount,
        sats.orElse(-1),
        kind,
        name + ", " + amount,
        () -> subject.ifPresent(model::follow));
  }

  private Node inputs(TransactionDetails tx) {
    VBox ends = new VBox();
    for (Input input : tx.inputs().subList(0, Math.min(MAX_ENDS, tx.inputs().size()))) {
      Facts facts = new Facts();
      if (!tx.coinbase()) {
        facts.withCode(Messages.text("explorer.spends"), input.outpoint().toString());
      }
      input
          .spent()
          .ifPresent(spent -> {
            facts.with(Messages.text("explorer.amount"), amount(spent.sats()));
            spent
                .address()
                .ifPresent(address -> facts.withCode(Messages.text("explorer.address"), address));
          });
      facts.withCode(Messages.text("explorer.sequence"), "0x%08x".formatted(input.sequence()));
      if (!input.scriptHex().isEmpty()) {
        facts.withCode(
            Messages.text("explorer.script"),
            tx.coinbase() ? input.scriptHex() : input.scriptAsm());
      }
      if (!input.witness().isEmpty()) {
        facts.withCode(Messages.text("explorer.witness"), String.join("\n", input.witness()));
      }
      ends.getChildren().add(end(facts));
    }
    return folded("explorer.inputs", tx.inputs().size(), ends);
  }

  private Node outputs(TransactionDetails tx) {
    VBox ends = new VBox();
    for (Output output : tx.outputs().subList(0, Math.min(MAX_ENDS, tx.outputs().size()))) {
      Facts facts =
          new Facts()
              .with("#", Integer.toString(output.index()))
              .with(Messages.text("explorer.amount"), amount(output.sats()));
      output
          .address()
          .ifPresent(address -> facts.withCode(Messages.text("explorer.address"), address));
      facts
          .with(Messages.text("explorer.script.type"), output.type())
          .withCode(Messages.text("explorer.script"), output.scriptAsm())
          .with(Messages.text("explorer.state"), spending(output.spending()));
      ends.getChildren().add(end(facts));
    }
    return folded("explorer.outputs", tx.outputs().size(), ends);
  }

  private static String spending(Spending spending) {
    return switch (spending) {
      case Spending.Unspent _ -> Messages.text("explorer.unspent");
      case Spending.SpentInPool _ -> Messages.text("explorer.spent.pool");
      case Spending.SpentInChain _ -> Messages.text("explorer.spent");
      case Spending.Unspendable _ -> Messages.text("explorer.unspendable");
      case Spending.Unknown _ -> Messages.text("explorer.unknown");
    };
  }

  private static Node end(Facts facts) {
    VBox card = new VBox(facts);
    card.getStyleClass().add("card");
    return card;
  }

  private static Node folded(String key, int count, VBox ends) {
    ends.getStyleClass().add("form");
    if (count > MAX_ENDS) {
      Label more = new Label(Messages.text("tx.more", count - MAX_ENDS));
      more.getStyleClass().add("text-muted");
      ends.getChildren().add(more);
    }
    TitledPane pane = new TitledPane(Messages.text(key, count), ends);
    pane.setExpanded(count <= 4);
    return pane;
  }
}
