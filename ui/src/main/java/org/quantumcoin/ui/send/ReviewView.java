package org.quantumcoin.ui.send;

import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.format.Amounts;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.spend.PaymentDraft;
import org.quantumcoin.wallet.spend.PaymentDraft.Purpose;
import org.quantumcoin.wallet.spend.PrivacyCheck;

/// A payment in full, before it is signed: who gets what, whole addresses in groups, the fee, what
/// comes back, and what strangers will learn.
final class ReviewView extends VBox {
  /// More are shown as a list of their own.
  private static final int MANY = 12;

  private static final double LIST_HEIGHT = 300;

  private final Desk desk;
  private final SendViewModel model;

  ReviewView(Desk desk, SendViewModel model, PaymentDraft draft, boolean proposal) {
    this.desk = desk;
    this.model = model;
    setId("review");
    getStyleClass().add("form");
    Label question =
        new Label(proposal ? Messages.text("review.proposal") : question(draft.purpose()));
    question.getStyleClass().add("section-title");
    getChildren().addAll(question, receivers(draft), sums(draft));
    if (proposal) {
      getChildren().add(new TermsCard(model));
    }
    if (!draft.warnings().isEmpty()) {
      getChildren().add(warnings(draft));
    }
    getChildren().add(buttons(draft, proposal));
    sceneProperty().subscribe(scene -> desk.live().foreground().set(this, scene != null));
  }

  private static String question(Purpose purpose) {
    return Messages.text(
        switch (purpose) {
          case PAYMENT -> "review.payment";
          case DRAIN -> "review.drain";
          case BUMP -> "review.bump";
          case CANCEL -> "review.cancel";
          case CHILD_PAYS -> "review.child";
        });
  }

  private String amount(long sats) {
    return Amounts.format(
        sats, desk.live().preferences().unitProperty().get(), desk.live().network().ticker());
  }

  private Node receivers(PaymentDraft draft) {
    List<PaymentDraft.Out> paid = draft.outputs().stream().filter(out -> !out.change()).toList();
    if (paid.size() > MANY) {
      return many(paid);
    }
    VBox box = new VBox();
    box.getStyleClass().addAll("card", "form");
    paid.forEach(out -> box.getChildren().add(receiver(out)));
    if (paid.isEmpty()) {
      box.getChildren().add(new Label(Messages.text("review.toyourself")));
    }
    return box;
  }

  /// A list makes nodes of those only that are looked at.
  private Node many(List<PaymentDraft.Out> paid) {
    Label count = new Label(Messages.text("review.many", paid.size()));
    count.setId("review-many");
    count.getStyleClass().add("field-label");
    ListView<PaymentDraft.Out> list = new ListView<>(FXCollections.observableList(paid));
    list.setId("review-list");
    list.setAccessibleText(count.getText());
    list.setPrefHeight(LIST_HEIGHT);
    list.setCellFactory(_ ->
        new ListCell<>() {
          {
            getStyleClass().add("review-cell");
          }

          @Override
          protected void updateItem(PaymentDraft.Out out, boolean empty) {
            super.updateItem(out, empty);
            setGraphic(empty || out == null ? null : receiver(out));
          }
        });
    VBox box = new VBox(count, list);
    box.getStyleClass().addAll("card", "form");
    return box;
  }

  private Node receiver(PaymentDraft.Out out) {
    Label sats = new Label(amount(out.sats()));
    sats.getStyleClass().addAll("section-title", "review-amount");
    Label address = new Label(Chunks.grouped(out.address().orElse(Messages.text("tx.script"))));
    address.getStyleClass().addAll("mono", "address", "review-address");
    address.setWrapText(true);
    VBox box = new VBox(sats, address);
    box.getStyleClass().add("field");
    asWritten(out).ifPresent(box.getChildren()::add);
    if (out.ours()) {
      Label ours = new Label(Messages.text("review.ours"), new FontIcon("fth-home"));
      ours.getStyleClass().add("text-muted");
      box.getChildren().add(ours);
    }
    if (!out.label().isEmpty()) {
      Label label = new Label(out.label(), new FontIcon("fth-tag"));
      box.getChildren().add(label);
    }
    return box;
  }

