package org.quantumcoin.ui.approvals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.control.TxDiagram;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Quantities;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.shared.PsbtDetails;
import org.quantumcoin.wallet.spend.SendOutcome;

/// A payment that came as a PSBT, in full: what it pays, its fee, who has signed and who has not,
/// and what this wallet can do about it.
final class PsbtView extends ScrollPane {
  private final Desk desk;
  private final PsbtViewModel model;
  private final VBox page = new VBox();
  private final StackPane handed = new StackPane();
  private final FileRow file;
  private final ApprovalsViewModel deliveries;

  /// @param deliveries reads what comes from others
  PsbtView(Desk desk, PsbtViewModel model, ApprovalsViewModel deliveries) {
    this.desk = desk;
    this.model = model;
    this.deliveries = deliveries;
    setId("psbt");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    this.file = HandedView.toTake("psbt-file", deliveries::take);
    model.shownProperty().subscribe(now -> now.ifPresent(this::show));
    HandOver.drop(this, deliveries::take, deliveries::take);
  }

  private void show(PsbtViewModel.Shown shown) {
    PsbtDetails now = shown.details();
    handed.getChildren().clear();
    // What is new about it stands at the top.
    setVvalue(0);
    Button back = InboxView.button("psbt-back", "tx.back", "fth-arrow-left");
    back.setOnAction(_ -> {
      model.close();
      desk.navigator().go(Place.APPROVALS);
    });
    page.getChildren()
        .setAll(
            back,
            head(shown),
            acts(shown),
            file,
            Fields.problem("psbt-problem", model.problemProperty()),
            Fields.problem("psbt-unread", deliveries.problemProperty()),
            handed,
            payees(now),
            diagram(now));
    if (!now.signers().isEmpty()) {
      page.getChildren().add(signers(now));
    }
    page.getChildren().add(facts(now));
  }

  private static VBox card(String id, String titleKey) {
    Label title = new Label(Messages.text(titleKey));
    title.getStyleClass().add("section-title");
    VBox card = new VBox(title);
    card.setId(id);
    card.getStyleClass().addAll("card", "form");
    return card;
  }

