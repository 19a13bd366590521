package org.quantumcoin.ui.approvals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.control.Chunks;
import org.quantumcoin.ui.control.Facts;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.control.FileRow;
import org.quantumcoin.ui.control.HandOver;
import org.quantumcoin.ui.control.Skeleton;
import org.quantumcoin.ui.control.TokenCard;
import org.quantumcoin.ui.control.Toolbar;
import org.quantumcoin.ui.control.TxDiagram;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Desk;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.shared.ProposalDetails;
import org.quantumcoin.wallet.shared.ProposalDetails.Act;
import org.quantumcoin.wallet.shared.ProposalDetails.Happening;
import org.quantumcoin.wallet.shared.ProposalLine;
import org.quantumcoin.wallet.treasury.Finding;
import org.quantumcoin.wallet.treasury.Verdict;

/// One proposal in full: what is paid, what changed, how far it is, what this seat found, and what
/// it can do about it.
final class DetailView extends ScrollPane {
  private final Desk desk;
  private final ApprovalsViewModel model;
  private final VBox page = new VBox();
  private final StackPane handed = new StackPane();
  private final FileRow file;
  private final VBox rejecting;
  private final TokenCard byToken;
  private Optional<String> shown = Optional.empty();

  DetailView(Desk desk, ApprovalsViewModel model) {
    this.desk = desk;
    this.model = model;
    setId("proposal");
    setFitToWidth(true);
    page.getStyleClass().add("page");
    setContent(page);
    this.file = HandedView.toTake("proposal-file", model::take);
    this.rejecting = rejecting();
    this.byToken =
        new TokenCard(
            "proposal-token",
            model.libraryProperty(),
            Messages.text("approvals.act.token"),
            model::signByToken);
    model.detailsProperty().subscribe(this::show);
    model.changesProperty().subscribe((_, _) -> show(model.detailsProperty().get()));
    HandOver.drop(this, model::take, model::take);
    sceneProperty().subscribe(scene -> desk.live().foreground().set(this, scene != null));
  }

