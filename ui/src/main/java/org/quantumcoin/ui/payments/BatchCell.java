package org.quantumcoin.ui.payments;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.quantumcoin.ui.format.Messages;

/// A row of the grid with its fields; they go from row to row as the list is scrolled.
final class BatchCell extends ListCell<BatchRow> {
  static final double NUMBER_WIDTH = 28;
  static final double AMOUNT_WIDTH = 128;
  static final double LABEL_WIDTH = 104;
  static final double REMOVE_WIDTH = 36;

  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final Label number = new Label();
  private final TextField payee = field("batch-payee", "payments.payee");
  private final TextField amount = field("batch-amount", "payments.amount");
  private final TextField label = field("batch-label", "payments.label");
  private final Label remark = new Label();
  private final VBox content;
  private @Nullable BatchRow row;
  private Subscription watching = Subscription.EMPTY;

  BatchCell(String unit, Consumer<BatchRow> remove) {
    getStyleClass().add("batch-cell");
    setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    amount.setAccessibleText(Messages.text("payments.amount", unit));
    payee.getStyleClass().add("mono");
    number.setMinWidth(NUMBER_WIDTH);
    number.getStyleClass().addAll("batch-number", "text-muted", "text-small");
    number.setAlignment(Pos.CENTER_RIGHT);
    number.setPrefWidth(NUMBER_WIDTH);
    amount.setPrefWidth(AMOUNT_WIDTH);
    amount.setMinWidth(AMOUNT_WIDTH);
    label.setPrefWidth(LABEL_WIDTH);
    label.setMinWidth(LABEL_WIDTH);
    HBox.setHgrow(payee, Priority.ALWAYS);
    Button away = new Button("", new FontIcon("fth-x"));
    away.getStyleClass().add("batch-remove");
    away.setAccessibleText(Messages.text("payments.remove"));
    away.setTooltip(new Tooltip(away.getAccessibleText()));
    away.setMinWidth(REMOVE_WIDTH);
    away.setOnAction(_ -> {
      if (row != null) {
        remove.accept(row);
      }
    });
    HBox fields = new HBox(number, payee, amount, label, away);
    fields.getStyleClass().add("batch-fields");
    remark.getStyleClass().addAll("batch-remark", "text-small");
    remark.setWrapText(true);
    remark.visibleProperty().bind(remark.textProperty().isNotEmpty());
    remark.managedProperty().bind(remark.visibleProperty());
    content = new VBox(fields, indented(remark));
    content.getStyleClass().add("field");
    // As wide as the list, so that a long remark wraps instead of widening it.
    setPrefWidth(0);
  }

  private static Node indented(Label remark) {
    HBox box = new HBox(remark);
    HBox.setHgrow(remark, Priority.ALWAYS);
    box.getStyleClass().add("batch-remark-box");
    box.managedProperty().bind(remark.managedProperty());
    return box;
  }

  private static TextField field(String style, String key) {
    TextField field = new TextField();
    field.getStyleClass().add(style);
    field.setAccessibleText(Messages.text(key));
    return field;
  }

  @Override
  protected void updateItem(BatchRow item, boolean empty) {
    super.updateItem(item, empty);
    BatchRow now = empty ? null : item;
    number.setText(Integer.toString(getIndex() + 1));
    if (now == row) {
      return;
    }
    release();
    row = now;
    if (now == null) {
      setGraphic(null);
      return;
    }
    payee.textProperty().bindBidirectional(now.payeeProperty());
    amount.textProperty().bindBidirectional(now.amountProperty());
    label.textProperty().bindBidirectional(now.labelProperty());
    ObservableValue<Boolean> wrong = now.wrongProperty();
    watching =
        Subscription.combine(
            now.remarkProperty().subscribe(remark::setText),
            wrong.subscribe(is -> content.pseudoClassStateChanged(WRONG, is)));
    setGraphic(content);
  }

  private void release() {
    watching.unsubscribe();
    if (row != null) {
      payee.textProperty().unbindBidirectional(row.payeeProperty());
      amount.textProperty().unbindBidirectional(row.amountProperty());
      label.textProperty().unbindBidirectional(row.labelProperty());
    }
  }
}