  private static Label words(String text, String... styles) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().addAll(styles);
    return label;
  }

  private Node head(PsbtViewModel.Shown shown) {
    PsbtDetails now = shown.details();
    Label amount = new Label(model.amount(now.paidSats()));
    amount.setId("psbt-amount");
    amount.setMinWidth(USE_PREF_SIZE);
    amount.getStyleClass().add("page-title");
    Label standing = words(standing(shown), "section-title");
    standing.setId("psbt-standing");
    VBox head = new VBox(4, amount, standing);
    if (!now.spendsOurs()) {
      head.getChildren().add(words(Messages.text("psbt.notours"), "text-warning"));
    }
    now.problem()
        .ifPresent(why -> {
          Label label = words(Messages.text("psbt.void", why), "text-danger");
          label.setGraphic(new FontIcon("fth-shield-off"));
          head.getChildren().add(label);
        });
    return head;
  }

  private static String standing(PsbtViewModel.Shown shown) {
    PsbtDetails now = shown.details();
    if (shown.sent().isPresent()) {
      boolean kept = shown.sent().get() instanceof SendOutcome.Kept;
      return Messages.text(kept ? "outcome.kept" : "approvals.done.send");
    }
    if (now.complete()) {
      return Messages.text("psbt.complete");
    }
    List<String> missing =
        now.signers().stream().filter(each -> !each.signed()).map(PsbtView::name).toList();
    String signed = Messages.text("approvals.signed", now.signatures(), now.neededSignatures());
    int lacking = now.neededSignatures() - now.signatures();
    if (missing.isEmpty()) {
      return signed;
    }
    String names = String.join(", ", missing);
    return signed
        + " "
        + (missing.size() <= lacking
            ? Messages.text("approvals.missing", names)
            : Messages.text("approvals.missing.of", lacking, names));
  }

  private static String name(PsbtDetails.Party party) {
    return party.name().isBlank() ? Chunks.shortened(party.fingerprint()) : party.name();
  }

  private Node acts(PsbtViewModel.Shown shown) {
    PsbtDetails now = shown.details();
    Toolbar bar = new Toolbar();
    if (shown.sent().isPresent()) {
      Button tx = InboxView.button("psbt-tx", "outcome.show", "fth-list");
      tx.setDefaultButton(true);
      tx.setDisable(!now.spendsOurs());
      tx.setOnAction(_ ->
          now.txid().ifPresent(txid -> desk.navigator().go(Place.TRANSACTIONS, txid.toString())));
      bar.getChildren().add(tx);
      return bar;
    }
    if (now.complete()) {
      Button send = act("psbt-send", "approvals.act.send", "fth-send");
      send.setDefaultButton(true);
      send.setOnAction(_ -> model.send());
      bar.getChildren().add(send);
    } else if (now.mayBeSigned() && now.problem().isEmpty()) {
      Button sign = act("psbt-sign", "approvals.act.sign", "fth-edit-3");
      sign.setDefaultButton(true);
      sign.setOnAction(_ -> model.sign());
      bar.getChildren().add(sign);
    }
    Button give = act("psbt-export", "approvals.givepsbt", "fth-share");
    give.setOnAction(
        _ -> model.hand(each -> handed.getChildren().setAll(new HandedView(desk, each, handed))));
    Button take = act("psbt-import", "approvals.takepsbt", "fth-download");
    take.setOnAction(_ -> file.toggle());
    Button paste = act("psbt-paste", "approvals.paste", "fth-clipboard");
    paste.setOnAction(_ -> HandOver.paste(deliveries::take, deliveries::take));
    bar.getChildren().addAll(give, take, paste);
    return bar;
  }

  private Button act(String id, String key, String icon) {
    Button button = InboxView.button(id, key, icon);
    button.disableProperty().bind(model.busyProperty());
    return button;
  }

  private Node payees(PsbtDetails now) {
    VBox card = card("psbt-payees", "approvals.payees");
    for (PsbtDetails.Out out : now.outputs()) {
      if (!out.change()) {
        card.getChildren().add(payee(out));
      }
    }
    return card;
  }

  private Node payee(PsbtDetails.Out out) {
    Label sats = new Label(model.amount(out.sats()));
    sats.getStyleClass().add("section-title");
    VBox box =
        new VBox(
            sats,
            words(
                Chunks.grouped(out.address().orElse(Messages.text("tx.script"))),
                "mono",
                "address"));
    box.getStyleClass().add("field");
    if (out.ours()) {
      box.getChildren().add(new Label(Messages.text("review.ours"), new FontIcon("fth-home")));
    }
    if (!out.name().isEmpty()) {
      box.getChildren().add(new Label(out.name(), new FontIcon("fth-user")));
    }
    return box;
  }

  private Node diagram(PsbtDetails now) {
    List<TxDiagram.End> inputs = new ArrayList<>();
    for (PsbtDetails.In in : now.inputs()) {
      String address = in.address().orElse(in.outpoint());
      inputs.add(
          end(
              Chunks.shortened(address),
              in.sats(),
              in.ours() ? TxDiagram.Kind.OURS : TxDiagram.Kind.OTHER,
              address));
    }
    List<TxDiagram.End> outputs = new ArrayList<>();
    for (PsbtDetails.Out out : now.outputs()) {
      String address = out.address().orElse(Messages.text("tx.script"));
      String name = out.name().isEmpty() ? Chunks.shortened(address) : out.name();
      outputs.add(
          end(
              out.change() ? Messages.text("tx.change") : name,
              OptionalLong.of(out.sats()),
              out.change()
                  ? TxDiagram.Kind.CHANGE
                  : out.ours() ? TxDiagram.Kind.OURS : TxDiagram.Kind.OTHER,
              address));
    }
    String fee = Messages.text("tx.fee");
    if (now.feeSats().isPresent()) {
      outputs.add(end(fee, now.feeSats(), TxDiagram.Kind.FEE, fee));
    }
    StackPane picture =
        new StackPane(new TxDiagram(inputs, outputs, more -> Messages.text("tx.more", more)));
    picture.getStyleClass().add("card");
    return picture;
  }

  private TxDiagram.End end(String title, OptionalLong sats, TxDiagram.Kind kind, String detail) {
    String amount =
        sats.isPresent() ? model.amount(sats.getAsLong()) : Messages.text("psbt.unknown");
    return new TxDiagram.End(title, amount, sats.orElse(0), kind, detail + ", " + amount, () -> {});
  }

  private static Node signers(PsbtDetails now) {
    VBox card = card("psbt-signers", "psbt.signers");
    FlowPane chips = new FlowPane(8, 8);
    for (PsbtDetails.Party party : now.signers()) {
      Label title = new Label(name(party));
      title.getStyleClass().add("field-label");
      Label did =
          party.signed()
              ? new Label(Messages.text("approvals.event.signed"), new FontIcon("fth-edit-3"))
              : new Label(Messages.text("psbt.notsigned"), new FontIcon("fth-clock"));
      did.getStyleClass().add("text-small");
      Label fingerprint = new Label(Chunks.shortened(party.fingerprint()));
      fingerprint.getStyleClass().addAll("mono", "text-muted", "text-small");
      VBox chip = new VBox(2, title, fingerprint, did);
      chip.getStyleClass().add("seat-chip");
      if (party.signed()) {
        chip.getStyleClass().add("seat-signed");
      }
      chips.getChildren().add(chip);
    }
    card.getChildren().add(chips);
    return card;
  }

  private Node facts(PsbtDetails now) {
    Optional<String> rate = now.feeRate().map(Quantities::feeRate);
    String fee =
        now.feeSats().isPresent()
            ? model.amount(now.feeSats().getAsLong()) + rate.map(each -> " · " + each).orElse("")
            : Messages.text("psbt.nofee");
    Label words = words(fee, now.feeSats().isPresent() ? "facts" : "text-warning");
    words.setId("psbt-fee");
    Facts facts = new Facts().with(Messages.text("tx.fee"), words);
    now.txid().ifPresent(txid -> facts.withCode(Messages.text("tx.id"), txid.toString()));
    VBox card = new VBox(facts);
    card.getStyleClass().add("card");
    return card;
  }
}
