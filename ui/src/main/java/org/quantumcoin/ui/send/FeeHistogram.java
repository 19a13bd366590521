package org.quantumcoin.ui.send;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.quantumcoin.ui.format.Messages;

/// What waits in the mempool at each place of the fee slider beneath it. What pays as much as was
/// chosen, or more, stands out: it goes first.
final class FeeHistogram extends Pane {
  private static final PseudoClass AHEAD = PseudoClass.getPseudoClass("ahead");
  private static final double HEIGHT = 40;

  /// A slider's thumb keeps so much away from its ends.
  private static final double THUMB = 8;

  private final ObservableValue<Number> place;
  private List<FeeScale.Bar> bars = List.of();
  private final List<Region> shapes = new ArrayList<>();

  FeeHistogram(ObservableValue<List<FeeScale.Bar>> shown, ObservableValue<Number> place) {
    this.place = place;
    getStyleClass().add("fee-histogram");
    setId("fee-histogram");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setAccessibleText(Messages.text("send.fee.waiting"));
    shown.subscribe(this::show);
    place.subscribe(_ -> mark());
  }

  private void show(List<FeeScale.Bar> now) {
    bars = now;
    setVisible(!now.isEmpty());
    setManaged(!now.isEmpty());
    while (shapes.size() < now.size()) {
      Region shape = new Region();
      shape.getStyleClass().add("fee-bar");
      shapes.add(shape);
    }
    getChildren().setAll(shapes.subList(0, now.size()));
    mark();
    requestLayout();
  }

  private void mark() {
    for (int i = 0; i < bars.size(); i++) {
      boolean ahead = bars.get(i).to() > place.getValue().doubleValue();
      shapes.get(i).pseudoClassStateChanged(AHEAD, ahead);
    }
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - 2 * THUMB;
    for (int i = 0; i < bars.size(); i++) {
      FeeScale.Bar bar = bars.get(i);
      double height = Math.ceil(bar.part() * getHeight());
      double from = THUMB + Math.round(bar.from() * width);
      double to = THUMB + Math.round(bar.to() * width);
      shapes.get(i).resizeRelocate(from, getHeight() - height, Math.max(to - from - 1, 1), height);
    }
  }
}