  private void show(Optional<ProposalDetails> details) {
    Button back = InboxView.button("proposal-back", "approvals.back", "fth-arrow-left");
    back.setOnAction(_ -> desk.navigator().go(Place.APPROVALS));
    Label problem = Fields.problem("proposal-problem", model.problemProperty());
    if (details.isEmpty()) {
      page.getChildren().setAll(back, problem, Skeleton.rows(4));
      return;
    }
    ProposalDetails now = details.get();
    if (!shown.equals(Optional.of(now.line().id()))) {
      shown = Optional.of(now.line().id());
      handed.getChildren().clear();
      showRejecting(false);
      setVvalue(0);
    } else if (isFocusWithin() && !rejecting.isVisible()) {
      // The page is built anew: a button that goes must not take the view elsewhere with the focus.
      requestFocus();
    }
    page.getChildren()
        .setAll(back, head(now), acts(now), file, rejecting, problem, handed, payees(now));
    if (now.acts().contains(Act.SIGN) && now.ownToken()) {
      page.getChildren().add(page.getChildren().indexOf(handed), byToken);
    }
    if (!model.changesProperty().get().isEmpty()) {
      page.getChildren().add(changes(model.changesProperty().get()));
    }
    page.getChildren().addAll(diagram(now), seats(now), findings(now), timeline(now));
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

  private Node head(ProposalDetails now) {
    Label amount = new Label(model.amount(now.line().outgoingSats()));
    amount.setId("proposal-amount");
    amount.setMinWidth(USE_PREF_SIZE);
    amount.getStyleClass().add("page-title");
    Label standing = words(ProposalWords.standing(now.line()), "section-title");
    standing.setId("proposal-standing");
    Label who =
        words(
            Messages.text(
                    "approvals.proposedby", now.line().proposer(), Times.minutes(now.line().time()))
                + (now.line().state().isLive()
                    ? " · " + Messages.text("approvals.until", Times.minutes(now.line().deadline()))
                    : ""),
            "text-muted");
    VBox head = new VBox(4, amount, standing, who);
    if (!now.line().note().isEmpty()) {
      head.getChildren().add(words("“" + now.line().note() + "”"));
    }
    now.approvalRefusal()
        .or(now::signingRefusal)
        .ifPresent(why -> {
          Label label = words(why, "text-danger");
          label.setId("proposal-refusal");
          label.setGraphic(new FontIcon("fth-shield-off"));
          head.getChildren().add(label);
        });
    return head;
  }

  private Node acts(ProposalDetails now) {
    // What brings it on comes first.
    Map<Act, Button> buttons = new LinkedHashMap<>();
    buttons.put(Act.SUBMIT, act(Act.SUBMIT, "proposal-submit", "fth-send"));
    buttons.put(Act.APPROVE, act(Act.APPROVE, "proposal-approve", "fth-check"));
    buttons.put(Act.SIGN, act(Act.SIGN, "proposal-sign", "fth-edit-3"));
    buttons.put(Act.SEND, act(Act.SEND, "proposal-send", "fth-send"));
    buttons.put(Act.REJECT, act(Act.REJECT, "proposal-reject", "fth-x"));
    buttons.put(Act.WITHDRAW, act(Act.WITHDRAW, "proposal-withdraw", "fth-corner-up-left"));
    Toolbar bar = new Toolbar();
    boolean first = true;
    for (Map.Entry<Act, Button> each : buttons.entrySet()) {
      boolean byToken = each.getKey() == Act.SIGN && now.ownToken();
      if (now.acts().contains(each.getKey()) && !byToken) {
        boolean forward = each.getKey() != Act.REJECT && each.getKey() != Act.WITHDRAW;
        each.getValue().setDefaultButton(first && forward);
        first = false;
        bar.getChildren().add(each.getValue());
      }
    }
    Button give = InboxView.button("proposal-export", "approvals.givepsbt", "fth-share");
    give.disableProperty().bind(model.busyProperty());
    give.setOnAction(_ ->
        model.handPayment(each -> handed.getChildren().setAll(new HandedView(desk, each, handed))));
    Button take = InboxView.button("proposal-import", "approvals.takepsbt", "fth-download");
    take.disableProperty().bind(model.busyProperty());
    take.setOnAction(_ -> file.toggle());
    Button paste = InboxView.button("proposal-paste", "approvals.paste", "fth-clipboard");
    paste.disableProperty().bind(model.busyProperty());
    paste.setOnAction(_ -> HandOver.paste(model::take, model::take));
    Button tell = InboxView.button("proposal-tell", "approvals.export", "fth-share-2");
    tell.disableProperty().bind(model.busyProperty());
    tell.setOnAction(_ ->
        model.handEvents(each -> handed.getChildren().setAll(new HandedView(desk, each, handed))));
    bar.getChildren().add(tell);
    if (now.line().state().isLive()) {
      bar.getChildren().addAll(give, take, paste);
    }
    now.txid()
        .ifPresent(txid -> {
          Button tx = InboxView.button("proposal-tx", "outcome.show", "fth-list");
          tx.setOnAction(_ -> desk.navigator().go(Place.TRANSACTIONS, txid.toString()));
          bar.getChildren().add(tx);
        });
    return bar;
  }

  private Button act(Act act, String id, String icon) {
    Button button =
        InboxView.button(id, "approvals.act." + act.name().toLowerCase(Locale.ROOT), icon);
    button.disableProperty().bind(model.busyProperty());
    button.setOnAction(_ -> {
      switch (act) {
        case REJECT -> showRejecting(true);
        case WITHDRAW ->
            desk.prompts()
                .confirm(
                    Messages.text("approvals.withdraw.title"),
                    Messages.text("approvals.withdraw.text"),
                    Messages.text("approvals.act.withdraw"),
                    () -> model.act(act));
        case SUBMIT, APPROVE, SIGN, SEND -> model.act(act);
      }
    });
    return button;
  }

  private VBox rejecting() {
    TextField reason = new TextField();
    reason.setId("proposal-reason");
    reason.textProperty().bindBidirectional(model.reasonProperty());
    Button reject = InboxView.button("proposal-reject-now", "approvals.act.reject", "fth-x");
    reject.disableProperty().bind(model.busyProperty());
    reject.setOnAction(_ -> {
      boolean given = !model.reasonProperty().get().isBlank();
      model.act(Act.REJECT);
      showRejecting(!given);
    });
    reason.setOnAction(_ -> reject.fire());
    Button cancel = new Button(Messages.text("dialog.cancel"));
    cancel.setOnAction(_ -> showRejecting(false));
    VBox box =
        new VBox(
            Fields.titled(Messages.text("approvals.reason"), reason), new Toolbar(reject, cancel));
    box.getStyleClass().addAll("card", "form");
    return box;
  }

  private void showRejecting(boolean wanted) {
    rejecting.setVisible(wanted);
    rejecting.setManaged(wanted);
  }

  private Node payees(ProposalDetails now) {
    VBox card = card("proposal-payees", "approvals.payees");
    for (ProposalLine.Payee payee : now.line().payees()) {
      Label sats = new Label(model.amount(payee.sats()));
      sats.getStyleClass().add("section-title");
      Label address =
          words(
              Chunks.grouped(payee.address().orElse(Messages.text("tx.script"))),
              "mono",
              "address");
      VBox box = new VBox(sats, address);
      box.getStyleClass().add("field");
      if (!payee.name().isEmpty()) {
        box.getChildren().add(new Label(payee.name(), new FontIcon("fth-user")));
      }
      card.getChildren().add(box);
    }
    if (now.line().payees().isEmpty()) {
      card.getChildren().add(words(Messages.text("approvals.toourselves")));
    }
    card.getChildren()
        .add(
            words(
                Messages.text(
                    "approvals.sums",
                    model.amount(now.line().feeSats()),
                    model.amount(now.line().outgoingSats())),
                "text-muted"));
    return card;
  }

  private static Node changes(List<String> changes) {
    VBox card = card("proposal-changes", "approvals.changes");
    changes.forEach(each -> {
      Label label = words(each);
      label.setGraphic(new FontIcon("fth-bell"));
      card.getChildren().add(label);
    });
    return card;
  }

  private Node diagram(ProposalDetails now) {
    List<TxDiagram.End> inputs = new ArrayList<>();
    for (ProposalDetails.In in : now.inputs()) {
      String address = in.address().orElse(in.outpoint());
      inputs.add(end(Chunks.shortened(address), in.sats(), TxDiagram.Kind.OURS, address));
    }
    List<TxDiagram.End> outputs = new ArrayList<>();
    for (ProposalDetails.Out out : now.outputs()) {
      String address = out.address().orElse(Messages.text("tx.script"));
      String name = out.name().isEmpty() ? Chunks.shortened(address) : out.name();
      outputs.add(
          end(
              out.change() ? Messages.text("tx.change") : name,
              out.sats(),
              out.change() ? TxDiagram.Kind.CHANGE : TxDiagram.Kind.OTHER,
              address));
    }
    String fee = Messages.text("tx.fee");
    outputs.add(end(fee, now.line().feeSats(), TxDiagram.Kind.FEE, fee));
    StackPane picture =
        new StackPane(new TxDiagram(inputs, outputs, more -> Messages.text("tx.more", more)));
    picture.getStyleClass().add("card");
    return picture;
  }

  private TxDiagram.End end(String title, long sats, TxDiagram.Kind kind, String detail) {
    String amount = model.amount(sats);
    return new TxDiagram.End(title, amount, sats, kind, detail + ", " + amount, () -> {});
  }

  private static Node seats(ProposalDetails now) {
    VBox card = card("proposal-seats", "approvals.seats");
    FlowPane chips = new FlowPane(8, 8);
    now.seats().forEach(seat -> chips.getChildren().add(SeatChip.of(seat)));
    card.getChildren().add(chips);
    return card;
  }

  private static Node findings(ProposalDetails now) {
    VBox card = card("proposal-findings", "approvals.findings");
    for (Verdict verdict : List.of(Verdict.BROKEN, Verdict.WARN, Verdict.HELD)) {
      for (Finding finding : now.findings()) {
        if (finding.verdict() == verdict) {
          card.getChildren().add(finding(finding));
        }
      }
    }
    return card;
  }

  private static Node finding(Finding finding) {
    Label label = words(finding.sentence());
    switch (finding.verdict()) {
      case HELD -> {
        label.setGraphic(new FontIcon("fth-check"));
        label.getStyleClass().add("finding-held");
      }
      case WARN -> {
        label.setGraphic(new FontIcon("fth-alert-circle"));
        label.getStyleClass().add("text-warning");
      }
      case BROKEN -> {
        label.setGraphic(new FontIcon("fth-x-circle"));
        label.getStyleClass().add("text-danger");
      }
    }
    label.setAccessibleText(ProposalWords.verdict(finding.verdict()) + ": " + finding.sentence());
    return label;
  }

  private Node timeline(ProposalDetails now) {
    VBox card = card("proposal-timeline", "approvals.timeline");
    Facts facts = new Facts();
    for (Happening each : now.timeline()) {
      facts.with(Times.seconds(each.time()), each.seat() + " · " + ProposalWords.happening(each));
    }
    Button audit = InboxView.button("proposal-audit", "approvals.audit", "fth-book-open");
    audit.setOnAction(_ -> desk.navigator().go(Place.AUDIT));
    card.getChildren().addAll(facts, audit);
    return card;
  }
}
