package org.quantumcoin.ui.approvals;

import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.quantumcoin.ui.format.Messages;
import org.quantumcoin.ui.format.Times;
import org.quantumcoin.ui.page.Navigator;
import org.quantumcoin.ui.page.Place;
import org.quantumcoin.wallet.shared.ProposalLine;

/// A proposal in the list: whom it pays and why, how far it is, how much and until when. One click
/// opens it.
final class ProposalCell extends ListCell<ProposalLine> {
  private final ApprovalsViewModel model;
  private final Label payee = new Label();
  private final Label note = new Label();
  private final Label standing = new Label();
  private final Label duty = new Label();
  private final Label amount = new Label();
  private final Label deadline = new Label();
  private final Button open = new Button();

  ProposalCell(ApprovalsViewModel model, Supplier<Navigator> navigator) {
    this.model = model;
    payee.getStyleClass().add("field-label");
    note.getStyleClass().addAll("text-muted", "text-small");
    standing.getStyleClass().add("text-small");
    duty.getStyleClass().addAll("tag", "tag-duty");
    amount.getStyleClass().addAll("field-label", "proposal-amount");
    amount.setMinWidth(USE_PREF_SIZE);
    deadline.getStyleClass().addAll("text-muted", "text-small");
    HBox first = new HBox(8, payee, duty);
    first.setAlignment(Pos.CENTER_LEFT);
    VBox left = new VBox(2, first, standing, note);
    left.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    VBox right = new VBox(2, amount, deadline);
    right.setAlignment(Pos.TOP_RIGHT);
    right.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(16, left, right);
    open.setGraphic(row);
    open.setMaxWidth(Double.MAX_VALUE);
    open.getStyleClass().add("proposal-row");
    open.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    // As wide as the list and not wider: what is too long is cut at the right.
    row.prefWidthProperty().bind(open.widthProperty().subtract(32));
    setPrefWidth(0);
    open.setOnAction(_ -> {
      ProposalLine line = getItem();
      if (line != null) {
        navigator.get().go(Place.APPROVALS, line.id());
      }
    });
  }

  @Override
  protected void updateItem(ProposalLine line, boolean empty) {
    super.updateItem(line, empty);
    if (empty || line == null) {
      setGraphic(null);
      open.setId(null);
      return;
    }
    payee.setText(ProposalWords.title(line));
    note.setText(
        line.note().isEmpty()
            ? Messages.text("approvals.by", line.proposer())
            : Messages.text("approvals.by", line.proposer()) + " · " + line.note().strip());
    standing.setText(ProposalWords.standing(line));
    duty.setText(line.isWaiting() ? ProposalWords.duty(line.duty()) : "");
    duty.setVisible(line.isWaiting());
    duty.setManaged(line.isWaiting());
    amount.setText(model.amount(line.outgoingSats()));
    deadline.setText(
        line.state().isLive()
            ? Messages.text("approvals.until", Times.minutes(line.deadline()))
            : Times.minutes(line.time()));
    open.setId("proposal-" + getIndex());
    open.setAccessibleText(
        String.join(", ", payee.getText(), amount.getText(), standing.getText(), duty.getText()));
    setGraphic(open);
  }
}
