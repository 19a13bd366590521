package org.quantumcoin.ui.approvals;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.RoleWords;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.wallet.shared.ProposalDetails;
import org.quantumcoin.wallet.treasury.Vote;

/// A seat and what it has done: proposed, approved, rejected, signed, or nothing yet.
final class SeatChip {
  private SeatChip() {}

  static Node of(ProposalDetails.SeatLine seat) {
    String name = seat.own() ? Messages.text("approvals.you", seat.name()) : seat.name();
    Label title = new Label(seat.token() ? Messages.text("approvals.bytoken", name) : name);
    title.getStyleClass().add("field-label");
    Label roles = new Label(RoleWords.roles(seat.roles()));
    roles.getStyleClass().addAll("text-muted", "text-small");
    VBox box = new VBox(2, title, roles);
    box.getStyleClass().add("seat-chip");
    if (seat.proposer()) {
      box.getChildren().add(did("fth-send", Messages.text("approvals.event.proposed")));
    }
    seat.vote()
        .ifPresent(vote ->
            box.getChildren()
                .add(
                    did(
                        vote.approves() ? "fth-check" : "fth-x",
                        Messages.text(
                                vote.approves()
                                    ? "approvals.event.approved"
                                    : "approvals.event.rejected")
                            + " · "
                            + Times.minutes(vote.time()))));
    if (seat.signed()) {
      String when =
          seat.signedAt().isPresent() ? " · " + Times.minutes(seat.signedAt().getAsLong()) : "";
      box.getChildren().add(did("fth-edit-3", Messages.text("approvals.event.signed") + when));
    }
    boolean rejected = seat.vote().filter(vote -> !vote.approves()).isPresent();
    boolean approved = seat.vote().filter(Vote::approves).isPresent();
    if (rejected) {
      box.getStyleClass().add("seat-rejected");
    } else if (seat.signed()) {
      box.getStyleClass().add("seat-signed");
    } else if (approved || seat.proposer()) {
      box.getStyleClass().add("seat-approved");
    } else {
      box.getChildren().add(did("fth-clock", Messages.text("approvals.nothingyet")));
    }
    return box;
  }

  private static Label did(String icon, String words) {
    Label label = new Label(words, new FontIcon(icon));
    label.getStyleClass().add("text-small");
    return label;
  }
}