  /// Whether the address is letter by letter what stands in the form: a program that swaps
  /// addresses in the clipboard is caught when the person compares the form with where it was
  /// copied from.
  private Optional<Node> asWritten(PaymentDraft.Out out) {
    boolean same = out.address().filter(model::isWritten).isPresent();
    if (!same) {
      return Optional.empty();
    }
    Label label = new Label(Messages.text("review.aswritten"), new FontIcon("fth-check"));
    label.getStyleClass().addAll("text-good", "text-small");
    label.setWrapText(true);
    return Optional.of(label);
  }

  private Node sums(PaymentDraft draft) {
    GridPane grid = new GridPane();
    grid.getStyleClass().addAll("card", "facts");
    row(
        grid,
        "review.fee",
        amount(draft.feeSats())
            + " · "
            + Quantities.feeRate(draft.rate())
            + " · "
            + Messages.text("tx.size.vb", Quantities.count(draft.virtualSize())),
        "review-fee");
    draft
        .replacedFeeSats()
        .ifPresent(old -> row(grid, "review.oldfee", amount(old), "review-old-fee"));
    row(grid, "review.total", amount(draft.paidSats() + draft.feeSats()), "review-total");
    draft
        .changeSats()
        .ifPresent(change -> row(grid, "review.change", amount(change), "review-change"));
    row(
        grid,
        "review.spends",
        Messages.text("review.coins", draft.inputs().size(), amount(draft.inSats())),
        "review-spends");
    return grid;
  }

  private static void row(GridPane grid, String key, String value, String id) {
    Label title = new Label(Messages.text(key));
    title.getStyleClass().add("text-muted");
    Label words = new Label(value);
    words.setId(id);
    words.setWrapText(true);
    int at = grid.getRowCount();
    grid.add(title, 0, at);
    grid.add(words, 1, at);
  }

  private static Node warnings(PaymentDraft draft) {
    Label title = new Label(Messages.text("review.privacy"));
    title.getStyleClass().add("field-label");
    VBox box = new VBox(title);
    box.setId("review-warnings");
    box.getStyleClass().addAll("card", "form");
    for (PrivacyCheck.Warning warning : draft.warnings()) {
      Label words = new Label(warning.text(), new FontIcon("fth-eye"));
      words.getStyleClass().add("text-warning");
      words.setWrapText(true);
      box.getChildren().add(words);
    }
    return box;
  }

  private Node buttons(PaymentDraft draft, boolean proposal) {
    Button back = new Button(Messages.text("tx.back"), new FontIcon("fth-arrow-left"));
    back.setId("review-back");
    boolean written = draft.purpose() == Purpose.PAYMENT || draft.purpose() == Purpose.DRAIN;
    back.setOnAction(_ -> {
      model.edit();
      if (!written) {
        desk.navigator().back();
      }
    });
    Button retry = new Button(Messages.text("review.again"), new FontIcon("fth-refresh-cw"));
    retry.setId("review-again");
    retry.visibleProperty().bind(model.problemProperty().isNotEmpty());
    retry.managedProperty().bind(retry.visibleProperty());
    retry.setOnAction(_ -> model.retry());
    Button send = proposal ? propose() : send(draft);
    send.setDefaultButton(true);
    send.disableProperty().bind(model.busyProperty());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(back, gap, retry, send);
    row.getStyleClass().add("toolbar");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Button send(PaymentDraft draft) {
    Button send =
        new Button(
            Messages.text(draft.needsOthers() ? "review.sign" : "review.send"),
            new FontIcon("fth-send"));
    send.setId("review-send");
    send.setOnAction(_ -> model.send());
    return send;
  }

  private Button propose() {
    Button propose = new Button(Messages.text("review.propose"), new FontIcon("fth-users"));
    propose.setId("review-propose");
    propose.setOnAction(_ ->
        model.propose(id -> {
          desk.prompts().notice(Messages.text("review.proposed"));
          desk.navigator().go(Place.APPROVALS, id);
        }));
    return propose;
  }
}
