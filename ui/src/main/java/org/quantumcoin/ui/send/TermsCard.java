package org.quantumcoin.ui.send;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.quantumcoin.ui.control.Fields;
import org.quantumcoin.ui.format.Messages;

/// What goes with a payment on which other seats decide: what it is for, and until when.
final class TermsCard extends VBox {
  private static final List<Integer> DAYS = List.of(1, 3, 7, 14, 30, 90);

  TermsCard(SendViewModel model) {
    getStyleClass().addAll("card", "form");
    TextField note = new TextField();
    note.setId("review-note");
    note.textProperty().bindBidirectional(model.noteProperty());
    ComboBox<Integer> days = new ComboBox<>(FXCollections.observableArrayList(DAYS));
    days.setId("review-days");
    days.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer number) {
            return number == null ? "" : Messages.text("review.days", number);
          }

          @Override
          public Integer fromString(String text) {
            throw new UnsupportedOperationException("nothing is typed here");
          }
        });
    days.setValue(model.daysProperty().get());
    days.valueProperty().subscribe(number -> model.daysProperty().set(number));
    Label hint = new Label(Messages.text("review.proposal.text"));
    hint.setWrapText(true);
    hint.getStyleClass().addAll("text-muted", "text-small");
    getChildren()
        .addAll(
            Fields.titled(Messages.text("review.note"), note),
            Fields.titled(Messages.text("review.deadline"), days),
            hint);
  }
}
