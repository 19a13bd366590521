package org.quantumcoin.ui.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.node.primitives.FeeRate;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.TxDiagram;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.view.TxAction;
import org.quantumcoin.wallet.view.TxDetails;

/// A transaction: what it moved, as a sentence and as a picture, where it stands, and what can be
/// done about it.
final class TxView extends ScrollPane {
  private final Desk desk;
  private final TxViewModel model;
  private final VBox page = new VBox();

  TxView(Desk desk, TxViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("tx");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    model.detailsProperty().subscribe(this::show);
  }

  private void show(Optional<TxDetails> details) {
    Button back = new Button(Messages.text("tx.back"), new FontIcon("fth-arrow-left"));
    back.setId("tx-back");
    back.setOnAction(_ -> desk.navigator().back());
    Label problem = new Label();
    problem.textProperty().bind(model.problemProperty());
    problem.getStyleClass().add("text-muted");
    page.getChildren().setAll(back, problem);
    details.ifPresent(each -> page.getChildren().setAll(parts(back, each)));
  }

  private List<Node> parts(Node back, TxDetails tx) {
    Label amount = new Label(signed(tx.line().netSats()));
    amount.setId("tx-amount");
    amount.getStyleClass().add("page-title");
    Label kind =
        new Label(
            HistoryWords.kind(tx.line().kind()), new FontIcon(HistoryWords.icon(tx.line().kind())));
    Label state = new Label(HistoryWords.state(tx.line()));
    state.setId("tx-state");
    state.getStyleClass().add(HistoryWords.isVoid(tx.line()) ? "text-danger" : "text-muted");
    HBox head = new HBox(back, amount, kind, state);
    head.getStyleClass().add("page-head");
    head.setAlignment(Pos.CENTER_LEFT);
    StackPane picture = new StackPane(diagram(tx));
    picture.getStyleClass().add("card");
    return List.of(head, actions(tx), picture, facts(tx));
  }

