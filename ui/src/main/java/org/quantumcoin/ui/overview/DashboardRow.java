package org.quantumcoin.ui.overview;

import java.util.List;
import javafx.beans.value.ObservableIntegerValue;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.text.Font;

/// Cards side by side, or one above the other where the words are too large for that.
final class DashboardRow extends GridPane {
  /// Narrower, in em, than cards beside each other can be read in.
  private static final double NARROW_EM = 44;

  private final ObservableIntegerValue scalePercent;
  private final List<Double> percents;
  private final Node[] cards;
  private boolean growing;
  private boolean stacked;

  /// @param scalePercent the size of the words, of the usual
  /// @param percents how much of the width each card gets
  DashboardRow(ObservableIntegerValue scalePercent, List<Double> percents, Node... cards) {
    this.scalePercent = scalePercent;
    this.percents = percents;
    this.cards = cards;
    getStyleClass().add("dashboard-row");
    setMinHeight(USE_PREF_SIZE);
    arrange();
    widthProperty().subscribe(_ -> fit());
    scalePercent.subscribe(_ -> fit());
  }

  /// Takes what height is left.
  void grow() {
    growing = true;
    setMinHeight(USE_COMPUTED_SIZE);
    arrange();
  }

  private void fit() {
    double em = Font.getDefault().getSize() * scalePercent.get() / 100;
    boolean now = getWidth() > 0 && getWidth() < NARROW_EM * em;
    if (now != stacked) {
      stacked = now;
      arrange();
    }
  }

  private void arrange() {
    getChildren().clear();
    getColumnConstraints().clear();
    getRowConstraints().clear();
    for (double percent : stacked ? List.of(100.0) : percents) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      getColumnConstraints().add(column);
    }
    if (growing) {
      for (int i = 0; i < (stacked ? cards.length : 1); i++) {
        RowConstraints tall = new RowConstraints();
        tall.setVgrow(Priority.ALWAYS);
        getRowConstraints().add(tall);
      }
    }
    if (stacked) {
      addColumn(0, cards);
    } else {
      addRow(0, cards);
    }
  }
}