  private String signed(long sats) {
    return Amounts.signed(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private String plain(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private Node actions(TxDetails tx) {
    FlowPane row = new FlowPane();
    row.setHgap(8);
    row.setVgap(8);
    String id = tx.line().txid().toString();
    row.getChildren()
        .addAll(
            action(
                tx,
                TxAction.Kind.BUMP,
                "tx.bump",
                "fth-trending-up",
                () -> desk.navigator().go(Place.SEND, "bump:" + id)),
            action(
                tx,
                TxAction.Kind.CANCEL,
                "tx.cancel",
                "fth-x-circle",
                () -> desk.navigator().go(Place.SEND, "cancel:" + id)),
            action(
                tx,
                TxAction.Kind.CHILD_PAYS,
                "tx.child",
                "fth-git-branch",
                () -> desk.navigator().go(Place.SEND, "child:" + id)),
            action(
                tx,
                TxAction.Kind.ABANDON,
                "tx.abandon",
                "fth-trash-2",
                () ->
                    desk.prompts()
                        .confirm(
                            Messages.text("tx.abandon.title"),
                            Messages.text("tx.abandon.text"),
                            Messages.text("tx.abandon"),
                            model::abandon)));
    return row;
  }

  /// A button that cannot be used says why not, to the mouse and to those who listen.
  private static Node action(
      TxDetails tx, TxAction.Kind kind, String key, String icon, Runnable run) {
    TxAction action = tx.action(kind);
    Button button = new Button(Messages.text(key), new FontIcon(icon));
    button.setId("tx-" + kind.name().toLowerCase(Locale.ROOT));
    button.setOnAction(_ -> run.run());
    button.setDisable(!action.isPossible());
    StackPane around = new StackPane(button);
    if (!action.isPossible()) {
      String why = HistoryWords.reason(action);
      button.setAccessibleHelp(why);
      Tooltip.install(around, new Tooltip(why));
    }
    return around;
  }

  private Node diagram(TxDetails tx) {
    List<TxDiagram.End> inputs = new ArrayList<>();
    for (TxDetails.Input input : tx.inputs()) {
      inputs.add(
          end(
              named(input.label(), input.address(), input.outpoint().toString()),
              input.sats(),
              input.ours() ? TxDiagram.Kind.OURS : TxDiagram.Kind.OTHER,
              input.address().orElse(input.outpoint().toString()),
              () -> desk.navigator().go(Place.TRANSACTIONS, input.outpoint().txid().toString())));
    }
    if (inputs.isEmpty()) {
      inputs.add(
          end(
              Messages.text("tx.newcoins"),
              OptionalLong.of(tx.tx().outputs().stream().mapToLong(out -> out.value()).sum()),
              TxDiagram.Kind.OTHER,
              Messages.text("tx.newcoins"),
              () -> {}));
    }
    List<TxDiagram.End> outputs = new ArrayList<>();
    for (TxDetails.Output output : tx.outputs()) {
      TxDiagram.Kind kind = TxDiagram.Kind.OTHER;
      if (output.ours()) {
        kind = output.change() ? TxDiagram.Kind.CHANGE : TxDiagram.Kind.OURS;
      }
      String name =
          output.change()
              ? Messages.text("tx.change")
              : named(output.label(), output.address(), Messages.text("tx.script"));
      outputs.add(
          end(
              name,
              OptionalLong.of(output.sats()),
              kind,
              output.address().orElse(Messages.text("tx.script")),
              () ->
                  output
                      .spentBy()
                      .ifPresent(by -> desk.navigator().go(Place.TRANSACTIONS, by.toString()))));
    }
    tx.feeSats()
        .ifPresent(fee ->
            outputs.add(
                end(
                    Messages.text("tx.fee"),
                    OptionalLong.of(fee),
                    TxDiagram.Kind.FEE,
                    Messages.text("tx.fee"),
                    () -> {})));
    return new TxDiagram(inputs, outputs, more -> Messages.text("tx.more", more));
  }

  private static String named(String label, Optional<String> address, String otherwise) {
    return label.isEmpty() ? Chunks.shortened(address.orElse(otherwise)) : label;
  }

  private TxDiagram.End end(
      String title, OptionalLong sats, TxDiagram.Kind kind, String detail, Runnable follow) {
    String amount = sats.isPresent() ? plain(sats.getAsLong()) : Messages.text("tx.unknownamount");
    return new TxDiagram.End(title, amount, sats.orElse(-1), kind, detail + ", " + amount, follow);
  }

  private Node facts(TxDetails tx) {
    GridPane grid = new GridPane();
    grid.getStyleClass().addAll("card", "facts");
    TextField label = new TextField(tx.label());
    label.setId("tx-label");
    label.setPromptText(Messages.text("tx.label.prompt"));
    label.setAccessibleText(Messages.text("tx.label"));
    label.setOnAction(_ -> model.label(label.getText()));
    label
        .focusedProperty()
        .subscribe((_, focused) -> {
          if (!focused) {
            model.label(label.getText());
          }
        });
    row(grid, Messages.text("tx.label"), label);
    row(grid, Messages.text("tx.time"), words(Times.seconds(tx.line().time())));
    tx.block()
        .ifPresent(block ->
            row(
                grid,
                Messages.text("tx.block"),
                words(
                    Messages.text(
                        "tx.block.at",
                        Quantities.count(block.height()),
                        Times.seconds(block.time())))));
    tx.feeSats().ifPresent(fee -> row(grid, Messages.text("tx.fee"), words(fee(fee, tx.rate()))));
    row(
        grid,
        Messages.text("tx.size"),
        words(Messages.text("tx.size.vb", Quantities.count(tx.virtualSize()))));
    tx.replaces()
        .ifPresent(other -> row(grid, Messages.text("tx.replaces"), link(other.toString())));
    tx.replacedBy()
        .ifPresent(other -> row(grid, Messages.text("tx.replacedby"), link(other.toString())));
    tx.notes().forEach((name, text) -> row(grid, Messages.text("tx.note", name), words(text)));
    row(grid, Messages.text("tx.id"), id(tx.line().txid().toString()));
    return grid;
  }

  private String fee(long sats, Optional<FeeRate> rate) {
    return rate.map(each -> plain(sats) + " · " + Quantities.feeRate(each)).orElse(plain(sats));
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    return label;
  }

  private Node link(String txid) {
    Button button = new Button(Chunks.shortened(txid));
    button.getStyleClass().add("mono");
    button.setOnAction(_ -> desk.navigator().go(Place.TRANSACTIONS, txid));
    return button;
  }

  private Node id(String txid) {
    Label label = new Label(txid);
    label.setId("tx-id");
    label.getStyleClass().add("mono");
    label.setWrapText(true);
    Button copy = new Button(Messages.text("copy"), new FontIcon("fth-copy"));
    copy.setOnAction(_ -> {
      ClipboardContent content = new ClipboardContent();
      content.putString(txid);
      Clipboard.getSystemClipboard().setContent(content);
      desk.prompts().notice(Messages.text("copied"));
    });
    return new VBox(4, label, copy);
  }

  private static void row(GridPane grid, String title, Node value) {
    Label label = new Label(title);
    label.getStyleClass().add("text-muted");
    int at = grid.getRowCount();
    grid.add(label, 0, at);
    grid.add(value, 1, at);
  }
}
